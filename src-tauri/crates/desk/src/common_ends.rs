//! What two lists have in common at both ends. Who writes changes a text in one place: the rest stays.

/// How many are the same at the beginning, and how many at the end beside those.
pub(crate) fn common_ends<T>(old: &[T], new: &[T], same: impl Fn(&T, &T) -> bool) -> (usize, usize) {
    let alike = |(old, new): &(&T, &T)| same(old, new);
    let head = old.iter().zip(new).take_while(alike).count();
    let tail = old[head..].iter().rev().zip(new[head..].iter().rev()).take_while(alike).count();
    (head, tail)
}
