//! What is done to a whole shelf at once, as one step; what undoes it; and what another reader waits for meanwhile.

use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use galley_desk::domain::ArticleId;
use galley_desk::wire::{ArticleFilter, ListOrder};
use galley_desk::{Access, Desk, DeskError, Done};

use crate::figures::{Figures, timed};
use crate::phase::{Workplace, signature};
use crate::{Trouble, floor};

/// Articles on a page of a list.
const PAGE: usize = 50;
/// How long a reader rests between two pages.
const REST: Duration = Duration::from_millis(5);

type Change = fn(&mut Desk, &[ArticleId]) -> Result<Done<usize>, DeskError>;

/// What is done, in this order; each is undone again before the next.
pub(crate) const CHANGES: &[(&str, Change)] = &[
    ("put away", |desk, ids| desk.archive(ids, true)),
    ("trash", Desk::trash),
    ("category", |desk, ids| {
        desk.set_fields_of(ids, &[("category".to_owned(), "A shelf of its own".to_owned())])
    }),
    ("tag", |desk, ids| desk.tag_articles(ids, &["everywhere".to_owned()], &[])),
];

pub(crate) fn shelf(place: &Workplace, figures: &mut Figures) -> Result<(), Trouble> {
    let mut desk = place.open()?;
    let ids = desk.chosen(&ArticleFilter::default(), &HashSet::new(), &[])?;
    let rate = |time: Duration| ids.len() as f64 / time.as_secs_f64();
    let mut waits = Vec::new();
    for (name, change) in CHANGES {
        let (time, waited) = beside_a_reader(place, || timed(|| Ok(change(&mut desk, &ids)?)))?;
        figures.note(format!("shelf {name} /s"), rate(time));
        waits.extend(waited);
        let (time, _) = timed(|| Ok(desk.undo()?))?;
        figures.note(format!("shelf {name} undone /s"), rate(time));
    }
    figures.note_times("list beside a shelf", waits);
    figures.note("floor shelf /s", floor::shelf(place)?);
    Ok(())
}

/// How long a change took, and how long each page of a list took that another reader asked for meanwhile.
fn beside_a_reader<T>(
    place: &Workplace,
    change: impl FnOnce() -> Result<(Duration, T), Trouble>,
) -> Result<(Duration, Vec<Duration>), Trouble> {
    let is_done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let reading = scope.spawn(|| {
            let reader = Desk::open(&place.library(), Access::Read, signature())?;
            let mut times = Vec::new();
            while times.is_empty() || !is_done.load(Ordering::Relaxed) {
                let start = std::time::Instant::now();
                reader.list(&ArticleFilter::default(), ListOrder::default(), None, PAGE)?;
                times.push(start.elapsed());
                std::thread::sleep(REST);
            }
            Ok::<_, DeskError>(times)
        });
        let changed = change();
        is_done.store(true, Ordering::Relaxed);
        let times = reading.join().map_err(|_| "the reader panicked")??;
        Ok((changed?.0, times))
    })
}
