//! Cutting what is sorted into ranges that stay where they are: an insertion moves no border but those right beside it.

use std::ops::Range;

/// A range of keys, and which of the items lie in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cut {
    /// Where it begins. All keys below the next one's beginning belong to it.
    pub(crate) from: u64,
    /// How wide it is, as a power of two.
    pub(crate) bits: u32,
    pub(crate) items: Range<usize>,
}

/// Cuts items, each with its key and its weight, ascending by key: in halves, and the halves in halves, until none weighs more than
/// `max` or has more than one key. Empty ranges are left out. `bits`: all keys are below this power of two.
pub(crate) fn cut(items: &[(u64, usize)], bits: u32, max: usize) -> Vec<Cut> {
    let mut cuts = Vec::new();
    halve(items, &Cut { from: 0, bits, items: 0..items.len() }, max, &mut cuts);
    cuts
}

fn halve(items: &[(u64, usize)], whole: &Cut, max: usize, cuts: &mut Vec<Cut>) {
    let here = &items[whole.items.clone()];
    let (Some((first, _)), Some((last, _))) = (here.first(), here.last()) else {
        return;
    };
    let weight: usize = here.iter().map(|(_, weight)| weight).sum();
    if weight <= max || first == last {
        cuts.push(whole.clone());
        return;
    }
    let bits = whole.bits - 1;
    let middle = whole.from + (1 << bits);
    let at = whole.items.start + here.partition_point(|(key, _)| *key < middle);
    halve(items, &Cut { from: whole.from, bits, items: whole.items.start..at }, max, cuts);
    halve(items, &Cut { from: middle, bits, items: at..whole.items.end }, max, cuts);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn borders(keys: &[u64]) -> Vec<(u64, usize)> {
        let items: Vec<_> = keys.iter().map(|key| (*key, 1)).collect();
        cut(&items, 8, 2).into_iter().map(|cut| (cut.from, cut.items.len())).collect()
    }

    #[test]
    fn what_comes_in_moves_no_border_elsewhere() {
        assert_eq!(borders(&[]), []);
        assert_eq!(borders(&[7, 200]), [(0, 2)]);
        let before = borders(&[1, 2, 66, 67, 130, 131, 240]);
        assert_eq!(before, [(0, 2), (64, 2), (128, 2), (192, 1)]);
        assert_eq!(borders(&[1, 2, 66, 67, 68, 130, 131, 240])[0..1], before[0..1]);
        assert_eq!(borders(&[1, 2, 66, 67, 68, 130, 131, 240])[3..], before[2..]);
    }

    #[test]
    fn what_has_one_key_stays_together() {
        assert_eq!(borders(&[9, 9, 9, 9]), [(0, 4)]);
        let all = cut(&[(0, 9), (u64::MAX, 9)], 64, 9);
        assert_eq!(all.iter().map(|cut| cut.from).collect::<Vec<_>>(), [0, 1 << 63]);
    }
}
