//! A bundle as a zip: written beside its place, and put there when it is whole. Times and rights in it are fixed, so that
//! the same articles make the same bytes.

use std::fs::File;
use std::io::{self, BufReader, Read, Write};
use std::path::Path;

use tempfile::NamedTempFile;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipArchive, ZipWriter};

use super::{ExportError, Sink, durable};
use crate::layout::MANIFEST;

pub(super) struct Archive {
    writer: ZipWriter<NamedTempFile>,
}

impl Archive {
    /// Begins a zip beside its place. What is there already must be a bundle.
    pub(super) fn create(path: &Path) -> Result<Self, ExportError> {
        if std::fs::symlink_metadata(path).is_ok() && !is_bundle(path) {
            return Err(ExportError::NotABundle(path.to_owned()));
        }
        let parent = durable::parent(path);
        std::fs::create_dir_all(&parent).map_err(ExportError::io(path))?;
        let file = durable::UNDER_WAY.file(&parent).map_err(ExportError::io(path))?;
        Ok(Self { writer: ZipWriter::new(file) })
    }

    /// Writes the manifest and puts the zip in its place.
    pub(super) fn finish(mut self, manifest: &[u8], path: &Path) -> Result<(), ExportError> {
        self.put(MANIFEST, &mut &*manifest, true).map_err(ExportError::io(path))?;
        let mut file = self.writer.finish().map_err(io::Error::from).map_err(ExportError::io(path))?;
        let settle = |file: &mut NamedTempFile| file.flush().and_then(|()| file.as_file().sync_all());
        settle(&mut file).map_err(ExportError::io(path))?;
        file.persist(path).map_err(|error| error.error).map_err(ExportError::io(path))?;
        durable::settle_names(&durable::parent(path)).map_err(ExportError::io(path))
    }
}

impl Sink for Archive {
    fn put(&mut self, path: &str, content: &mut dyn Read, is_text: bool) -> io::Result<()> {
        let method = if is_text { CompressionMethod::Deflated } else { CompressionMethod::Stored };
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644)
            .system(System::Unix);
        self.writer.start_file(path, options)?;
        io::copy(content, &mut self.writer).map(drop)
    }

    fn take_back(&mut self, _path: &str) -> io::Result<()> {
        self.writer.abort_file().map_err(io::Error::from)
    }
}

fn is_bundle(path: &Path) -> bool {
    let archive = File::open(path).ok().and_then(|file| ZipArchive::new(BufReader::new(file)).ok());
    archive.is_some_and(|archive| archive.index_for_name(MANIFEST).is_some())
}
