//! The index that readers' browsers search. A volume in which nothing differs is taken over as it stands there; in another one
//! only the articles that differ are taken out and put in. A volume that is not whole is made from the texts.

use std::collections::HashSet;
use std::ops::ControlFlow;
use std::sync::{Mutex, PoisonError};

use galley_domain::ArticleId;
use galley_tokens::{Document, Tokens};
use serde_json::json;

use super::run::Run;
use crate::address::file_of;
use crate::fan_out::fan_out;
use crate::memory::{Base, Numbered};
use crate::search::{Cut, NUMBER_BITS, Record, SIZES, Volume, cut, name_of, numbers, say_anew};
use crate::{ExportError, Part, Source, Stage, Text};

/// An article's number, and its place in the index.
type Place = (u32, u32);

impl Run<'_> {
    /// Writes the indices of all languages. `old` are the numbers that articles had in those that stand there.
    pub(super) fn search(&self, source: &dyn Source, old: &[Numbered]) -> Result<Vec<Numbered>, ExportError> {
        let mut all = Vec::new();
        if !self.index.has_search() {
            return Ok(all);
        }
        for language in 0..self.index.languages.len() as u16 {
            let path = self.index.search_path(language);
            let places = self.places(language);
            let old = old.iter().find(|(known, _)| **known == *path).map_or(&[][..], |(_, old)| old);
            self.search_in(source, &path, &places, old)?;
            let numbered = places.iter().map(|(number, at)| (self.index.entry(*at).id, *number));
            all.push((path.into(), numbered.collect()));
        }
        self.end(Stage::Search);
        Ok(all)
    }

    /// Says anew what the index says of these articles, whose numbers stay. Answers the files that it has no longer; none where that could not
    /// be done.
    pub(super) fn search_in_place(
        &self,
        source: &dyn Source,
        base: &Base,
        changed: &[u32],
    ) -> Result<Option<Vec<Box<str>>>, ExportError> {
        let mut gone = Vec::new();
        if !self.index.has_search() || changed.is_empty() {
            return Ok(Some(gone));
        }
        let Some(numbered) = base.numbers() else { return Ok(None) };
        for language in 0..self.index.languages.len() as u16 {
            let path = self.index.search_path(language);
            let Some((_, old)) = numbered.iter().find(|(known, _)| **known == *path) else {
                return Ok(None);
            };
            let here = changed.iter().filter(|at| self.index.entry(**at).language == language);
            let number = |at: &u32| {
                let id = self.index.entry(*at).id;
                old.iter().find(|(other, _)| *other == id).map(|(_, number)| (*number, *at))
            };
            // Those that are not to be found have no number.
            let places: Vec<Place> = here.filter_map(number).collect();
            for volume in volumes_of(old).iter().filter(|_| !places.is_empty()) {
                let numbers = &old[volume.items.clone()];
                let inside = |place: &&Place| numbers.binary_search_by_key(&place.0, |(_, n)| *n).is_ok();
                let fresh: Vec<Place> = places.iter().filter(inside).copied().collect();
                if fresh.is_empty() {
                    continue;
                }
                let folder = format!("{path}{}/", name_of(volume.from));
                match self.volume_in_place(source, &folder, volume, fresh)? {
                    Some(files) => gone.extend(files),
                    None => return Ok(None),
                }
            }
        }
        self.end(Stage::Search);
        Ok(Some(gone))
    }

    fn volume_in_place(
        &self,
        source: &dyn Source,
        folder: &str,
        cut: &Cut,
        fresh: Vec<Place>,
    ) -> Result<Option<Vec<Box<str>>>, ExportError> {
        let from = u32::try_from(cut.from).expect("numbers are smaller");
        let mut said = Vec::new();
        for place in fresh {
            let Some(text) = source.text(self.index.entry(place.1).id)? else { return Ok(None) };
            said.push(self.say(place, &text));
        }
        // The folder is not looked through: its table has its files.
        let path = |name: &str| format!("{folder}{name}");
        let file = |name: &str| self.staging.old_bytes(&file_of(&path(name)));
        let Some(retold) = say_anew(from, file, said, SIZES) else { return Ok(None) };
        retold.written.iter().try_for_each(|(name, bytes)| self.put(Part::Index, &path(name), bytes))?;
        Ok(Some(retold.gone.iter().map(|name| file_of(&path(name)).into()).collect()))
    }

    /// By what an article is found, and what is shown of it then.
    fn say(&self, (number, at): Place, text: &Text) -> (Tokens, Record) {
        let read = galley_markdown::read(&text.content.body).text;
        let names = self.pages.names(at);
        let document = Document {
            headline: text.content.headline.as_str().into(),
            lead: text.content.lead.as_str().into(),
            tags: names.tags.into(),
            bylines: names.bylines.into(),
            text: read.as_str().into(),
        };
        (Tokens::of(&document), self.pages.record(at, number, &read))
    }

    /// The articles of a language that are found, by number. What search engines are asked to leave out is not for being found here
    /// either.
    fn places(&self, language: u16) -> Vec<Place> {
        let found = (0_u32..).zip(self.index.entries()).filter(|(_, e)| e.language == language && !e.noindex);
        let mut found: Vec<u32> = found.map(|(at, _)| at).collect();
        // The index has the newest first.
        found.reverse();
        let numbers = numbers(found.iter().map(|at| self.index.entry(*at).date));
        numbers.into_iter().zip(found).collect()
    }

    fn search_in(
        &self,
        source: &dyn Source,
        path: &str,
        places: &[Place],
        old: &[(ArticleId, u32)],
    ) -> Result<(), ExportError> {
        let volumes = volumes(places.iter().map(|(number, _)| *number));
        let old_volumes = volumes_of(old);
        for volume in &volumes {
            self.options.check()?;
            let folder = format!("{path}{}/", name_of(volume.from));
            let places = &places[volume.items.clone()];
            let same_range = |old: &&Cut| (old.from, old.bits) == (volume.from, volume.bits);
            let old = old_volumes.iter().find(same_range).map(|cut| &old[cut.items.clone()]);
            self.volume(source, (&folder, volume), places, old)?;
        }
        let from: Vec<u64> = volumes.iter().map(|volume| volume.from).collect();
        self.put(Part::Index, &format!("{path}index.json"), json!({ "volumes": from }).to_string().as_bytes())
    }

    /// Takes a volume over or writes it. `old` are the articles of the one with the same borders that stands there.
    fn volume(
        &self,
        source: &dyn Source,
        (folder, cut): (&str, &Cut),
        places: &[Place],
        old: Option<&[(ArticleId, u32)]>,
    ) -> Result<(), ExportError> {
        let from = u32::try_from(cut.from).expect("numbers are smaller");
        let (stay, fresh): (Vec<Place>, Vec<Place>) =
            places.iter().partition(|place| self.is_filed_as_before(**place, old.unwrap_or_default()));
        let stay: HashSet<u32> = stay.into_iter().map(|(number, _)| number).collect();
        let numbers = old.unwrap_or_default().iter().map(|(_, number)| *number);
        let gone: HashSet<u32> = numbers.filter(|number| !stay.contains(number)).collect();
        let folder_of_files = folder.trim_start_matches('/');
        if old.is_some()
            && fresh.is_empty()
            && gone.is_empty()
            && let Some(sizes) = self.staging.keep_folder(Part::Index, folder_of_files)
        {
            for bytes in sizes {
                self.count(Part::Index, bytes);
            }
            return Ok(());
        }
        let old = old.and_then(|_| Volume::read(from, &self.staging.old_folder(folder_of_files)?));
        let (volume, fresh) = match old {
            Some(mut volume) => {
                volume.remove(&gone);
                (volume, fresh)
            }
            None => (Volume::new(from), places.to_vec()),
        };
        let volume = self.file_all(source, volume, fresh)?;
        self.end(Stage::Search);
        let files = volume.files(SIZES);
        files.iter().try_for_each(|(name, bytes)| self.put(Part::Index, &format!("{folder}{name}"), bytes))
    }

    /// Whether the index says of an article what it said: its page shows all that it is found by.
    fn is_filed_as_before(&self, (number, at): Place, old: &[(ArticleId, u32)]) -> bool {
        let entry = self.index.entry(at);
        let found = old.binary_search_by_key(&number, |(_, number)| *number);
        found.is_ok_and(|found| old[found].0 == entry.id) && self.is_as_before(&entry.path)
    }

    /// Puts articles into a volume.
    fn file_all(
        &self,
        source: &dyn Source,
        volume: Volume,
        fresh: Vec<Place>,
    ) -> Result<Volume, ExportError> {
        let volume = Mutex::new(volume);
        let total = fresh.len() as u64;
        let give = |each: &mut dyn FnMut((Place, Text)) -> ControlFlow<()>| {
            for place in fresh {
                let text = source.text(self.index.entry(place.1).id)?;
                if text.is_some_and(|text| each((place, text)).is_break()) {
                    break;
                }
            }
            Ok(())
        };
        fan_out(self.options.threads(), give, |((number, at), text): (Place, Text)| {
            self.step(Stage::Search, total)?;
            let (tokens, record) = self.say((number, at), &text);
            volume.lock().unwrap_or_else(PoisonError::into_inner).put(&tokens, record);
            Ok(())
        })?;
        Ok(volume.into_inner().unwrap_or_else(PoisonError::into_inner))
    }
}

fn volumes(numbers: impl Iterator<Item = u32>) -> Vec<Cut> {
    let weights: Vec<_> = numbers.map(|number| (u64::from(number), 1)).collect();
    cut(&weights, NUMBER_BITS, SIZES.volume)
}

fn volumes_of(old: &[(ArticleId, u32)]) -> Vec<Cut> {
    volumes(old.iter().map(|(_, number)| *number))
}
