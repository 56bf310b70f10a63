//! How a site looks: colours, letters, logo, the front page, where else to find it, and who made it.

use galley_domain::{
    Appearance, Category, Colour, Face, FrontBlocks, LogoPlace, MediaHash, MenuItem, Site, Target, TimeZone,
    parse_instant,
};
use galley_site::{Shades, Theme, Unreadable};
use galley_store::View;

use super::choices::Choices;
use super::{Field, Fields, address, list, meant, push, reference, text};
use crate::article::{find_in, read_switch};
use crate::wire::{SiteChoice, SiteSettings, SiteShades};
use crate::work::Work;
use crate::{Desk, DeskError, Done};

/// The fields that [`set_look`] sets.
pub(super) const LOOK_FIELDS: [&str; 15] = [
    "accent",
    "paper",
    "headline-font",
    "text-font",
    "logo-place",
    "logo-dark",
    "social",
    "front-lead",
    "front-sections",
    "front-section-size",
    "front-latest",
    "humans",
    "security-contact",
    "security-expires",
    "security-policy",
];

/// Fields that are pictures of the library.
const LOGOS: [&str; 2] = ["logo", "logo-dark"];

/// What stands in place of categories where there is to be no block.
const NO_SECTIONS: &str = "none";

/// How long what `security.txt` says is good for, where it is not said.
const EXPIRES_DAYS: i64 = 365;

impl Desk {
    /// Takes logos into the library that are named by their paths, and names them by their hashes.
    pub(super) fn with_logos(&mut self, values: &Fields) -> Result<Fields, DeskError> {
        let mut named = Fields::new();
        for (field, value) in values {
            let path = std::path::Path::new(value.trim());
            if !LOGOS.contains(&field.as_str()) || !path.is_absolute() {
                named.push((field.clone(), value.clone()));
                continue;
            }
            let refused = |why: &dyn std::fmt::Display| DeskError::invalid(field, why);
            let bytes = std::fs::read(path).map_err(|error| refused(&error))?;
            galley_site::must_be_logo(&bytes).map_err(|why| refused(&why))?;
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            named.push((field.clone(), self.hold_picture(&bytes, &name)?.hash.to_string()));
        }
        Ok(named)
    }
}

/// A picture of the library, by its hash.
pub(super) fn logo(work: &Work<'_>, field: &Field<'_>, value: &str) -> Result<Option<MediaHash>, DeskError> {
    if value.is_empty() {
        return Ok(None);
    }
    let hash =
        value.parse().map_err(|_| field.invalid("it is the whole path of a picture, from the root"))?;
    let held = work.tx.media(hash)?.filter(|media| media.kind.is_picture());
    Ok(Some(held.ok_or_else(|| DeskError::unknown("picture", value))?.hash))
}

/// What is set of a site's look.
pub(super) fn push_look(view: &View<'_>, fields: &mut Fields, site: &Site) -> Result<(), DeskError> {
    let Appearance { look, logo, social, front, told } = &*site.appearance;
    let colour = |colour: Option<Colour>| colour.map(|colour| colour.to_string()).unwrap_or_default();
    push(fields, "accent", colour(look.accent));
    push(fields, "paper", colour(look.paper));
    push(fields, "headline-font", look.headlines.word());
    push(fields, "text-font", look.text.word());
    push(fields, "logo-place", logo.place.word());
    push(fields, "logo-dark", logo.dark.map(|hash| hash.to_string()).unwrap_or_default());
    let social: Vec<_> =
        social.iter().map(|item| format!("{} {}", item.label, item.url).trim().to_owned()).collect();
    push(fields, "social", social.join(", "));
    let lead = front.lead.map(|id| view.row(id)).transpose()?.flatten();
    push(fields, "front-lead", lead.map(|row| row.slug.named(&row.language)).unwrap_or_default());
    if let Some(sections) = &front.sections {
        let names: Result<Vec<_>, _> =
            sections.iter().map(|id| reference::<Category>(view, id.uuid())).collect();
        let names = names?.join(", ");
        push(fields, "front-sections", if names.is_empty() { NO_SECTIONS.to_owned() } else { names });
    }
    push(fields, "front-section-size", front.section_size.to_string());
    push(fields, "front-latest", if front.latest { "yes" } else { "no" });
    push(fields, "humans", told.humans.as_str());
    push(fields, "security-contact", told.security_contact.join(", "));
    let expires = told.security_expires.map(|at| at.format("%Y-%m-%d").to_string());
    push(fields, "security-expires", expires.unwrap_or_default());
    push(fields, "security-policy", told.security_policy.as_str());
    Ok(())
}

/// Sets one of them.
pub(super) fn set_look(
    work: &Work<'_>,
    site: &mut Site,
    field: &Field<'_>,
    value: &str,
) -> Result<(), DeskError> {
    let Appearance { look, logo: on_page, social, front, told } = &mut *site.appearance;
    match field.name {
        "accent" => look.accent = colour(field, value)?,
        "paper" => look.paper = colour(field, value)?,
        "headline-font" => look.headlines = one_of(field, value, &Face::ALL, Face::word)?,
        "text-font" => look.text = one_of(field, value, &Face::ALL, Face::word)?,
        "logo-place" => on_page.place = one_of(field, value, &LogoPlace::ALL, LogoPlace::word)?,
        "logo-dark" => on_page.dark = logo(work, field, value)?,
        "social" => *social = places(field, value)?,
        "front-lead" if value.is_empty() => front.lead = None,
        "front-lead" => front.lead = Some(find_in(work.tx, value)?),
        "front-sections" => front.sections = sections(work, field, value)?,
        "front-section-size" => {
            let sizes = FrontBlocks::SECTION_SIZES;
            let size = value.parse().ok().filter(|size| sizes.contains(size));
            let why = || format!("it is a whole number from {} to {}", sizes.start(), sizes.end());
            front.section_size = size.ok_or_else(|| field.invalid(why()))?;
        }
        "front-latest" => front.latest = read_switch(field.typed, value)?,
        "humans" => told.humans = text(field, value)?,
        "security-contact" => {
            told.security_contact =
                list(value).map(|typed| elsewhere(field, typed)).collect::<Result<_, _>>()?;
            if !told.security_contact.is_empty() && told.security_expires.is_none() {
                let day = (work.now + chrono::TimeDelta::days(EXPIRES_DAYS)).date_naive();
                told.security_expires = day.and_hms_opt(0, 0, 0).map(|midnight| midnight.and_utc());
            }
        }
        "security-expires" if value.is_empty() => told.security_expires = None,
        "security-expires" => told.security_expires = Some(date(field, value)?),
        _ if value.is_empty() => told.security_policy.clear(),
        _ => told.security_policy = address::web(value).map_err(|why| field.invalid(why))?.into(),
    }
    Ok(())
}

/// Colours that were set now are refused where they could not be read. A theme that is changed later takes them as near as it can.
pub(super) fn must_be_readable(site: &Site, values: &[(String, String)]) -> Result<(), DeskError> {
    if !values.iter().any(|(field, _)| field == "accent" || field == "paper") {
        return Ok(());
    }
    let theme = Theme::named(&site.theme).map_err(|error| DeskError::invalid("theme", error))?;
    theme.check_look(&site.appearance.look).map_err(|why| match why {
        Unreadable::Accent { .. } => DeskError::invalid("accent", why),
        Unreadable::Paper { .. } => DeskError::invalid("paper", why),
    })
}

fn colour(field: &Field<'_>, value: &str) -> Result<Option<Colour>, DeskError> {
    if value.is_empty() { Ok(None) } else { value.parse().map(Some).map_err(|error| field.invalid(error)) }
}

/// The one of several that a word says; nothing is the first.
fn one_of<T: Copy>(
    field: &Field<'_>,
    value: &str,
    all: &[T],
    word: impl Fn(T) -> &'static str,
) -> Result<T, DeskError> {
    let found = all.iter().copied().find(|one| value.is_empty() || word(*one) == value);
    let words = || all.iter().map(|one| word(*one)).collect::<Vec<_>>().join(", ");
    found.ok_or_else(|| field.invalid(format!("it is one of {}", words())))
}

/// Addresses, each perhaps with a name before it.
fn places(field: &Field<'_>, value: &str) -> Result<Vec<MenuItem>, DeskError> {
    let places = list(value).map(|entry| {
        let (label, url) = entry.rsplit_once(char::is_whitespace).unwrap_or(("", entry));
        Ok(MenuItem { label: label.trim().to_owned(), url: elsewhere(field, url)? })
    });
    let places: Vec<_> = places.collect::<Result<_, DeskError>>()?;
    if places.len() > Appearance::SOCIAL_MAX {
        let why = format!("there are {} addresses, {} is the most", places.len(), Appearance::SOCIAL_MAX);
        return Err(field.invalid(why));
    }
    Ok(places)
}

/// An address of the web, or of mail.
fn elsewhere(field: &Field<'_>, typed: &str) -> Result<String, DeskError> {
    let read = match typed.strip_prefix("mailto:") {
        Some(mail) => address::mail(mail).map(|mail| format!("mailto:{mail}")),
        None => address::web(typed).map(String::from),
    };
    read.map_err(|why| field.invalid(format!("{typed:?}: {why}")))
}

fn sections(
    work: &Work<'_>,
    field: &Field<'_>,
    value: &str,
) -> Result<Option<Vec<galley_domain::CategoryId>>, DeskError> {
    match value {
        "" => return Ok(None),
        NO_SECTIONS => return Ok(Some(Vec::new())),
        _ => {}
    }
    let mut sections = Vec::new();
    for name in list(value) {
        let id = meant::<Category>(work.tx, name)?.id;
        if sections.contains(&id) {
            return Err(field.invalid(format!("{name} is in it twice")));
        }
        sections.push(id);
    }
    if sections.len() > FrontBlocks::SECTIONS_MAX {
        let why =
            format!("there are {} categories, {} is the most", sections.len(), FrontBlocks::SECTIONS_MAX);
        return Err(field.invalid(why));
    }
    Ok(Some(sections))
}

fn date(field: &Field<'_>, value: &str) -> Result<galley_domain::Instant, DeskError> {
    parse_instant(value, TimeZone::UTC).map_err(|error| field.invalid(error))
}

impl Desk {
    /// Takes a picture as the logo of the library's site, or as the one for dark paper, which the field says.
    ///
    /// # Errors
    /// As [`Desk::set_target_fields`].
    pub fn set_logo(&mut self, field: String, path: &std::path::Path) -> Result<Done<Target>, DeskError> {
        let site = self.find_target(None)?;
        self.set_target_fields(&site, &vec![(field, path.display().to_string())])
    }

    /// The settings of the library's site, to be shown.
    ///
    /// # Errors
    /// [`DeskError::Site`] where its theme cannot be read; [`DeskError::Store`].
    pub fn site_settings(&self) -> Result<SiteSettings, DeskError> {
        let target = self.find_target(None)?;
        let site = crate::export::site_of(&target)?;
        let view = self.view();
        let theme = Theme::of_site(site).map_err(galley_site::ExportError::from)?;
        let (day, night) = theme.day_and_night();
        let name_of = |hash: Option<MediaHash>| -> Result<String, DeskError> {
            let media = hash.map(|hash| view.media(hash)).transpose()?.flatten();
            Ok(media.map(|media| media.name).unwrap_or_default())
        };
        let tree = crate::nouns::tree(&view)?;
        let categories = tree.children(None, &site.language).into_iter().map(|category| {
            let name = category.names.get(&site.language).name.clone();
            Ok(SiteChoice { word: reference::<Category>(&view, category.id.uuid())?, name })
        });
        let choices = Choices::new(&view, site, &theme, &tree, self.now())?;
        Ok(SiteSettings {
            id: target.id.to_string(),
            fields: self.target_fields(&target)?,
            languages: choices.languages.iter().map(ToString::to_string).collect(),
            dates: choices.of_each(Choices::dates),
            places: choices.of_each(Choices::places),
            themes: Theme::BUILT_IN.map(str::to_owned).into(),
            fonts: Face::ALL.map(|face| face.word().to_owned()).into(),
            categories: categories.collect::<Result<_, DeskError>>()?,
            forms: self.forms()?.iter().map(|form| self.form_settings(form)).collect(),
            logo: name_of(site.logo)?,
            dark_logo: name_of(site.appearance.logo.dark)?,
            day: shades(day),
            night: shades(night),
        })
    }
}

fn shades(shades: Shades) -> SiteShades {
    let Shades { paper, ink, accent } = shades;
    SiteShades { paper: paper.to_string(), ink: ink.to_string(), accent: accent.to_string() }
}
