//! Which articles may be found at all.

use std::collections::HashMap;

use super::drawer::place;
use super::slots::Slots;

/// The articles that a search goes through.
#[derive(Debug, Clone)]
pub struct Among(Which);

#[derive(Debug, Clone)]
enum Which {
    Only(Rowids),
    AllBut(Rowids),
}

/// A set of articles by their rowids.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Rowids {
    drawers: HashMap<i64, Slots>,
}

impl Among {
    /// These and no others.
    pub(crate) const fn only(rowids: Rowids) -> Self {
        Self(Which::Only(rowids))
    }

    /// All others.
    pub(crate) const fn all_but(rowids: Rowids) -> Self {
        Self(Which::AllBut(rowids))
    }

    /// All articles.
    #[cfg(test)]
    pub(crate) fn all() -> Self {
        Self::all_but(Rowids::default())
    }

    /// Which articles of a drawer.
    pub(super) fn within(&self, drawer: i64) -> Slots {
        match &self.0 {
            Which::Only(rowids) => rowids.within(drawer),
            Which::AllBut(rowids) => Slots::ALL.without(rowids.within(drawer)),
        }
    }
}

impl Rowids {
    pub(super) fn within(&self, drawer: i64) -> Slots {
        self.drawers.get(&drawer).copied().unwrap_or_default()
    }

    pub(super) fn drawers(&self) -> Vec<i64> {
        self.drawers.keys().copied().collect()
    }
}

impl FromIterator<i64> for Rowids {
    fn from_iter<Iter: IntoIterator<Item = i64>>(rowids: Iter) -> Self {
        let mut drawers: HashMap<i64, Slots> = HashMap::new();
        for (drawer, slot) in rowids.into_iter().map(place) {
            drawers.entry(drawer).or_default().insert(slot);
        }
        Rowids { drawers }
    }
}
