//! The library's files that pages show.

use std::ops::ControlFlow;
use std::sync::PoisonError;

use super::run::Run;
use crate::address::file_of;
use crate::fan_out::fan_out;
use crate::{ExportError, Part, Problem, Source, Stage};

impl Run<'_> {
    pub(super) fn media(&self, source: &dyn Source) -> Result<(), ExportError> {
        for shown in self.pages.byline_pictures() {
            self.uses(Some(&shown));
        }
        let mut files = std::mem::take(&mut *self.files.lock().unwrap_or_else(PoisonError::into_inner));
        // What stands there already need not be looked for in the library.
        files.retain(|path, hash| match self.staging.keep_copy(Part::Media, &file_of(path), *hash.bytes()) {
            Some(bytes) => {
                self.count(Part::Media, bytes);
                false
            }
            None => true,
        });
        let total = files.len() as u64;
        let give = |each: &mut dyn FnMut(_) -> ControlFlow<()>| {
            for (path, hash) in files {
                let from = source.media_path(&hash)?;
                if each((path, hash, from)).is_break() {
                    break;
                }
            }
            Ok(())
        };
        fan_out(self.options.threads(), give, |(path, hash, from)| {
            self.step(Stage::Media, total)?;
            let bytes = std::fs::metadata(&from).map_or(0, |meta| meta.len());
            match self.staging.put_copy(Part::Media, &file_of(&path), &from, *hash.bytes())? {
                Ok(()) => self.count(Part::Media, bytes),
                Err(why) => self.note([Problem::Media { path: path.to_string(), why }]),
            }
            Ok(())
        })?;
        self.end(Stage::Media);
        Ok(())
    }
}
