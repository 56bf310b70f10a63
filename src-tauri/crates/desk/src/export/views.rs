//! What a site's counter says of its articles: asked in one go, kept in the library, written into the pages by the next export.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant as Watch};

use galley_domain::{ArticleId, Content, Counter, Instant, Language, Slug, TargetId, limits};
use galley_publish::Asking;
use galley_store::{Access, Bodies, Figure, Outgoing, View};
use serde_json::Value;

use super::site::LibrarySource;
use crate::wire::{CountReport, CounterTried};
use crate::{Desk, DeskError};

/// Most articles that are asked for one by one in one go: those that were asked least lately.
const ASKED_MAX: usize = 500;
/// So many are asked at a time.
const AT_A_TIME: usize = 4;
/// Longest that all of it takes for who asks for nothing else; before an export, which waits for nobody; and one answer of it.
const TIME_MAX: Duration = Duration::from_secs(20);
const BEFORE_EXPORT_MAX: Duration = Duration::from_secs(3);
const ANSWER_MAX: Duration = Duration::from_secs(8);
/// After so many failures the counter is down, and the others are not asked.
const FAILURES_MAX: usize = 3;

/// Most of an answer without a number in it that is shown, in characters.
const SHOWN_MAX: usize = 300;

/// An article that goes out.
struct One {
    id: ArticleId,
    slug: Slug,
    language: Language,
    /// What the counter said of it before.
    views: Option<u64>,
}

impl One {
    fn of(id: ArticleId, content: Content, views: Option<u64>) -> Self {
        Self { id, slug: content.slug, language: content.language, views }
    }
}

/// All that go out.
fn all(view: &View<'_>, source: &LibrarySource<'_>, target: TargetId) -> Result<Vec<One>, DeskError> {
    let (figures, mut ones) = (view.figures(target)?, Vec::new());
    source.each(Bodies::Without, |Outgoing { id, content, .. }| {
        ones.push(One::of(id, content, figures.get(&id).and_then(|figure| figure.views)));
        ControlFlow::Continue(())
    })?;
    Ok(ones)
}

/// Those whose turn it is to be asked for, and whether these are all.
fn least_lately_asked(
    view: &View<'_>,
    source: &LibrarySource<'_>,
    target: TargetId,
    now: Instant,
) -> Result<(Vec<One>, bool), DeskError> {
    let mut ones = Vec::new();
    view.by_asked(target, now, |id| {
        if let Some(Outgoing { content, .. }) = source.outgoing(view.article(id)?)? {
            ones.push(One::of(id, content, view.views(target, id)?));
        }
        Ok(if ones.len() > ASKED_MAX { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
    })?;
    let are_all = ones.len() <= ASKED_MAX;
    ones.truncate(ASKED_MAX);
    Ok((ones, are_all))
}

impl Desk {
    /// Asks a site's counter and keeps what it says. What it does not say stays as it was; where it cannot be asked, all does. Nothing where
    /// the site has no counter.
    ///
    /// # Errors
    /// [`DeskError::Unknown`], [`DeskError::Store`]. That the counter cannot be asked is none: it stands in the report.
    pub fn count_views(&mut self, target: Option<&str>) -> Result<Option<CountReport>, DeskError> {
        self.count_within(target, TIME_MAX)
    }

    fn count_within(
        &mut self,
        target: Option<&str>,
        time_max: Duration,
    ) -> Result<Option<CountReport>, DeskError> {
        let target = self.find_target(target)?;
        let Some(counter) = super::site_of(&target)?.counter.clone() else {
            return Ok(None);
        };
        let now = self.now();
        let (ones, are_all) = self.library.read_through(|view| {
            let source = LibrarySource::new(view, self.media_files(), &target, now)?;
            if counter.asks_each() {
                least_lately_asked(view, &source, target.id, now)
            } else {
                all(view, &source, target.id).map(|ones| (ones, true))
            }
        })?;
        let (said, failure) = if counter.asks_each() {
            ask_each(&counter, &ones, time_max)
        } else {
            ask_all(&counter, &ones, time_max)
        };
        let before: HashMap<_, _> = ones.iter().map(|one| (one.id, one.views)).collect();
        let differs =
            |(id, views): &&(ArticleId, Option<u64>)| views.is_some() && before.get(id) != Some(views);
        let counted = said.iter().filter(|(_, views)| views.is_some()).count();
        let changed: Vec<_> = said.iter().filter(differs).copied().collect();
        // Who is asked for all at once, or was for each, has nobody whose turn comes before another's.
        let has_turns = counter.asks_each() && !(are_all && said.len() == ones.len());
        self.keep_figures(target.id, if has_turns { &said } else { &changed })?;
        Ok(Some(CountReport { asked: ones.len(), counted, changed: changed.len(), failure }))
    }

    /// Asks the counter before an export, where the site has one, for some seconds at most. Whatever is in its way keeps no site from being
    /// written: what is to be said of it is answered, and the numbers of before stand.
    ///
    /// # Errors
    /// [`DeskError::Unknown`]
    pub fn count_before_export(&self, target: Option<&str>) -> Result<Option<String>, DeskError> {
        if self.find_target(target)?.site().is_none_or(|site| site.counter.is_none()) {
            return Ok(None);
        }
        // Who exports may only read; what was counted is kept by one more desk at the library.
        let counted = Self::open(self.folder(), Access::Write, self.by.clone())
            .and_then(|mut desk| desk.count_within(target, BEFORE_EXPORT_MAX));
        let why = match counted {
            Ok(report) => report.and_then(|report| report.failure),
            Err(error) => Some(error.to_string()),
        };
        let said = "the numbers that it said before stand";
        Ok(why.map(|why| format!("the counter was not asked for all articles ({why}); {said}")))
    }

    fn keep_figures(&mut self, target: TargetId, said: &[(ArticleId, Option<u64>)]) -> Result<(), DeskError> {
        if said.is_empty() {
            return Ok(());
        }
        let asked_at = self.now();
        self.library.transact(|tx| {
            for (id, views) in said {
                tx.put_figure(target, *id, Figure { views: *views, asked_at })?;
            }
            Ok(())
        })
    }
}

/// The counter of the library's site, and the article that readers got last.
pub struct CounterQuestion {
    counter: Counter,
    one: One,
    headline: String,
}

impl Desk {
    /// Makes ready to try the counter of the library's site. Nothing where it has none, or where readers have no article.
    ///
    /// # Errors
    /// [`DeskError::Store`]
    pub fn counter_question(&self) -> Result<Option<CounterQuestion>, DeskError> {
        let target = self.find_target(None)?;
        let Some(counter) = super::site_of(&target)?.counter.clone() else {
            return Ok(None);
        };
        let now = self.now();
        self.library.snapshot(|view| {
            let source = LibrarySource::new(view, self.media_files(), &target, now)?;
            let mut question = None;
            source.each(Bodies::Without, |outgoing| {
                let headline = outgoing.content.headline.clone();
                let one = One::of(outgoing.id, outgoing.content, None);
                question = Some(CounterQuestion { counter: counter.clone(), one, headline });
                ControlFlow::Break(())
            })?;
            Ok(question)
        })
    }
}

impl CounterQuestion {
    /// Asks it, which takes as long as the counter takes. Nothing is kept of it.
    pub fn ask(self) -> CounterTried {
        let Self { counter, one, headline } = self;
        let url = Counter::fill(&counter.url, one.id, one.slug.as_str(), &one.language);
        let tried = CounterTried { url, headline, ..CounterTried::default() };
        let answer =
            Asking::new(&tried.url, counter.private).and_then(|asking| asking.json(&tried.url, ANSWER_MAX));
        match answer {
            Ok(answer) => {
                let views = number(&counter, &one, &answer);
                CounterTried { views, answer: answer.to_string().chars().take(SHOWN_MAX).collect(), ..tried }
            }
            Err(error) => {
                CounterTried { is_private: error.is_private(), trouble: Some(error.to_string()), ..tried }
            }
        }
    }
}

/// What was said of articles, and why there is no more of it.
type Said = (Vec<(ArticleId, Option<u64>)>, Option<String>);

/// One answer has the numbers of all.
fn ask_all(counter: &Counter, ones: &[One], time_max: Duration) -> Said {
    let answer_max = ANSWER_MAX.min(time_max);
    match Asking::new(&counter.url, counter.private).and_then(|asking| asking.json(&counter.url, answer_max))
    {
        Ok(answer) => (ones.iter().map(|one| (one.id, number(counter, one, &answer))).collect(), None),
        Err(error) => (Vec::new(), Some(error.to_string())),
    }
}

/// Each article is asked for, several at a time, as long as there is time.
fn ask_each(counter: &Counter, ones: &[One], time_max: Duration) -> Said {
    let (next, failures) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let said = Mutex::new(Said::default());
    let began = Watch::now();
    let work = || {
        let mut asking: Option<Asking> = None;
        while failures.load(Ordering::Relaxed) < FAILURES_MAX {
            // An answer that is on its way when all is over would hold what waits for it.
            let left = time_max.saturating_sub(began.elapsed());
            if left.is_zero() {
                break;
            }
            let Some(one) = ones.get(next.fetch_add(1, Ordering::Relaxed)) else { break };
            let url = Counter::fill(&counter.url, one.id, one.slug.as_str(), &one.language);
            let host = asking.take().map_or_else(|| Asking::new(&url, counter.private), Ok);
            let answer = host.and_then(|host| asking.insert(host).json(&url, ANSWER_MAX.min(left)));
            let mut said = said.lock().unwrap_or_else(PoisonError::into_inner);
            match answer {
                Ok(answer) => said.0.push((one.id, number(counter, one, &answer))),
                Err(error) => {
                    failures.fetch_add(1, Ordering::Relaxed);
                    said.1.get_or_insert_with(|| error.to_string());
                }
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..AT_A_TIME {
            scope.spawn(work);
        }
    });
    let (said, mut failure) = said.into_inner().unwrap_or_else(PoisonError::into_inner);
    if failure.is_none() && said.len() < ones.len() {
        failure = Some(format!(
            "it answered for {} of {} articles in {} s; the next time begins with the others",
            said.len(),
            ones.len(),
            time_max.as_secs()
        ));
    }
    (said, failure)
}

/// The number of an article in an answer: a whole number, or a text that is one.
fn number(counter: &Counter, one: &One, answer: &Value) -> Option<u64> {
    // In a pointer these two signs are written so; a slug has neither.
    let pointer = Counter::fill(&counter.pointer, one.id, one.slug.as_str(), &one.language);
    let found = answer.pointer(&pointer)?;
    let number = found.as_u64().or_else(|| found.as_str()?.trim().parse().ok());
    number.filter(|number| *number <= limits::VIEWS)
}
