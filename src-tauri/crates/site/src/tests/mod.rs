//! Tests of the whole export, on a small newsroom made by hand.

use crate as site;

mod changes;
mod documented;
mod drawn;
mod faults;
mod front;
mod hostile;
mod inquiring;
mod look;
mod moving;
mod output;
mod pictures;
mod previewing;
mod programs;
mod releasing;
mod sample;
mod sample_texts;
mod schemas;
mod searching;

use std::collections::BTreeMap;
use std::fs;
use std::num::NonZero;
use std::path::{Path, PathBuf};

use sample::Sample;
use tempfile::TempDir;

use crate::out::Disk;
use crate::{ExportError, Options, Report, Theme};

/// A folder with the sample's media and room for sites.
struct Place {
    folder: TempDir,
    theme: Theme,
    sample: Sample,
    /// Where it is not the one of every disk.
    one_manifest_max: Option<usize>,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let sample = Sample::new(&folder.path().join("library-media"));
        let theme = Theme::named("broadsheet").expect("the embedded theme works");
        Self { folder, theme, sample, one_manifest_max: None }
    }

    fn out(&self, name: &str) -> PathBuf {
        self.folder.path().join("sites").join(name)
    }

    fn export(&self, name: &str) -> Report {
        let disk = Disk { one_manifest_max: self.one_manifest_max, ..Disk::default() };
        self.try_export(&disk, name).expect("the export works")
    }

    fn export_with_threads(&self, name: &str, threads: usize) -> Report {
        let options = Options { threads: NonZero::new(threads), ..Options::default() };
        crate::export(&self.sample, &self.theme, &self.out(name), &options).expect("the export works")
    }

    fn try_export(&self, disk: &Disk, name: &str) -> Result<Report, ExportError> {
        let options = Options { threads: NonZero::new(1), ..Options::default() };
        crate::export::export_on(disk, &self.sample, &self.theme, &self.out(name), &options)
    }

    fn read(&self, name: &str, file: &str) -> String {
        let path = self.out(name).join(file);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }
}

/// All files below a folder, with what they hold.
fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        let Ok(entries) = fs::read_dir(&next) else {
            continue;
        };
        for entry in entries.flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name =
                    path.strip_prefix(folder).expect("it is below").to_string_lossy().replace('\\', "/");
                files.insert(name, fs::read(&path).expect("a file that can be read"));
            }
        }
    }
    files
}
