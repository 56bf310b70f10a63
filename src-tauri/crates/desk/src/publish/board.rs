//! What is live where: all articles that servers have, by servers.

use galley_domain::{ArticleId, Status, Target, TargetId, TargetKind};
use galley_store::{LedgerState, Standing};

use crate::wire::{Board, BoardLine, BoardPlace, time};
use crate::{Desk, DeskError};

/// Lines of a page.
const PAGE: usize = 100;

impl Desk {
    /// A page of the articles that servers have, or that are on their way to one: those first that are in this library no longer, then
    /// the newest first. `after`: the line that the page begins behind. `troubled`: only those that someone should look at: what failed or
    /// is overdue, what stands there as it is not released here, and what is there and not out here.
    ///
    /// # Errors
    /// [`DeskError::Store`]
    pub fn board(&self, after: Option<ArticleId>, troubled: bool) -> Result<Board, DeskError> {
        let servers: Vec<_> = self
            .targets()?
            .into_iter()
            .filter(|target| !matches!(target.kind, TargetKind::Site(_)))
            .collect();
        let (mut lines, mut after) = (Vec::new(), after);
        // One more than is shown says that there is a next page.
        while lines.len() <= PAGE {
            let some = self.view().board(after, troubled, self.now(), PAGE + 1)?;
            for id in &some {
                let (line, is_troubled) = self.board_line(*id, &servers)?;
                if (is_troubled || !troubled) && lines.len() <= PAGE {
                    lines.push(line);
                }
            }
            if some.len() <= PAGE {
                break;
            }
            after = some.last().copied();
        }
        let next = (lines.len() > PAGE).then(|| lines[PAGE - 1].id.clone());
        lines.truncate(PAGE);
        Ok(Board { servers: servers.into_iter().map(|target| target.name).collect(), articles: lines, next })
    }

    /// Where readers find an article at a server, by the ledger; also one that is in this library no longer.
    ///
    /// # Errors
    /// [`DeskError::Store`]
    pub fn published_at(&self, id: ArticleId, target: TargetId) -> Result<Option<String>, DeskError> {
        Ok(self.view().ledger(target, id)?.and_then(|entry| entry.url))
    }

    /// A line, and whether someone should look at it.
    fn board_line(&self, id: ArticleId, servers: &[Target]) -> Result<(BoardLine, bool), DeskError> {
        let (view, now) = (self.view(), self.now());
        let row = view.row(id)?;
        let released = row.as_ref().and_then(|row| row.released_at(now));
        let (mut places, mut standings) = (Vec::new(), Vec::new());
        for target in servers {
            let entry = view.ledger(target.id, id)?.filter(|entry| entry.state != LedgerState::Removed);
            // Of one that is not here any more there is no newer text.
            let newest = if row.is_some() { released } else { entry.as_ref().map(|entry| entry.revision) };
            let standing = view.standing(id, Some(target.id), newest, now)?;
            places.push(BoardPlace {
                target: target.id.to_string(),
                standing: standing.map(Into::into),
                at: entry.as_ref().map(|entry| time(entry.at)),
                url: entry.and_then(|entry| entry.url),
            });
            standings.extend(standing);
        }
        let status = row.as_ref().map(|row| row.status(now));
        let trashed = row.as_ref().is_some_and(|row| row.trashed_at.is_some());
        let is_out = !trashed && matches!(status, Some(Status::Published | Status::Scheduled));
        let line = BoardLine {
            id: id.to_string(),
            headline: row.map(|row| row.headline),
            status: status.map(Into::into),
            trashed,
            places,
        };
        Ok((line, !is_out || standings.iter().copied().any(needs_a_look)))
    }
}

fn needs_a_look(standing: Standing) -> bool {
    matches!(standing, Standing::Failed | Standing::Overdue | Standing::Changed)
}
