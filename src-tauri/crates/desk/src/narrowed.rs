//! The articles that a search goes through, kept while a query is typed: to gather those of a shelf or a tag anew at each key would
//! take the longer the more there are.

use std::sync::{Arc, Mutex, PoisonError};

use galley_domain::Instant;
use galley_store::{Among, Filter, View};

use crate::DeskError;

/// Those of the filter that was asked for last.
#[derive(Default)]
pub(crate) struct Narrowed(Mutex<Option<Kept>>);

struct Kept {
    filter: Filter,
    /// The state of the library.
    state: String,
    /// From when to before when the clock alone moves none from one shelf to another.
    from: Instant,
    until: Option<Instant>,
    among: Arc<Among>,
}

impl Narrowed {
    /// The articles that a filter takes now.
    pub(crate) fn among(
        &self,
        view: &View<'_>,
        filter: &Filter,
        now: Instant,
    ) -> Result<Arc<Among>, DeskError> {
        // Asked first: what is gathered after it may be newer, and never older.
        let state = view.state()?;
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let holds = |kept: &&Kept| {
            kept.filter == *filter
                && Some(&kept.state) == state.as_ref()
                && kept.from <= now
                && kept.until.is_none_or(|until| now < until)
        };
        if let Some(kept) = kept.as_ref().filter(holds) {
            return Ok(Arc::clone(&kept.among));
        }
        let among = Arc::new(view.among(filter, now)?);
        let until = view.next_outgoing(now)?;
        *kept = state.map(|state| Kept {
            filter: filter.clone(),
            state,
            from: now,
            until,
            among: Arc::clone(&among),
        });
        Ok(among)
    }
}
