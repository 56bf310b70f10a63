//! Undo: old values, kept for as long as the app runs, within bounds.

use std::collections::{HashMap, HashSet};

use galley_domain::{Article, ArticleId, Byline, Category, Form, Instant, Media, MediaHash, Tag, Target};
use galley_store::{Setting, media_of};
use uuid::Uuid;

use crate::wire::Op;

/// Most steps that are kept.
const STEPS_MAX: usize = 100;
/// Most bytes that the steps may hold together, as [`Step::bytes`] counts them. The last step stays whatever it holds: who puts a whole
/// shelf away can take it back.
const BYTES_MAX: usize = 64 * 1024 * 1024;
/// Saves of one article that follow one another within this pause are one step, in milliseconds.
const TYPING_PAUSE_MS: i64 = 10_000;

/// A noun as it is stored; none where it is not there.
pub(crate) type Record = Option<String>;
/// What a noun that was put back is now, by what it was before: it keeps addresses that readers had meanwhile.
pub(crate) type NounsBack = HashMap<(Uuid, Record), Record>;

/// The old value of something that was changed; none where it was not there before.
#[derive(Debug, Clone)]
pub(crate) enum Old {
    /// An article. `after` is its version after the change: a later one means that it was changed again.
    Article { id: ArticleId, before: Option<Before>, after: u64 },
    /// A category. `after` is what the change made of it, none where it took it away: something else there means that it was changed again.
    Category { id: Uuid, before: Option<Category>, after: Record },
    /// A tag.
    Tag { id: Uuid, before: Option<Tag>, after: Record },
    /// A byline.
    Byline { id: Uuid, before: Option<Byline>, after: Record },
    /// A form.
    Form { id: Uuid, before: Option<Form>, after: Record },
    /// A target.
    Target { id: Uuid, before: Option<Box<Target>>, after: Record },
    /// What is said about a file of the library. It was there before: undoing takes no file out.
    Media { before: Box<Media>, after: Box<Media> },
    /// A setting.
    Setting { setting: Setting, before: Option<serde_json::Value>, after: Option<serde_json::Value> },
    /// A house word, and whether it was one. By itself, so that undoing it leaves alone what others added since.
    HouseWord { word: String, was_there: bool },
}

/// An article as it was before a change. Its body stands here only where the change was to that: what is done to a whole shelf is
/// remembered without the shelf's texts.
#[derive(Debug, Clone)]
pub(crate) struct Before {
    article: Box<Article>,
    has_same_body: bool,
}

impl Before {
    pub(crate) fn of(mut before: Article, after: &Article) -> Self {
        let has_same_body = before.content.body == after.content.body;
        if has_same_body {
            before.content.body = String::new();
        }
        Self { article: Box::new(before), has_same_body }
    }

    /// The article as it was, where `after` is what the change made of it.
    pub(crate) fn article(&self, after: &Article) -> Article {
        let mut article = Article::clone(&self.article);
        if self.has_same_body {
            article.content.body.clone_from(&after.content.body);
        }
        article
    }

    /// Of two changes that become one step this is the older: where it left the body alone and the newer did not, the body of between is
    /// that of before.
    fn hold_body_of(&mut self, between: &Self) {
        if self.has_same_body && !between.has_same_body {
            self.article.content.body.clone_from(&between.article.content.body);
            self.has_same_body = false;
        }
    }

    /// Bytes of text that are held for it.
    pub(crate) fn bytes(&self) -> usize {
        self.article.content.body.len()
    }
}

/// What one change replaced.
#[derive(Debug)]
pub(crate) struct Step {
    pub(crate) op: Op,
    pub(crate) at: Instant,
    pub(crate) old: Vec<Old>,
}

/// Under which version a value of an article that was put back is there now, by the one that it had before.
type PutBack = HashMap<(ArticleId, u64), u64>;

impl Step {
    /// The values that this step put back. `reverse` is what undoes that.
    pub(crate) fn put_back_by(&self, reverse: &Self) -> PutBack {
        let now: HashMap<ArticleId, u64> = reverse
            .old
            .iter()
            .filter_map(|old| match old {
                Old::Article { id, after, .. } => Some((*id, *after)),
                _ => None,
            })
            .collect();
        let put_back = self.old.iter().filter_map(|old| match old {
            Old::Article { id, before: Some(before), .. } => {
                Some(((*id, before.article.version), *now.get(id)?))
            }
            _ => None,
        });
        put_back.collect()
    }

    /// About how many bytes it holds: what an old value takes by itself, and the texts that may be long.
    fn bytes(&self) -> usize {
        let texts = self.old.iter().map(|old| match old {
            Old::Article { before: Some(before), .. } => before.bytes(),
            _ => 0,
        });
        texts.sum::<usize>() + self.old.len() * 1024
    }
}

/// The history of steps.
#[derive(Debug, Default)]
pub(crate) struct Undo {
    done: Vec<Step>,
    undone: Vec<Step>,
}

impl Undo {
    pub(crate) fn push(&mut self, step: Step) {
        if step.old.is_empty() {
            return;
        }
        self.undone.clear();
        if !self.merge_typing(&step) {
            self.done.push(step);
        }
        self.forget();
    }

    /// Typing in one article is one step: the older old value stays, the newer version counts.
    fn merge_typing(&mut self, step: &Step) -> bool {
        let Some(last) = self.done.last_mut() else {
            return false;
        };
        let near = step.at.timestamp_millis() - last.at.timestamp_millis() <= TYPING_PAUSE_MS;
        if step.op != Op::Write || last.op != Op::Write || !near {
            return false;
        }
        match (last.old.as_mut_slice(), step.old.as_slice()) {
            (
                [Old::Article { id, before, after }],
                [Old::Article { id: same, before: between, after: newer }],
            ) if id == same => {
                if let (Some(before), Some(between)) = (before, between) {
                    before.hold_body_of(between);
                }
                *after = *newer;
                last.at = step.at;
                true
            }
            _ => false,
        }
    }

    /// Steps go on from values that were put back: these are what the steps before and after left, under another version.
    pub(crate) fn follow(&mut self, put_back: &PutBack, nouns: &NounsBack) {
        for old in self.done.iter_mut().chain(&mut self.undone).flat_map(|step| &mut step.old) {
            match old {
                Old::Article { id, after, .. } => {
                    *after = put_back.get(&(*id, *after)).copied().unwrap_or(*after);
                }
                Old::Category { id, after, .. }
                | Old::Tag { id, after, .. }
                | Old::Byline { id, after, .. }
                | Old::Form { id, after, .. }
                | Old::Target { id, after, .. } => {
                    if let Some(now) = nouns.get(&(*id, after.clone())) {
                        after.clone_from(now);
                    }
                }
                Old::Media { .. } | Old::Setting { .. } | Old::HouseWord { .. } => {}
            }
        }
    }

    /// The media that undoing would bring into texts, those of some articles aside.
    pub(crate) fn media(&self, aside: &[ArticleId]) -> HashSet<MediaHash> {
        let aside: HashSet<ArticleId> = aside.iter().copied().collect();
        let old = self.done.iter().chain(&self.undone).flat_map(|step| &step.old);
        let articles = old.filter_map(|old| match old {
            Old::Article { id, before, .. } if !aside.contains(id) => before.as_ref(),
            _ => None,
        });
        articles.flat_map(|before| media_of(&before.article.content)).collect()
    }

    /// What was deleted for good is no part of any step: the others of a step can still be put back.
    pub(crate) fn drop_deleted(&mut self, articles: &HashSet<ArticleId>, media: &HashSet<MediaHash>) {
        for steps in [&mut self.done, &mut self.undone] {
            for step in steps.iter_mut() {
                step.old.retain(|old| match old {
                    Old::Article { id, .. } => !articles.contains(id),
                    Old::Media { before, .. } => !media.contains(&before.hash),
                    _ => true,
                });
            }
            steps.retain(|step| !step.old.is_empty());
        }
    }

    fn forget(&mut self) {
        let mut bytes: usize = self.done.iter().map(Step::bytes).sum();
        while self.done.len() > STEPS_MAX || (bytes > BYTES_MAX && self.done.len() > 1) {
            bytes -= self.done.remove(0).bytes();
        }
    }

    /// The sizes of the next step to undo, and to do again.
    pub(crate) fn sizes(&self) -> (usize, usize) {
        let size = |steps: &[Step]| steps.last().map_or(0, |step| step.old.len());
        (size(&self.done), size(&self.undone))
    }

    /// Adds the steps of another history to this one.
    pub(crate) fn go_on_with(&mut self, later: Self) {
        later.done.into_iter().for_each(|step| self.push(step));
    }

    pub(crate) fn next_undo(&self) -> Option<Op> {
        self.done.last().map(|step| step.op)
    }

    /// Takes the last step. One that cannot be replayed is not offered again.
    pub(crate) fn take_undo(&mut self) -> Option<Step> {
        self.done.pop()
    }

    pub(crate) fn take_redo(&mut self) -> Option<Step> {
        self.undone.pop()
    }

    /// Keeps what does a step again that was undone.
    pub(crate) fn push_undone(&mut self, reverse: Step) {
        self.undone.push(reverse);
    }

    /// Keeps what undoes a step that was done again.
    pub(crate) fn push_redone(&mut self, reverse: Step) {
        self.done.push(reverse);
    }
}
