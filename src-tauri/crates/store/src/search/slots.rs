//! Which of the articles of a drawer: a set that fits a few machine words.

use std::ops::{BitAnd, BitOr, BitOrAssign};

/// Why 8, which makes 512 articles: twice as many make a save slower by half, half as many a search (docs/decisions/0005-search.md).
const WORDS: usize = 8;
/// How many articles a drawer has room for.
pub(super) const SLOTS: u16 = (WORDS * 64) as u16;
/// A set written as a bitmap takes so many bytes; as a list it takes fewer, or is not written as one.
const BITMAP_BYTES: usize = WORDS * 8;

/// A set of slots, each standing for one article of a drawer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Slots([u64; WORDS]);

impl Slots {
    pub(super) const NONE: Slots = Slots([0; WORDS]);
    pub(super) const ALL: Slots = Slots([u64::MAX; WORDS]);

    pub(super) fn insert(&mut self, slot: u16) {
        self.0[usize::from(slot / 64)] |= 1 << (slot % 64);
    }

    pub(super) fn contains(self, slot: u16) -> bool {
        self.0[usize::from(slot / 64)] & (1 << (slot % 64)) != 0
    }

    pub(super) fn without(self, other: Slots) -> Slots {
        Slots(std::array::from_fn(|word| self.0[word] & !other.0[word]))
    }

    pub(super) fn contains_all(self, others: Slots) -> bool {
        others.without(self).is_empty()
    }

    pub(super) fn is_empty(self) -> bool {
        self == Slots::NONE
    }

    /// The slots in order, which is from the oldest article to the newest.
    fn iter(&self) -> impl Iterator<Item = u16> {
        self.0.iter().enumerate().flat_map(|(word, bits)| {
            let mut bits = *bits;
            std::iter::from_fn(move || {
                let bit = bits.trailing_zeros() as u16;
                (bits != 0).then(|| {
                    bits &= bits - 1;
                    word as u16 * 64 + bit
                })
            })
        })
    }

    /// The slots from the highest to the lowest, which is from the newest article to the oldest.
    pub(super) fn newest_first(self) -> impl Iterator<Item = u16> {
        (0..SLOTS).rev().filter(move |slot| self.contains(*slot))
    }

    /// The length, then how far each slot is from the one before, or a bitmap where that is shorter.
    pub(super) fn write(self, bytes: &mut Vec<u8>) {
        let start = bytes.len();
        bytes.push(0);
        let mut last = 0;
        for slot in self.iter() {
            let step = slot - last;
            last = slot;
            if step >= 0x80 {
                bytes.push((step >> 7) as u8 | 0x80);
            }
            bytes.push((step & 0x7F) as u8);
            if bytes.len() - start > BITMAP_BYTES {
                bytes.truncate(start + 1);
                bytes.extend(self.0.iter().flat_map(|word| word.to_le_bytes()));
                break;
            }
        }
        bytes[start] = (bytes.len() - start - 1) as u8;
    }

    /// Whether a set as it was written has a slot in common with this one; faster than reading it.
    pub(super) fn overlaps(&self, written: &[u8]) -> bool {
        let list = written.get(1..).unwrap_or_default();
        if list.len() == BITMAP_BYTES {
            return Slots::read(written).is_some_and(|slots| !(slots & *self).is_empty());
        }
        each_listed(list, |slot| !self.contains(slot)).is_none()
    }

    /// Reads back what [`Slots::write`] wrote, all of `bytes`.
    pub(super) fn read(bytes: &[u8]) -> Option<Slots> {
        let (_, rest) = bytes.split_first()?;
        let mut slots = Slots::NONE;
        if rest.len() == BITMAP_BYTES {
            for (word, bytes) in slots.0.iter_mut().zip(rest.chunks_exact(8)) {
                *word = u64::from_le_bytes(bytes.try_into().ok()?);
            }
            return Some(slots);
        }
        each_listed(rest, |slot| {
            slots.insert(slot);
            true
        })?;
        Some(slots)
    }

    /// How many bytes a set takes that begins with `head`; `None` where no set begins so.
    pub(super) fn written_bytes(head: u8) -> Option<usize> {
        (usize::from(head) <= BITMAP_BYTES).then_some(1 + usize::from(head))
    }
}

/// Goes through a list as long as `take` wants more; `None` if it did not get to the end, or the list is damaged.
fn each_listed(list: &[u8], mut take: impl FnMut(u16) -> bool) -> Option<()> {
    let (mut slot, mut high) = (0, 0);
    for byte in list {
        if *byte >= 0x80 {
            high = u16::from(byte & 0x7F) << 7;
            continue;
        }
        slot += high + u16::from(*byte);
        high = 0;
        if slot >= SLOTS || !take(slot) {
            return None;
        }
    }
    Some(())
}

impl BitAnd for Slots {
    type Output = Slots;

    fn bitand(self, other: Slots) -> Slots {
        Slots(std::array::from_fn(|word| self.0[word] & other.0[word]))
    }
}

impl BitOr for Slots {
    type Output = Slots;

    fn bitor(self, other: Slots) -> Slots {
        Slots(std::array::from_fn(|word| self.0[word] | other.0[word]))
    }
}

impl BitOrAssign for Slots {
    fn bitor_assign(&mut self, other: Slots) {
        for (word, other) in self.0.iter_mut().zip(other.0) {
            *word |= other;
        }
    }
}
