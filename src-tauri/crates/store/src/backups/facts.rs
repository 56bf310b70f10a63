//! What a backup says of itself: `backup.json` beside its database.

use std::fs::File;
use std::io::{Read, Write};
use std::path::Path;

use galley_aside::Kind;
use galley_domain::Instant;
use serde::{Deserialize, Serialize};

use super::Kept;
use crate::library::DATABASE;
use crate::media::sync_folder;
use crate::{StoreError, migrations};

const FACTS: &str = "backup.json";
/// Other facts, until they are whole. A file is its own lock.
const NEW_FACTS: Kind = Kind { prefix: ".facts-", lock: "" };
/// The form that this program writes and reads.
const FORMAT: u32 = 1;
/// A file longer than this was not written by us.
const BYTES_MAX: u64 = 64 * 1024;

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Facts {
    format: u32,
    library: String,
    place: String,
    at_ms: i64,
    schema: u32,
    articles: u64,
    bytes: u64,
    missing: usize,
    sha256: String,
}

impl Facts {
    pub(super) fn of(kept: &Kept) -> Self {
        Self {
            format: FORMAT,
            library: kept.library.to_string(),
            place: kept.place.to_string_lossy().into_owned(),
            at_ms: kept.at.timestamp_millis(),
            schema: migrations::SCHEMA_VERSION,
            articles: kept.articles,
            bytes: kept.bytes,
            missing: kept.missing,
            sha256: kept.sha256.clone(),
        }
    }

    /// Writes them to the disk, last of all: a folder without them is no backup.
    pub(super) fn write(&self, folder: &Path) -> Result<(), StoreError> {
        let path = folder.join(FACTS);
        let text = serde_json::to_vec_pretty(self)?;
        File::create_new(&path)
            .and_then(|mut file| file.write_all(&text).and_then(|()| file.sync_all()))
            .map_err(|e| StoreError::io("writing", &path, e))?;
        sync_folder(folder)
    }

    /// Writes them in place of those that stand there.
    pub(super) fn replace(&self, folder: &Path) -> Result<(), StoreError> {
        let io = |e| StoreError::io("writing", folder.join(FACTS), e);
        let mut file = NEW_FACTS.file(folder).map_err(io)?;
        file.write_all(&serde_json::to_vec_pretty(self)?)
            .and_then(|()| file.as_file().sync_all())
            .map_err(io)?;
        file.persist(folder.join(FACTS)).map_err(|e| io(e.error))?;
        sync_folder(folder)
    }
}

/// The backup in a folder; none where there is no whole one, or one of a newer Galley.
pub(super) fn read(folder: &Path) -> Option<Kept> {
    let mut text = Vec::new();
    File::open(folder.join(FACTS)).ok()?.take(BYTES_MAX).read_to_end(&mut text).ok()?;
    let facts: Facts = serde_json::from_slice(&text).ok()?;
    let is_whole = std::fs::metadata(folder.join(DATABASE)).is_ok_and(|file| file.len() == facts.bytes);
    if facts.format != FORMAT || facts.schema > migrations::SCHEMA_VERSION || !is_whole {
        return None;
    }
    Some(Kept {
        name: folder.file_name()?.to_str()?.to_owned(),
        library: facts.library.parse().ok()?,
        place: facts.place.into(),
        at: Instant::from_timestamp_millis(facts.at_ms)?,
        articles: facts.articles,
        bytes: facts.bytes,
        missing: facts.missing,
        sha256: facts.sha256,
    })
}
