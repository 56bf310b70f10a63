//! Which of the 256 articles of a drawer: a set that fits four machine words.

use std::ops::{BitAnd, BitOr, BitOrAssign};

/// A set of slots, each standing for one article of a drawer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Slots([u64; 4]);

/// From here on a bitmap is shorter than a list of the slots.
const BITMAP: usize = 32;

impl Slots {
    pub(super) const NONE: Slots = Slots([0; 4]);
    pub(super) const ALL: Slots = Slots([u64::MAX; 4]);

    pub(super) fn one(slot: u8) -> Self {
        let mut slots = Slots::NONE;
        slots.insert(slot);
        slots
    }

    pub(super) fn insert(&mut self, slot: u8) {
        self.0[usize::from(slot / 64)] |= 1 << (slot % 64);
    }

    pub(super) fn contains(self, slot: u8) -> bool {
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

    pub(super) fn len(self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// The slots from the highest to the lowest, which is from the newest article to the oldest.
    pub(super) fn newest_first(self) -> impl Iterator<Item = u8> {
        (0..=u8::MAX).rev().filter(move |slot| self.contains(*slot))
    }

    /// A count and so many slots, or the mark of a bitmap and the bitmap.
    pub(super) fn write(self, bytes: &mut Vec<u8>) {
        let len = self.len();
        if len < BITMAP {
            bytes.push(len as u8);
            for (word, mut bits) in self.0.into_iter().enumerate() {
                while bits != 0 {
                    bytes.push((word * 64) as u8 + bits.trailing_zeros() as u8);
                    bits &= bits - 1;
                }
            }
        } else {
            bytes.push(BITMAP as u8);
            bytes.extend(self.0.iter().flat_map(|word| word.to_le_bytes()));
        }
    }

    /// Reads back what [`Slots::write`] wrote, all of `bytes`.
    pub(super) fn read(bytes: &[u8]) -> Option<Slots> {
        let (&head, rest) = bytes.split_first()?;
        let mut slots = Slots::NONE;
        if usize::from(head) < BITMAP {
            for slot in rest {
                slots.insert(*slot);
            }
        } else {
            for (word, bytes) in slots.0.iter_mut().zip(rest.chunks_exact(8)) {
                *word = u64::from_le_bytes(bytes.try_into().ok()?);
            }
        }
        Some(slots)
    }

    /// How many bytes a set takes that begins with `head`; `None` where no set begins so.
    pub(super) fn written_bytes(head: u8) -> Option<usize> {
        (usize::from(head) <= BITMAP).then_some(1 + usize::from(head))
    }
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
        *self = *self | other;
    }
}
