//! A file of which parts are read: cut into blocks, each with a check of its own, so that whatever is read is what was written. Whoever reads
//! a part reads no more of the file than the blocks that it lies in.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::num::NonZero;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use sha2::{Digest as _, Sha256};

/// Bytes of a block: what is read where one value is asked for.
const BLOCK: usize = 16 * 1024;
/// Bytes of its check.
const CHECK: usize = 8;
/// Parts of so many blocks are held, for they may be asked for again. A larger one is asked for once.
const HELD_MAX: usize = 4;
/// More blocks than this are checked on several threads.
const ALONE_MAX: usize = 64;

type Check = [u8; CHECK];

fn check(hasher: Sha256) -> Check {
    *hasher.finalize().first_chunk().expect("a hash has more")
}

/// Writes such a file; what stands before the blocks and behind them is the caller's.
#[derive(Debug)]
pub(super) struct Writer {
    file: File,
    hasher: Sha256,
    in_block: usize,
    checks: Vec<u8>,
}

impl Writer {
    /// Begins so many bytes into the file.
    pub(super) fn new(mut file: File, begin: u64) -> io::Result<Self> {
        file.seek(SeekFrom::Start(begin))?;
        Ok(Self { file, hasher: Sha256::new(), in_block: 0, checks: Vec::new() })
    }

    pub(super) fn write(&mut self, mut bytes: &[u8]) -> io::Result<()> {
        self.file.write_all(bytes)?;
        while !bytes.is_empty() {
            let (here, rest) = bytes.split_at(bytes.len().min(BLOCK - self.in_block));
            self.hasher.update(here);
            self.in_block += here.len();
            bytes = rest;
            if self.in_block == BLOCK {
                self.end_block();
            }
        }
        Ok(())
    }

    fn end_block(&mut self) {
        self.checks.extend(check(std::mem::take(&mut self.hasher)));
        self.in_block = 0;
    }

    /// Ends the blocks: the file, and their checks.
    pub(super) fn end(mut self) -> (File, Vec<u8>) {
        if self.in_block > 0 {
            self.end_block();
        }
        (self.file, self.checks)
    }
}

/// How many bytes of checks so many bytes have.
pub(super) fn checks_bytes(length: u64) -> u64 {
    length.div_ceil(BLOCK as u64) * CHECK as u64
}

/// Reads such a file.
#[derive(Debug)]
pub(super) struct Blocks {
    begin: u64,
    length: u64,
    checks: Vec<u8>,
    open: Mutex<Open>,
}

#[derive(Debug)]
struct Open {
    file: File,
    held: HashMap<usize, Arc<[u8]>>,
}

impl Blocks {
    /// The blocks of so many bytes that begin there. The checks are believed.
    pub(super) fn new(file: File, begin: u64, length: u64, checks: Vec<u8>) -> Self {
        Self { begin, length, checks, open: Mutex::new(Open { file, held: HashMap::new() }) }
    }

    /// These bytes; none where they are not there, or are others than were written.
    pub(super) fn read(&self, range: Range<u64>) -> Option<Vec<u8>> {
        if range.start > range.end || range.end > self.length {
            return None;
        }
        if range.is_empty() {
            return Some(Vec::new());
        }
        let block = BLOCK as u64;
        let (first, last) = ((range.start / block) as usize, ((range.end - 1) / block) as usize);
        let cut = (range.start - first as u64 * block) as usize;
        let length = (range.end - range.start) as usize;
        let mut bytes = if last - first < HELD_MAX {
            let mut bytes = Vec::with_capacity((last - first + 1) * BLOCK);
            for number in first..=last {
                bytes.extend_from_slice(&self.held(number)?);
            }
            bytes
        } else {
            let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
            self.blocks(&mut open.file, first..last + 1)?
        };
        bytes.truncate(cut + length);
        bytes.drain(..cut);
        Some(bytes)
    }

    fn held(&self, number: usize) -> Option<Arc<[u8]>> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(held) = open.held.get(&number) {
            return Some(Arc::clone(held));
        }
        let block: Arc<[u8]> = self.blocks(&mut open.file, number..number + 1)?.into();
        open.held.insert(number, Arc::clone(&block));
        Some(block)
    }

    fn blocks(&self, file: &mut File, numbers: Range<usize>) -> Option<Vec<u8>> {
        let from = (numbers.start * BLOCK) as u64;
        let to = ((numbers.end * BLOCK) as u64).min(self.length);
        let mut bytes = vec![0; (to - from) as usize];
        file.seek(SeekFrom::Start(self.begin + from)).ok()?;
        file.read_exact(&mut bytes).ok()?;
        let checks = self.checks.get(numbers.start * CHECK..numbers.end * CHECK)?;
        are_whole(&bytes, checks).then_some(bytes)
    }
}

/// Whether blocks are what their checks say.
fn are_whole(bytes: &[u8], checks: &[u8]) -> bool {
    let whole = |bytes: &[u8], checks: &[u8]| {
        let mut blocks = bytes.chunks(BLOCK).zip(checks.chunks(CHECK));
        blocks.all(|(block, known)| check(Sha256::new_with_prefix(block)) == *known)
    };
    let blocks = checks.len() / CHECK;
    if blocks <= ALONE_MAX {
        return whole(bytes, checks);
    }
    let threads = thread::available_parallelism().unwrap_or(NonZero::<usize>::MIN).get();
    let each = blocks.div_ceil(threads);
    thread::scope(|scope| {
        let parts = bytes.chunks(each * BLOCK).zip(checks.chunks(each * CHECK));
        let parts: Vec<_> = parts.map(|(bytes, checks)| scope.spawn(move || whole(bytes, checks))).collect();
        parts.into_iter().all(|part| part.join().expect("looking at bytes does not panic"))
    })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn what_is_read_is_what_was_written_or_nothing() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("blocks");
        let written: Vec<u8> = (0..BLOCK * 70 + 5).map(|n| (n % 251) as u8).collect();
        let file = File::create(&path).expect("a file");
        let mut writer = Writer::new(file, 3).expect("it begins");
        written.chunks(999).for_each(|piece| writer.write(piece).expect("written"));
        let (_, checks) = writer.end();
        let length = written.len() as u64;
        assert_eq!(checks.len() as u64, checks_bytes(length));
        let open = || Blocks::new(File::open(&path).expect("it opens"), 3, length, checks.clone());
        let blocks = open();
        assert_eq!(blocks.read(0..length).as_ref(), Some(&written));
        let block = BLOCK as u64;
        for range in [0..0, 5..9, block - 1..block + 1, block * 2..block * 9 + 7, length - 3..length] {
            let expected = &written[range.start as usize..range.end as usize];
            assert_eq!(blocks.read(range.clone()).as_deref(), Some(expected), "{range:?}");
        }
        assert_eq!(blocks.read(length - 3..length + 1), None);
        let mut bytes = fs::read(&path).expect("a file");
        bytes[3 + BLOCK * 3 + 8] ^= 1;
        fs::write(&path, bytes).expect("written");
        let blocks = open();
        assert_eq!((blocks.read(0..length), blocks.read(block * 3..block * 3 + 1)), (None, None));
        assert!(blocks.read(block * 4..block * 5).is_some(), "no other is");
    }
}
