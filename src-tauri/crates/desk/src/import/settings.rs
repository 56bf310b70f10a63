//! The settings of a bundle: a library with nothing in it yet goes on with them, any other keeps its own.

use galley_bundle::{Manifest, Nouns, Settings as Theirs};
use galley_domain::{Byline, Category, Form, Tag, Target, TargetKind};
use galley_spelling::HouseWords;
use galley_store::Setting;

use crate::DeskError;
use crate::settings::Settings;
use crate::spelling::house_words;
use crate::wire::{LeftFile, LeftReason};
use crate::work::Work;

/// Where a bundle has its settings.
const FILE: &str = "galley.json";

/// Whether this library takes the bundle's settings: it has nothing yet but the site that it was made with. That gives way to the
/// bundle's, so that there is one site afterwards and not two.
pub(super) fn make_room(work: &mut Work<'_>, theirs: &Nouns) -> Result<bool, DeskError> {
    let settings = Settings::read(work.tx)?;
    let targets: Vec<Target> = work.tx.nouns()?;
    let [Target { id, kind: TargetKind::Site(site), .. }] = targets.as_slice() else {
        return Ok(false);
    };
    let title = site.texts.values().next().map(|texts| texts.title.as_str()).unwrap_or_default();
    let is_new = **site == settings.new_site(title)
        && work.tx.article_ids()?.is_empty()
        && work.tx.nouns::<Category>()?.is_empty()
        && work.tx.nouns::<Tag>()?.is_empty()
        && work.tx.nouns::<Byline>()?.is_empty()
        && work.tx.nouns::<Form>()?.is_empty();
    let default = theirs.settings.as_ref().and_then(|settings| settings.default_target);
    let is_site = |target: &Target| Some(target.id) == default && target.site().is_some();
    if is_new && theirs.targets.iter().any(is_site) && default != Some(*id) {
        work.remove_noun::<Target>(id.uuid())?;
    }
    Ok(is_new && theirs.settings.is_some())
}

/// Takes the settings where the library is new, else says which stay as they are here. House words are added to those of here either way:
/// they take nothing away.
pub(super) fn take(
    work: &mut Work<'_>,
    manifest: &Manifest,
    is_new: bool,
) -> Result<Option<LeftFile>, DeskError> {
    let Some(theirs) = &manifest.nouns.settings else { return Ok(None) };
    add_words(work, theirs)?;
    if is_new {
        work.set(Setting::Language, &theirs.language.as_str().into())?;
        work.set(Setting::TimeZone, &theirs.time_zone.to_string().into())?;
        work.set(Setting::Review, &theirs.review.into())?;
        // A bundle may have been edited: only a site that is here can be the default.
        let target = theirs.default_target.map(|id| work.tx.noun::<Target>(id.uuid())).transpose()?.flatten();
        if let Some(target) = target.filter(|target| target.site().is_some()) {
            work.set(Setting::DefaultTarget, &target.id.to_string().into())?;
        }
        return Ok(None);
    }
    let own = work.tx.setting(Setting::LibraryId)?;
    if own.as_ref().and_then(|id| id.as_str()) == Some(manifest.library.to_string().as_str()) {
        return Ok(None);
    }
    let words = differing(&Settings::read(work.tx)?, theirs);
    if words.is_empty() {
        return Ok(None);
    }
    let why = format!("the settings of this library stay as they are; the bundle has {words}");
    let reason = LeftReason::Settings { words };
    Ok(Some(LeftFile { path: FILE.to_owned(), line: None, why, reason }))
}

/// What the bundle would have set, as `galley settings` takes it. Which site is meant where none is named goes without saying: it is
/// the one of here.
fn differing(ours: &Settings, theirs: &Theirs) -> String {
    let mut words = Vec::new();
    if ours.language != theirs.language {
        words.push(format!("language={}", theirs.language));
    }
    if ours.time_zone != theirs.time_zone {
        words.push(format!("time-zone={}", theirs.time_zone));
    }
    if ours.review != theirs.review {
        words.push(format!("review={}", if theirs.review { "on" } else { "off" }));
    }
    words.join(", ")
}

fn add_words(work: &mut Work<'_>, theirs: &Theirs) -> Result<(), DeskError> {
    let mut words = house_words(work.tx)?;
    let mut has_more = false;
    for word in theirs.house_words.iter().filter_map(|word| HouseWords::word(word).ok()) {
        // There are as many as there can be: the rest is spelt by the dictionary.
        let Ok(is_new) = words.add(word) else { break };
        has_more |= is_new;
    }
    if has_more {
        work.set(Setting::HouseWords, &words.iter().collect())?;
    }
    Ok(())
}
