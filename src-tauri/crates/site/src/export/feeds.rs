//! Feeds. Each is looked at: what one is made from, its articles' pages have said.
//!
//! A feed carries the texts of its articles, and after one change nearly all of them are those that it carried before: they are
//! read from the feed that stands there, and not rendered again.

use std::collections::{BTreeSet, HashSet};
use std::ops::ControlFlow;
use std::sync::PoisonError;

use super::run::Run;
use crate::fan_out::fan_out;
use crate::feed;
use crate::index::List;
use crate::memory::{Key, KnownPage, Packed};
use crate::{ExportError, Part, Source, Text};

impl Run<'_> {
    /// Takes over the feeds that would be made from the same once more, and reads the texts that the others print, where
    /// their articles' own pages did not need them.
    pub(super) fn feed_texts(&self, source: &dyn Source) -> Result<(), ExportError> {
        let mut wanted = BTreeSet::new();
        for list in self.index.lists().iter().filter(|list| self.feed_may_differ(list)) {
            if !self.feed_stays(list) {
                self.take_texts(list);
                wanted.extend(feed::members(self.index, list).iter().copied());
            }
        }
        {
            let texts = self.texts.lock().unwrap_or_else(PoisonError::into_inner);
            wanted.retain(|at| self.in_feeds.contains(at) && !texts.contains_key(at));
        }
        let give = |each: &mut dyn FnMut((u32, Text)) -> ControlFlow<()>| {
            for at in wanted {
                let text = source.text(self.index.entry(at).id)?;
                if text.is_some_and(|text| each((at, text)).is_break()) {
                    break;
                }
            }
            Ok(())
        };
        fan_out(self.options.threads(), give, |(at, text): (u32, Text)| {
            self.options.check()?;
            let body = self.pages.body(at, &text);
            if let Some(html) = feed::full_text(&self.index.base, &body.blocks) {
                self.texts.lock().unwrap_or_else(PoisonError::into_inner).insert(at, html);
            }
            Ok(())
        })
    }

    /// Whether a list has a feed that may have to be made again.
    pub(super) fn feed_may_differ(&self, list: &List) -> bool {
        let reached = |differing: &HashSet<u32>| {
            feed::members(self.index, list).iter().any(|at| differing.contains(at))
        };
        list.has_feed() && self.differing.as_ref().is_none_or(reached)
    }

    /// Takes the texts of articles whose pages stay from a feed as it stands there.
    fn take_texts(&self, list: &List) {
        let old = self.staging.old_bytes(list.json_feed_path().trim_start_matches('/'));
        let Some(mut carried) = old.and_then(|bytes| feed::texts_of(&bytes)) else { return };
        for at in feed::members(self.index, list).iter().filter(|at| self.in_feeds.contains(at)) {
            let entry = self.index.entry(*at);
            if let Some(text) = carried.remove(&entry.id).filter(|_| self.is_as_before(&entry.path)) {
                self.texts.lock().unwrap_or_else(PoisonError::into_inner).entry(*at).or_insert(text);
            }
        }
    }

    /// Takes over the files of a feed as they are, if they would be made from the same once more.
    fn feed_stays(&self, list: &List) -> bool {
        let Some(key) = self.feed_key(list) else {
            return false;
        };
        let stays = |path: &String| {
            let known = self.known(path).filter(|known| known.key() == key);
            known.is_some_and(|known| self.keep(path, known))
        };
        let kept: Vec<String> = list.feed_paths().into_iter().filter(stays).collect();
        let all = kept.len() == list.feed_paths().len();
        self.kept_feeds.lock().unwrap_or_else(PoisonError::into_inner).extend(kept);
        all
    }

    /// Names all that a feed is made from: its articles' pages say more than it does. None where nothing is remembered.
    fn feed_key(&self, list: &List) -> Option<Key> {
        let tools = self.tools?;
        let members = feed::members(self.index, list);
        let keys = self.keys(members.iter().map(|at| &*self.index.entry(*at).path))?;
        let mut all = Vec::new();
        for (at, key) in members.iter().zip(keys) {
            all.extend_from_slice(key.bytes());
            all.push(u8::from(self.in_feeds.contains(at)));
        }
        let title = self.pages.feed_title(list);
        let frame = self.pages.frame(list.language);
        Some(Key::of(&[tools.bytes(), frame.bytes(), list.path.as_bytes(), title.as_bytes(), &all]))
    }

    /// Writes the files of a feed that do not stay.
    pub(super) fn feed(&self, list: &List) -> Result<(), ExportError> {
        let paths = list.feed_paths();
        let stay: Vec<_> = {
            let kept = self.kept_feeds.lock().unwrap_or_else(PoisonError::into_inner);
            paths.iter().map(|path| kept.contains(path)).collect()
        };
        if !stay.contains(&false) {
            return Ok(());
        }
        let feeds = {
            let texts = self.texts.lock().unwrap_or_else(PoisonError::into_inner);
            feed::feeds(self.pages, list, &texts).expect("writing into memory does not fail")
        };
        let key = self.feed_key(list);
        for ((path, bytes), _) in feeds.iter().zip(stay).filter(|(_, stays)| !stays) {
            self.put(Part::Feed, path, bytes)?;
            if let Some(key) = key {
                self.learn(path, Packed::of(&KnownPage::of(Part::Feed, key)));
            }
        }
        Ok(())
    }
}
