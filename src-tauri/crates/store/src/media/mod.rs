//! Media: the records in the database and the files beside it.
//!
//! A file lies at `media/ab/<hash>.<extension>`, where `ab` are the first two digits of its SHA-256. It is written once,
//! in place as a whole, and never changed; that is what makes backup, sync and verify simple.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use galley_domain::{ArticleId, FocalPoint, Instant, Media, MediaHash, MediaKind};
use rusqlite::{Connection, OptionalExtension, Row};
use sha2::{Digest, Sha256};

use crate::connection::{self, Purpose};
use crate::migrations::{self, State};
use crate::{StoreError, Tx, View};

/// How the names of files begin that are not whole yet.
const UNDER_WAY: &str = ".new-";

/// What a media file may be at most.
pub mod limits {
    /// Largest picture, in bytes.
    pub const PICTURE_BYTES: u64 = 50 * 1024 * 1024;
    /// Largest file of any other kind, in bytes.
    pub const FILE_BYTES: u64 = 2 * 1024 * 1024 * 1024;
    /// Longest side of a picture, in pixels.
    pub const SIDE_PIXELS: u32 = 30_000;
    /// Most pixels of a picture: a file of a few kilobytes can claim billions.
    pub const PIXELS: u64 = 200_000_000;
}

/// Why a file is not taken.
#[derive(Debug, thiserror::Error)]
pub enum MediaProblem {
    /// No kind that Galley holds.
    #[error(
        "it is no picture, film, sound or PDF that Galley holds (by its content, whatever its name says)"
    )]
    UnknownKind,
    /// Too many bytes.
    #[error("it has more than {max_bytes} bytes, which is the most that is taken; make it smaller first")]
    TooLarge {
        /// The limit for its kind.
        max_bytes: u64,
    },
    /// Too many pixels.
    #[error("it claims {width} x {height} pixels, more than is taken; make it smaller first")]
    TooManyPixels {
        /// As its header says.
        width: u32,
        /// As its header says.
        height: u32,
    },
    /// A picture whose header cannot be read.
    #[error("its header cannot be read; it is damaged, or cut off")]
    Unreadable,
    /// The store's own trouble.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The files of a library's media.
#[derive(Debug, Clone)]
pub struct MediaFiles {
    folder: PathBuf,
}

impl MediaFiles {
    pub(crate) fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Where a media's file lies.
    pub fn path(&self, hash: MediaHash, kind: MediaKind) -> PathBuf {
        self.folder.join(relative(hash, kind))
    }

    /// Whether the file of a media is in place, with as many bytes as it has.
    pub fn holds(&self, hash: MediaHash, kind: MediaKind, bytes: u64) -> bool {
        let file = fs::metadata(self.path(hash, kind));
        file.is_ok_and(|file| file.is_file() && file.len() == bytes)
    }

    /// What a picture would be in the library. It is not put there.
    ///
    /// # Errors
    /// [`MediaProblem`], as [`MediaFiles::add`] would say it.
    pub fn picture(bytes: &[u8], name: &str) -> Result<Media, MediaProblem> {
        let kind = MediaKind::of(bytes).filter(|kind| kind.is_picture()).ok_or(MediaProblem::UnknownKind)?;
        let long = bytes.len() as u64;
        if long > limits::PICTURE_BYTES {
            return Err(MediaProblem::TooLarge { max_bytes: limits::PICTURE_BYTES });
        }
        if kind != MediaKind::Svg {
            sides(imagesize::blob_size(bytes))?;
        }
        Ok(Media::new(MediaHash::new(Sha256::digest(bytes).into()), kind, long, None, name))
    }

    /// Takes a file into the library's folder. Once this returns it is on the disk, under its hash; the caller
    /// records it with [`Tx::put_media`]. A file that is there already is not written again, unless it is not what it was.
    ///
    /// # Errors
    /// [`MediaProblem`]; nothing is left behind then.
    pub fn add(&self, mut from: impl Read, name: &str) -> Result<Media, MediaProblem> {
        let io = |doing, path: &Path, e| MediaProblem::Store(StoreError::io(doing, path, e));
        let reading = |e| io("reading", Path::new(name), e);
        let mut head = Vec::with_capacity(1024);
        from.by_ref().take(1024).read_to_end(&mut head).map_err(reading)?;
        let kind = MediaKind::of(&head).ok_or(MediaProblem::UnknownKind)?;
        let max_bytes = if kind.is_picture() { limits::PICTURE_BYTES } else { limits::FILE_BYTES };

        let writing = |e| io("writing to", &self.folder, e);
        let mut file =
            tempfile::Builder::new().prefix(UNDER_WAY).tempfile_in(&self.folder).map_err(writing)?;
        let (hash, bytes) = {
            let mut copy =
                Hashing { to: io::BufWriter::new(file.as_file_mut()), hash: Sha256::new(), bytes: 0 };
            let mut whole = head.as_slice().chain(from).take(max_bytes + 1);
            io::copy(&mut whole, &mut copy).map_err(writing)?;
            copy.to.flush().map_err(writing)?;
            (MediaHash::new(copy.hash.finalize().into()), copy.bytes)
        };
        if bytes > max_bytes {
            return Err(MediaProblem::TooLarge { max_bytes });
        }
        let pixels = pixels(kind, file.path())?;
        let path = self.path(hash, kind);
        let is_sound = File::open(&path).and_then(sha256).is_ok_and(|found| found == *hash.bytes());
        if !is_sound {
            let shelf = path.parent().unwrap_or(&self.folder);
            if !shelf.exists() {
                fs::create_dir_all(shelf).map_err(|e| io("making the folder", shelf, e))?;
                sync_folder(&self.folder)?;
            }
            file.as_file().sync_all().map_err(writing)?;
            file.persist(&path).map_err(|e| io("putting in place", &path, e.error))?;
            sync_folder(shelf)?;
        }
        Ok(Media::new(hash, kind, bytes, pixels, name))
    }

    /// Opens a media's file. A library may come from anywhere: a link that stands there in its place leads to what is no media of it.
    ///
    /// # Errors
    /// [`StoreError::Io`]
    pub fn open(&self, hash: MediaHash, kind: MediaKind) -> Result<File, StoreError> {
        let path = self.own_path(hash, kind)?;
        open_itself(&path).map_err(|e| StoreError::io("reading", path, e))
    }

    /// Where a media's file lies, where it is one and no link.
    ///
    /// # Errors
    /// [`StoreError::Io`]
    pub fn own_path(&self, hash: MediaHash, kind: MediaKind) -> Result<PathBuf, StoreError> {
        let path = self.path(hash, kind);
        let other =
            || io::Error::new(io::ErrorKind::InvalidData, "it is no file but a link, or something else");
        let is_file =
            fs::symlink_metadata(&path).and_then(|file| file.is_file().then_some(()).ok_or_else(other));
        is_file.map_err(|e| StoreError::io("reading", &path, e))?;
        Ok(path)
    }

    /// What is in a media's file, where that is what was taken in.
    ///
    /// # Errors
    /// [`StoreError::MediaChanged`], [`StoreError::Io`]
    pub fn whole(&self, media: &Media) -> Result<Vec<u8>, StoreError> {
        let mut bytes = Vec::new();
        let file = self.open(media.hash, media.kind)?;
        file.take(media.bytes.saturating_add(1))
            .read_to_end(&mut bytes)
            .map_err(|e| StoreError::io("reading", self.path(media.hash, media.kind), e))?;
        if Sha256::digest(&bytes).as_slice() == media.hash.bytes() {
            Ok(bytes)
        } else {
            Err(StoreError::MediaChanged { name: media.name.clone() })
        }
    }
}

#[cfg(unix)]
fn open_itself(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt as _;
    let flags = rustix::fs::OFlags::NOFOLLOW.bits();
    File::options().read(true).custom_flags(i32::try_from(flags).map_err(io::Error::other)?).open(path)
}

#[cfg(not(unix))]
fn open_itself(path: &Path) -> io::Result<File> {
    File::open(path)
}

/// The SHA-256 of what is in a file.
pub(crate) fn sha256(mut file: File) -> io::Result<[u8; 32]> {
    let mut hashing = Hashing { to: io::sink(), hash: Sha256::new(), bytes: 0 };
    io::copy(&mut file, &mut hashing)?;
    Ok(hashing.hash.finalize().into())
}

/// Removes the files of processes that were killed while they took one in. The caller has the library alone.
pub(crate) fn clear(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_name().to_str().is_some_and(|name| name.starts_with(UNDER_WAY)) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Removes the files of media that were taken out of the library. The caller has the library alone.
pub(crate) fn clear_removed(folder: &Path, database: &Path) -> Result<(), StoreError> {
    let connection = connection::open(database, Purpose::Read)?;
    if migrations::state(&connection)? != Some(State::Current) {
        return Ok(());
    }
    let sql = "SELECT id FROM tombstone WHERE noun = 'media' AND id NOT IN (SELECT hash FROM media)";
    let mut statement = connection.prepare(sql)?;
    let removed = statement.query_map([], |row| row.get(0).map(MediaHash::new))?;
    for hash in removed {
        let hash = hash?;
        // Of which kind it was nobody knows any more; a hash is one file's.
        for kind in MediaKind::ALL {
            let _ = fs::remove_file(folder.join(relative(hash, kind)));
        }
    }
    Ok(())
}

/// Where a media's file lies below the media folder.
pub(crate) fn relative(hash: MediaHash, kind: MediaKind) -> String {
    let hash = hash.to_string();
    format!("{}/{hash}.{}", &hash[..2], kind.extension())
}

/// Writes the names in a folder to the disk. Elsewhere than on Unix the system does so by itself.
pub(crate) fn sync_folder(folder: &Path) -> Result<(), StoreError> {
    if cfg!(unix) {
        File::open(folder)
            .and_then(|folder| folder.sync_all())
            .map_err(|e| StoreError::io("writing to the disk", folder, e))?;
    }
    Ok(())
}

/// Width and height of a picture as it is shown, from its header; nothing is decoded.
fn pixels(kind: MediaKind, path: &Path) -> Result<Option<(u32, u32)>, MediaProblem> {
    // An SVG has no pixels of its own.
    if !kind.is_picture() || kind == MediaKind::Svg {
        return Ok(None);
    }
    let (width, height) = sides(imagesize::size(path))?;
    Ok(Some(if lies_on_its_side(kind, path) { (height, width) } else { (width, height) }))
}

/// The same as it lies in the file.
fn sides(size: imagesize::ImageResult<imagesize::ImageSize>) -> Result<(u32, u32), MediaProblem> {
    let size = size.map_err(|_| MediaProblem::Unreadable)?;
    let side = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
    let (width, height) = (side(size.width), side(size.height));
    if width == 0 || height == 0 {
        return Err(MediaProblem::Unreadable);
    }
    let many = u64::from(width) * u64::from(height) > limits::PIXELS;
    if many || width.max(height) > limits::SIDE_PIXELS {
        return Err(MediaProblem::TooManyPixels { width, height });
    }
    Ok((width, height))
}

/// Whether the camera was held on its side: shown upright, height and width are the other way round.
fn lies_on_its_side(kind: MediaKind, path: &Path) -> bool {
    let orientation = || {
        let mut file = io::BufReader::new(File::open(path).ok()?);
        let exif = exif::Reader::new().read_from_container(&mut file).ok()?;
        exif.get_field(exif::Tag::Orientation, exif::In::PRIMARY)?.value.get_uint(0)
    };
    kind.says_how_it_lies() && matches!(orientation(), Some(5..=8))
}

/// Says of the media of a library from before how wide and high they are as they are shown. Only files can tell.
pub(crate) fn stand_upright(connection: &Connection, folder: &Path) -> Result<(), StoreError> {
    const SQL: &str = include_str!("turned.sql");
    let mut turned = Vec::new();
    let mut media = connection.prepare(include_str!("list.sql"))?;
    for media in media.query_map([], read)? {
        let Media { hash, kind, pixels, .. } = media?;
        if pixels.is_some() && lies_on_its_side(kind, &folder.join(relative(hash, kind))) {
            turned.push(hash);
        }
    }
    turned.iter().try_for_each(|hash| connection.execute(SQL, [hash.bytes()]).map(drop))?;
    Ok(())
}

/// Hashes and counts what is written.
pub(crate) struct Hashing<W> {
    pub(crate) to: W,
    pub(crate) hash: Sha256,
    pub(crate) bytes: u64,
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        let written = self.to.write(buffer)?;
        self.hash.update(&buffer[..written]);
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

impl View<'_> {
    /// One media.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn media(&self, hash: MediaHash) -> Result<Option<Media>, StoreError> {
        const SQL: &str = include_str!("get.sql");
        Ok(self.connection.prepare_cached(SQL)?.query_row([hash.bytes()], read).optional()?)
    }

    /// The media whose hash begins so.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn media_beginning(&self, beginning: [u8; 8]) -> Result<Option<Media>, StoreError> {
        const SQL: &str = include_str!("beginning.sql");
        let whole = |rest: u8| {
            let mut hash = [rest; 32];
            hash[..beginning.len()].copy_from_slice(&beginning);
            hash
        };
        let mut statement = self.connection.prepare_cached(SQL)?;
        Ok(statement.query_row([whole(0), whole(0xff)], read).optional()?)
    }

    /// All media, by hash.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn all_media(&self) -> Result<Vec<Media>, StoreError> {
        const SQL: &str = include_str!("list.sql");
        let mut statement = self.connection.prepare_cached(SQL)?;
        let rows = statement.query_map([], read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The articles whose working text uses a media.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn media_used_in(&self, hash: MediaHash) -> Result<Vec<ArticleId>, StoreError> {
        const SQL: &str = include_str!("used_in.sql");
        self.ids(SQL, [hash.bytes()])
    }
}

impl Tx<'_> {
    /// Records a media whose file is in place, or changes what is said about it.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn put_media(&self, media: &Media, now: Instant) -> Result<(), StoreError> {
        const SQL: &str = include_str!("put.sql");
        const REFOCUSED: &str = include_str!("refocused.sql");
        let (x, y) = (media.focal.map(|f| f.x), media.focal.map(|f| f.y));
        self.connection.prepare_cached(REFOCUSED)?.execute(rusqlite::params![media.hash.bytes(), x, y])?;
        self.connection.prepare_cached(SQL)?.execute(rusqlite::params![
            media.hash.bytes(),
            media.kind.extension(),
            media.bytes,
            media.pixels.map(|p| p.0),
            media.pixels.map(|p| p.1),
            media.name,
            media.alt,
            media.caption,
            media.credit,
            x,
            y,
            now.timestamp_millis(),
        ])?;
        self.connection
            .prepare_cached("DELETE FROM tombstone WHERE noun = 'media' AND id = ?1")?
            .execute([media.hash.bytes()])?;
        Ok(())
    }

    /// Takes a media out of the library. Its file goes when the library is opened by one who has it alone: until then whoever takes in the
    /// same file finds it, and may have looked for it already.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn remove_media(&self, media: &Media, now: Instant) -> Result<(), StoreError> {
        self.connection.prepare_cached("DELETE FROM media WHERE hash = ?1")?.execute([media.hash.bytes()])?;
        self.connection
            .prepare_cached(
                "INSERT OR REPLACE INTO tombstone (noun, id, deleted_at) VALUES ('media', ?1, ?2)",
            )?
            .execute((media.hash.bytes(), now.timestamp_millis()))?;
        Ok(())
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Media> {
    let kind = row.get_ref(1)?.as_str()?;
    let kind = MediaKind::ALL.into_iter().find(|k| k.extension() == kind);
    let pixels = row.get::<_, Option<u32>>(3)?.zip(row.get::<_, Option<u32>>(4)?);
    let focal = row.get::<_, Option<f32>>(9)?.zip(row.get::<_, Option<f32>>(10)?);
    Ok(Media {
        hash: MediaHash::new(row.get(0)?),
        kind: kind.ok_or_else(|| rusqlite::Error::InvalidColumnName("kind".to_owned()))?,
        bytes: row.get(2)?,
        pixels,
        name: row.get(5)?,
        alt: row.get(6)?,
        caption: row.get(7)?,
        credit: row.get(8)?,
        focal: focal.map(|(x, y)| FocalPoint { x, y }),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A PNG header that claims so many pixels; no more of a picture is read than that.
    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
        bytes.extend(width.to_be_bytes());
        bytes.extend(height.to_be_bytes());
        bytes.extend([8, 2, 0, 0, 0, 0, 0, 0, 0]);
        bytes
    }

    fn files() -> (tempfile::TempDir, MediaFiles) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let files = MediaFiles::new(folder.path().to_owned());
        (folder, files)
    }

    #[test]
    fn the_same_bytes_are_held_once() {
        let (folder, files) = files();
        let one = files.add(png(3, 2).as_slice(), "a.png").expect("taken");
        let two = files.add(png(3, 2).as_slice(), "b.png").expect("taken");
        assert_eq!((one.hash, one.pixels), (two.hash, Some((3, 2))));
        let held = fs::read(files.path(one.hash, one.kind)).expect("in place");
        assert_eq!(held, png(3, 2));
        let shelves = fs::read_dir(folder.path()).expect("a folder").count();
        assert_eq!(shelves, 1, "no temporary file is left");
    }

    /// The same with what a camera says of how it was held.
    fn turned(width: u32, height: u32, orientation: u8) -> Vec<u8> {
        let mut bytes = png(width, height);
        // TIFF, big-endian, one entry: orientation (0x0112), one short. A chunk's sum is nobody's matter here.
        bytes.extend(b"\0\0\0\x1aeXIfMM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0");
        bytes.extend([orientation, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        bytes
    }

    #[test]
    fn a_picture_is_as_wide_as_it_is_shown() {
        let (folder, files) = files();
        let connection = Connection::open_in_memory().expect("a database");
        connection
            .execute_batch("CREATE TABLE media (hash, kind, bytes, width, height, name, alt, caption, credit, focal_x, focal_y)")
            .expect("a table");
        for (orientation, expected) in
            (1..=8).zip([[3, 2], [3, 2], [3, 2], [3, 2], [2, 3], [2, 3], [2, 3], [2, 3]])
        {
            let media = files.add(turned(3, 2, orientation).as_slice(), "a.png").expect("taken");
            assert_eq!(media.pixels, Some(expected.into()), "{orientation}");
            // A library from before has them as they lie in the file.
            let sql = "INSERT INTO media VALUES (?1, 'png', 1, 3, 2, ?2, '', '', '', NULL, NULL)";
            connection.execute(sql, (media.hash.bytes(), orientation.to_string())).expect("put");
        }
        stand_upright(&connection, folder.path()).expect("looked at");
        let mut rows = connection.prepare("SELECT width, height FROM media ORDER BY name").expect("SQL");
        let rows: Vec<(u32, u32)> = rows
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
            .expect("asked")
            .map(Result::unwrap)
            .collect();
        assert_eq!(rows, [(3, 2), (3, 2), (3, 2), (3, 2), (2, 3), (2, 3), (2, 3), (2, 3)]);
    }

    #[test]
    fn a_file_that_is_not_what_was_taken_in_is_handed_to_nobody() {
        let (folder, files) = files();
        let media = files.add(png(3, 2).as_slice(), "a.png").expect("taken");
        assert_eq!(files.whole(&media).expect("it is"), png(3, 2));
        let path = files.path(media.hash, media.kind);
        let mut other = png(3, 2);
        other[20] ^= 1;
        for bytes in [other, [png(3, 2), vec![0]].concat(), Vec::new()] {
            fs::write(&path, bytes).expect("damaged");
            let read = files.whole(&media);
            assert!(matches!(&read, Err(StoreError::MediaChanged { name }) if name == "a.png"), "{read:?}");
        }
        #[cfg(unix)]
        {
            // Also where it leads to the same bytes.
            let elsewhere = folder.path().join("secret");
            fs::write(&elsewhere, png(3, 2)).expect("written");
            fs::remove_file(&path).expect("removed");
            std::os::unix::fs::symlink(&elsewhere, &path).expect("linked");
            assert!(matches!(files.whole(&media), Err(StoreError::Io { .. })));
            assert!(matches!(files.own_path(media.hash, media.kind), Err(StoreError::Io { .. })));
            assert!(open_itself(&path).is_err(), "nor where it is put there in between");
        }
        drop(folder);
    }

    #[test]
    fn what_is_refused_leaves_nothing() {
        let (folder, files) = files();
        assert!(matches!(files.add(b"MZ\x90".as_slice(), "a.png"), Err(MediaProblem::UnknownKind)));
        assert!(matches!(files.add(&b"\x89PNG\r\n\x1a\n"[..], "a.png"), Err(MediaProblem::Unreadable)));
        let huge = files.add(png(100_000, 100_000).as_slice(), "a.png");
        assert!(matches!(huge, Err(MediaProblem::TooManyPixels { width: 100_000, .. })));
        let long = png(3, 2)
            .into_iter()
            .chain(std::iter::repeat_n(0, limits::PICTURE_BYTES as usize))
            .collect::<Vec<_>>();
        assert!(matches!(files.add(long.as_slice(), "a.png"), Err(MediaProblem::TooLarge { .. })));
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 0);
    }
}
