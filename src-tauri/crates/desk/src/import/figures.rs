//! What counters said of a bundle's articles: facts, of which the later one stands.

use std::collections::{HashMap, HashSet};

use galley_bundle::{FigureRecord, Scan};
use galley_domain::{ArticleId, TargetId, limits::VIEWS};
use galley_store::Figure;

use super::nouns::MeantTargets;
use crate::{Desk, DeskError};

/// Figures in one transaction.
const BATCH: usize = 5_000;

impl Desk {
    /// Takes what counters said last of a bundle's articles, once these are in, where nobody here was told later.
    pub(super) fn import_figures(
        &mut self,
        scan: &Scan,
        meant: &MeantTargets,
        articles: &HashSet<ArticleId>,
    ) -> Result<(), DeskError> {
        let said = scan.manifest.as_ref().map_or(&[][..], |manifest| &manifest.nouns.figures);
        let now = self.now();
        let mut by_target: HashMap<TargetId, Vec<&FigureRecord>> = HashMap::new();
        for figure in said.iter().filter(|figure| articles.contains(&figure.article)) {
            if let Some(target) = meant.get(&figure.target) {
                by_target.entry(*target).or_default().push(figure);
            }
        }
        for (target, mut said) in by_target {
            let ours = self.view().figures(target)?;
            said.retain(|theirs| {
                let is_later = ours.get(&theirs.article).is_none_or(|ours| ours.asked_at < theirs.asked_at);
                is_later && theirs.views.is_none_or(|views| views <= VIEWS)
            });
            for some in said.chunks(BATCH) {
                self.import_batch(|work| {
                    for FigureRecord { article, views, asked_at, .. } in some.iter().copied() {
                        // One that claims to come from later would keep the counter from being asked.
                        let figure = Figure { views: *views, asked_at: (*asked_at).min(now) };
                        work.tx.put_figure(target, *article, figure)?;
                    }
                    Ok(())
                })?;
            }
        }
        Ok(())
    }
}
