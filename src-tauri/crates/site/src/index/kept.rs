//! An index of which nearly all is that of the last export: nothing moved, only what a few entries show is another. Lists and paths are
//! those of before; an entry is read when it is asked for.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};

use galley_domain::{ArticleId, FormSwitch, Instant, Kind, Language};

use super::lists::ListKind;
use super::{Entry, Index, Leads, List, Reading, Subject, stands_elsewhere};
use crate::address::{Base as Address, Taken, TakenKey};
use crate::memory::bytes::Kept;
use crate::memory::{Base, Section};
use crate::pictures::{Sizing, Tone};
use crate::{Card, Catalog, ExportError};

/// What an older index had, read where it is asked for.
#[derive(Debug)]
pub(super) struct Sparse {
    base: Arc<Base>,
    reading: Reading,
    entries: Vec<OnceLock<Box<Entry>>>,
    told: Vec<bool>,
    modified: Vec<i64>,
}

impl Sparse {
    pub(super) fn len(&self) -> u32 {
        self.entries.len() as u32
    }

    pub(super) fn entry(&self, index: &Index, at: u32) -> &Entry {
        self.entries[at as usize].get_or_init(|| {
            let read = || {
                let (card, tone) = self.base.card(at)?;
                self.make(index, at, card, tone)
            };
            Box::new(read().unwrap_or_else(nothing))
        })
    }

    /// The entry of a card that stands where it stood.
    fn make(&self, index: &Index, at: u32, card: Card, tone: Tone) -> Option<Entry> {
        let (mut entry, wish) = self.reading.entry(&index.catalog, (&index.base, &index.sizing), card);
        entry.path = self.base.path(self.len() - 1 - at)?;
        entry.elsewhere = stands_elsewhere(&index.base, &entry.path, wish.canonical.as_deref());
        if let Some(cover) = &mut entry.cover {
            cover.tone = tone;
        }
        Some(entry)
    }

    pub(super) fn find(&self, id: ArticleId) -> Option<u32> {
        self.base.find(id)
    }

    pub(super) fn has_path(&self, key: &TakenKey) -> bool {
        self.base.has_path(key).unwrap_or_default()
    }

    pub(super) fn is_told(&self, at: u32) -> bool {
        self.told[at as usize]
    }

    pub(super) fn last_modified(&self, some: &[u32]) -> Option<Instant> {
        Instant::from_timestamp_millis(some.iter().map(|at| self.modified[*at as usize]).max()?)
    }
}

/// Stands for an entry that could not be read. The memory has noted that; nothing that this is shown in is written.
fn nothing() -> Entry {
    Entry {
        id: ArticleId::new(uuid::Uuid::nil()),
        kind: Kind::Article,
        language: 0,
        path: "/".into(),
        headline: Box::default(),
        teaser: Box::default(),
        date: Instant::default(),
        modified: Instant::default(),
        category: None,
        tags: Box::default(),
        bylines: Box::default(),
        cover: None,
        views: None,
        form: FormSwitch::Inherit,
        noindex: false,
        elsewhere: false,
    }
}

/// A card that stands in the place of another one: where, the card, and the colour of its cover.
pub(crate) type Instead = (u32, Card, Tone);

impl Index {
    /// The index of the last export, with some cards that are others. None where it is not remembered whole. The catalog must be that of
    /// then, and the cards must stand where the ones before stood.
    pub(crate) fn in_place(
        base: &Arc<Base>,
        catalog: Catalog,
        sizing: Sizing,
        instead: Vec<Instead>,
    ) -> Result<Option<Self>, ExportError> {
        let address = Address::parse(&catalog.site.base_url)
            .ok_or_else(|| ExportError::BadBaseUrl(catalog.site.base_url.clone()))?;
        let read = || {
            let (languages, thanks) = base.languages();
            let (mut told, mut modified) = base.told()?;
            let count = base.count() as usize;
            for (at, card, _) in &instead {
                *modified.get_mut(*at as usize)? = card.modified.timestamp_millis();
            }
            told.resize(count, false);
            modified.resize(count, 0);
            let entries = (0..count).map(|_| OnceLock::new()).collect();
            let reading = Reading::new(&catalog, languages);
            let sparse = Sparse { base: Arc::clone(base), reading, entries, told, modified };
            let lists = take_lists(&base.bytes(Section::Lists)?, &base.members()?, base.count())?;
            let (group_of, groups) = take_groups(&base.bytes(Section::Groups)?)?;
            Some((
                sparse,
                lists,
                take_redirects(&base.bytes(Section::Redirects)?)?,
                group_of,
                groups,
                (languages, thanks),
            ))
        };
        let Some((sparse, lists, redirects, group_of, groups, (languages, thanks))) = base.whole(read())
        else {
            return Ok(None);
        };
        let mut index = Self {
            languages: languages.to_vec(),
            thanks: thanks.to_vec(),
            base: address,
            catalog,
            sizing,
            entries: Vec::new(),
            sparse: None,
            list_of: lists.iter().map(|list| ((list.kind.subject(), list.language), list.number)).collect(),
            list_in: lists.iter().map(|list| (list.slot, list.number)).collect(),
            lists,
            redirects,
            by_id: HashMap::new(),
            group_of,
            groups,
            taken: Taken::default(),
        };
        for (at, card, tone) in instead {
            let Some(entry) = sparse.make(&index, at, card, tone) else { return Ok(None) };
            // Each article changed once.
            sparse.entries[at as usize].set(Box::new(entry)).ok();
        }
        index.sparse = Some(sparse);
        Ok(Some(index))
    }

    /// The languages, and the pages that thank.
    pub(crate) fn languages_and_thanks(&self) -> (Vec<Language>, Vec<Box<str>>) {
        (self.languages.clone(), self.thanks.clone())
    }

    /// The keys of all paths that are taken.
    pub(crate) fn taken_keys(&self) -> impl Iterator<Item = &TakenKey> {
        self.taken.keys()
    }

    /// Writes what is said of lists, their members aside.
    pub(crate) fn put_lists(&self, out: &mut Vec<u8>) {
        (self.lists.len() as u64).put(out);
        for list in &self.lists {
            list.kind.subject().put(out);
            u32::from(list.language).put(out);
            list.path.put(out);
            list.former.put(out);
            list.slot.put(out);
            (list.members.len() as u64).put(out);
        }
    }

    /// Writes the members of all lists, as numbers of one width.
    pub(crate) fn put_members(&self, out: &mut Vec<u8>) {
        out.extend(self.lists.iter().flat_map(|list| &list.members).flat_map(|at| at.to_le_bytes()));
    }

    /// Writes the former paths.
    pub(crate) fn put_redirects(&self, out: &mut Vec<u8>) {
        (self.redirects.len() as u64).put(out);
        for (from, to) in &self.redirects {
            from.put(out);
            match to {
                Leads::Entry(at) => (true, (*at, 0_u64)).put(out),
                Leads::Page(list, number) => (false, (*list, *number as u64)).put(out),
            }
        }
    }

    /// Writes the groups of translations.
    pub(crate) fn put_groups(&self, out: &mut Vec<u8>) {
        self.groups.put(out);
    }
}

fn take_lists(mut from: &[u8], members: &[u32], count: u32) -> Option<Vec<List>> {
    let from = &mut from;
    let (length, mut rest) = (u64::take(from)?, members);
    let mut lists = Vec::new();
    for number in 0..u32::try_from(length).ok()? {
        let kind = ListKind(Subject::take(from)?);
        let language = u32::take(from)?.try_into().ok()?;
        let (path, former, slot) = (Kept::take(from)?, Kept::take(from)?, Kept::take(from)?);
        let (here, after) = rest.split_at_checked(usize::try_from(u64::take(from)?).ok()?)?;
        rest = after;
        lists.push(List { kind, language, path, former, number, slot, members: here.to_vec() });
    }
    let is_known = members.iter().all(|at| *at < count);
    (from.is_empty() && rest.is_empty() && is_known).then_some(lists)
}

fn take_redirects(mut from: &[u8]) -> Option<BTreeMap<Box<str>, Leads>> {
    let from = &mut from;
    let mut redirects = Vec::new();
    for _ in 0..u64::take(from)? {
        let path = Kept::take(from)?;
        let (is_entry, (at, number)): (bool, (u32, u64)) = Kept::take(from)?;
        let leads = if is_entry { Leads::Entry(at) } else { Leads::Page(at, number.try_into().ok()?) };
        redirects.push((path, leads));
    }
    from.is_empty().then(|| redirects.into_iter().collect())
}

type Groups = (HashMap<u32, u32>, Vec<Vec<u32>>);

fn take_groups(mut from: &[u8]) -> Option<Groups> {
    let groups: Vec<Vec<u32>> = Kept::take(&mut from)?;
    let of = (0_u32..).zip(&groups).flat_map(|(group, members)| members.iter().map(move |at| (*at, group)));
    Some((of.collect(), groups))
}

impl Kept for Subject {
    fn put(&self, out: &mut Vec<u8>) {
        match self {
            Self::Home => out.push(0),
            Self::Category(id) => {
                out.push(1);
                id.put(out);
            }
            Self::Tag(at) => {
                out.push(2);
                at.put(out);
            }
            Self::Byline(at) => {
                out.push(3);
                at.put(out);
            }
            Self::Year(year) => {
                out.push(4);
                i64::from(*year).put(out);
            }
        }
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(match <[u8; 1]>::take(from)? {
            [0] => Self::Home,
            [1] => Self::Category(Kept::take(from)?),
            [2] => Self::Tag(Kept::take(from)?),
            [3] => Self::Byline(Kept::take(from)?),
            [4] => Self::Year(i64::take(from)?.try_into().ok()?),
            _ => return None,
        })
    }
}
