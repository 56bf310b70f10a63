//! Which articles may be found at all.

use std::collections::HashMap;

use super::drawer::place;
use super::slots::Slots;

/// The articles that a search goes through.
#[derive(Debug, Clone)]
pub(crate) enum Among {
    /// Only these.
    Only(Rowids),
    /// All but these.
    AllBut(Rowids),
}

/// A set of articles by their rowids.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Rowids {
    drawers: HashMap<i64, Slots>,
}

impl Among {
    /// All articles.
    #[cfg(test)]
    pub(crate) fn all() -> Self {
        Among::AllBut(Rowids::default())
    }

    /// Which articles of a drawer.
    pub(super) fn within(&self, drawer: i64) -> Slots {
        match self {
            Among::Only(rowids) => rowids.within(drawer),
            Among::AllBut(rowids) => Slots::ALL.without(rowids.within(drawer)),
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
