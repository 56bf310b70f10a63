//! The library's files that pages show: copied as they are, or pictures made anew.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::num::NonZero;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use galley_domain::MediaHash;

use super::drawn::Drawing;
use super::run::Run;
use crate::address::file_of;
use crate::fan_out::fan_out;
use crate::out::{DAMAGED, hash};
use crate::pictures::{EMPTY_DRAWING, Form, Store, make};
use crate::{ExportError, Part, Problem, Source, Stage};

/// Most pictures that are unpacked at a time: one may take hundreds of megabytes.
pub(super) const PICTURES_MAX: NonZero<usize> = NonZero::new(4).expect("it is not zero");

/// What one file of the library comes to, with the paths.
type Forms = Vec<(Form, String)>;

impl Run<'_> {
    /// Puts the files in place. Answers the pictures that turned out to be none that can be read: pages name widths of them
    /// that are not there.
    pub(super) fn media(&self, source: &dyn Source) -> Result<HashSet<MediaHash>, ExportError> {
        for shown in self.pages.byline_pictures() {
            self.uses(Some(&shown));
        }
        for shown in self.pages.logos() {
            self.uses(Some(&shown));
        }
        for language in 0..self.index.languages.len() as u16 {
            self.uses_files(self.pages.site_card(language).map_or(&[], std::slice::from_ref));
        }
        self.icons(&Drawing::new(source))?;
        self.these_files(source)
    }

    /// Puts those files in place that are known to be shown.
    pub(super) fn these_files(&self, source: &dyn Source) -> Result<HashSet<MediaHash>, ExportError> {
        let (wanted, cards) = self.missing_files();
        self.cards(&Drawing::new(source), &cards)?;
        let total = wanted.len() as u64;
        let give = |each: &mut dyn FnMut(_) -> ControlFlow<()>| {
            for (hash, forms) in wanted {
                let from = source.media_path(&hash)?;
                if each((hash, forms, from)).is_break() {
                    break;
                }
            }
            Ok(())
        };
        let unreadable = Mutex::new(HashSet::new());
        let threads = self.options.threads().min(PICTURES_MAX);
        fan_out(threads, give, |(hash, forms, from): (MediaHash, Forms, PathBuf)| {
            self.step(Stage::Media, total)?;
            if self.put_file(&hash, &forms, &from)?.is_break() {
                unreadable.lock().unwrap_or_else(PoisonError::into_inner).insert(hash);
            }
            Ok(())
        })?;
        self.end(Stage::Media);
        Ok(unreadable.into_inner().unwrap_or_else(PoisonError::into_inner))
    }

    /// What does not stand there already, by file of the library, and the cards. It need not be looked for where it does.
    fn missing_files(&self) -> (BTreeMap<MediaHash, Forms>, HashSet<Box<str>>) {
        let files = std::mem::take(&mut *self.files.lock().unwrap_or_else(PoisonError::into_inner));
        let (mut missing, mut cards): (BTreeMap<_, Forms>, _) = (BTreeMap::new(), HashSet::new());
        for file in files.into_values() {
            if file.is_card() {
                let stands =
                    self.pictures_stand.then(|| self.staging.keep(Part::Media, &file_of(&file.path)));
                match stands.flatten() {
                    Some(bytes) => self.count(Part::Media, bytes),
                    None => drop(cards.insert(file.path)),
                }
                continue;
            }
            if self.index.sizing.unreadable.contains(&file.hash) {
                self.note([Problem::Unreadable { path: file.path.to_string() }]);
            }
            for (form, path) in file.forms() {
                let at = file_of(&path);
                let stands = match form {
                    Form::AsIs => self.staging.keep_copy(Part::Media, &at, *file.hash.bytes()),
                    _ if self.pictures_stand => self.staging.keep(Part::Media, &at),
                    _ => None,
                };
                match stands {
                    Some(bytes) => self.count(Part::Media, bytes),
                    None => missing.entry(file.hash).or_default().push((form, path)),
                }
            }
        }
        (missing, cards)
    }

    /// Puts one file in place. Breaks off where it is a picture that cannot be read.
    fn put_file(
        &self,
        picture: &MediaHash,
        forms: &[(Form, String)],
        from: &Path,
    ) -> Result<ControlFlow<()>, ExportError> {
        let left_out = |path: &str, why| self.note([Problem::Media { path: path.to_owned(), why }]);
        let store = Store(self.options.pictures);
        let mut to_make = Vec::new();
        for (form, path) in forms {
            if *form == Form::AsIs {
                let bytes = fs::metadata(from).map_or(0, |meta| meta.len());
                match self.staging.put_copy(Part::Media, &file_of(path), from, *picture.bytes())? {
                    Ok(()) => self.count(Part::Media, bytes),
                    Err(why) => left_out(path, why),
                }
            } else if let Some(bytes) = store.get(picture, *form) {
                self.put(Part::Media, path, &bytes)?;
            } else {
                to_make.push((*form, path));
            }
        }
        let Some((_, first)) = to_make.first() else { return Ok(ControlFlow::Continue(())) };
        let read = fs::read(from).map_err(|error| error.to_string());
        let whole =
            read.and_then(
                |bytes| {
                    if hash(&bytes) == *picture.bytes() { Ok(bytes) } else { Err(DAMAGED.to_owned()) }
                },
            );
        let bytes = match whole {
            Ok(bytes) => bytes,
            Err(why) => {
                left_out(first, why);
                return Ok(ControlFlow::Continue(()));
            }
        };
        let forms: Vec<Form> = to_make.iter().map(|(form, _)| *form).collect();
        let mut flow = ControlFlow::Continue(());
        for ((form, path), made) in to_make.into_iter().zip(make(&bytes, &forms)) {
            if let Ok(bytes) = made {
                store.put(picture, form, &bytes);
                self.put(Part::Media, path, &bytes)?;
                continue;
            }
            // Pages name its own file in any case. What cannot be made clean does not go out, whatever it is.
            if form == Form::Clean {
                self.put(Part::Media, path, EMPTY_DRAWING.as_bytes())?;
            }
            flow = ControlFlow::Break(());
        }
        Ok(flow)
    }
}
