//! Which articles belong together: translations of one another, neighbours in time, and those on the same matter.

use std::collections::HashMap;

use galley_domain::{ArticleId, Kind};

use super::notes::note;
use super::{Ask, Index, List, Subject, Wish};

/// Longest chain of translations of translations that is followed.
const CHAIN_MAX: usize = 16;

/// Related articles on a page.
const RELATED_MAX: usize = 3;

/// How many articles before and after are looked at in each list for related ones.
const NEAR: usize = 8;

impl Index {
    pub(super) fn group_translations(&mut self, wishes: &[Wish]) {
        let mut by_root: HashMap<ArticleId, Vec<u32>> = HashMap::new();
        for (at, wish) in (0_u32..).zip(wishes) {
            if wish.translates.is_some() {
                by_root.entry(self.root_of(at, wishes)).or_default().push(at);
            }
        }
        for (root, mut members) in by_root {
            members.extend(self.find(root));
            // One a language: the oldest. Two translations into one language are not versions of each other.
            members.sort_unstable_by_key(|at| (self.entry(*at).language, self.entry(*at).id));
            members.dedup();
            members.dedup_by_key(|at| self.entry(*at).language);
            if members.len() > 1 {
                let group = self.groups.len() as u32;
                self.group_of.extend(members.iter().map(|at| (*at, group)));
                self.groups.push(members);
            }
        }
    }

    /// The article at the beginning of a chain of translations; it need not be one that goes out.
    fn root_of(&self, at: u32, wishes: &[Wish]) -> ArticleId {
        let mut id = self.entry(at).id;
        for _ in 0..CHAIN_MAX {
            let source = self.find(id).and_then(|at| wishes[at as usize].translates);
            match source {
                Some(source) => id = source,
                None => break,
            }
        }
        id
    }

    /// The versions of an article in all languages, itself included, by language; empty where it has no other.
    pub(crate) fn versions(&self, at: u32) -> &[u32] {
        let versions = self.group_of.get(&at).map_or(&[][..], |group| &self.groups[*group as usize]);
        note(|notes| {
            let names = versions.iter().map(|at| self.older_than(*at)).collect();
            notes.asked.push(Ask::Versions(self.older_than(at), names));
        });
        versions
    }

    /// The articles before and after in time, in its language.
    pub(crate) fn neighbours(&self, at: u32) -> (Option<u32>, Option<u32>) {
        let entry = self.entry(at);
        if entry.kind == Kind::Page {
            return (None, None);
        }
        let all = self.list(Subject::Home, entry.language).map_or(&[][..], |list| &list.members);
        let place = all.partition_point(|member| *member < at);
        let newer = place.checked_sub(1).and_then(|at| all.get(at)).copied();
        let older = all.get(place + 1).copied();
        note(|notes| {
            let names = [older, newer].map(|other| other.map(|at| self.older_than(at)));
            notes.asked.push(Ask::Neighbours(self.older_than(at), names));
        });
        (older, newer)
    }

    /// Articles on the same matter: those that share most tags among the nearest in time, filled up from its
    /// category. Bounded, however large the lists are.
    pub(crate) fn related(&self, at: u32) -> Vec<u32> {
        if !self.is_listed(at) {
            return Vec::new();
        }
        let mut shared: HashMap<u32, u32> = HashMap::new();
        for (List { members, .. }, weight) in self.related_from(at) {
            let here = members.partition_point(|member| *member < at);
            for member in &members[here.saturating_sub(NEAR)..(here + NEAR + 1).min(members.len())] {
                if *member != at {
                    *shared.entry(*member).or_default() += weight;
                }
            }
        }
        let mut related: Vec<_> = shared.into_iter().collect();
        related.sort_unstable_by_key(|(member, weight)| (u32::MAX - weight, member.abs_diff(at), *member));
        let related: Vec<u32> = related.into_iter().take(RELATED_MAX).map(|(member, _)| member).collect();
        note(|notes| {
            let names = related.iter().map(|at| self.older_than(*at)).collect();
            notes.asked.push(Ask::Related(self.older_than(at), names));
        });
        related
    }

    /// The lists that an article's related ones are looked for in, and what standing in each counts.
    pub(super) fn related_from(&self, at: u32) -> impl Iterator<Item = (&List, u32)> {
        let entry = self.entry(at);
        let tags = entry.tags.iter().map(|tag| (Subject::Tag(*tag), 2));
        let category = entry.category.map(|id| (Subject::Category(id), 1));
        tags.chain(category)
            .filter_map(|(subject, weight)| Some((self.list(subject, entry.language)?, weight)))
    }
}
