//! The address that a pattern gives, before it is set.

use std::ops::ControlFlow;

use galley_domain::{Filed, Kind, Permalink};
use galley_store::{Bodies, Outgoing};

use crate::export::site_of;
use crate::{Desk, DeskError};

impl Desk {
    /// The address that the newest article of the library's site would have by this pattern; where it has none, that of one with the
    /// headline `Headline` from today.
    ///
    /// # Errors
    /// [`DeskError::Invalid`] for what is no pattern; [`DeskError::Store`].
    pub fn address_by(&self, pattern: &str) -> Result<String, DeskError> {
        let target = self.find_target(None)?;
        let site = site_of(&target)?;
        let pattern = match pattern.trim() {
            "" => Permalink::slug(),
            typed => typed.parse().map_err(|error| DeskError::invalid("permalink", error))?,
        };
        let (view, now) = (self.view(), self.now());
        let mut newest: Option<Outgoing> = None;
        view.outgoing(now, Bodies::Without, |outgoing| {
            // A page's address has nothing but its slug, and another language's begins with its name.
            if outgoing.kind == Kind::Page || outgoing.content.language != site.language {
                return ControlFlow::Continue(());
            }
            newest = Some(outgoing);
            ControlFlow::Break(())
        })?;
        let tree = crate::nouns::tree(&view)?;
        let category = match &newest {
            Some(outgoing) => outgoing.content.category,
            None => tree.children(None, &site.language).first().map(|category| category.id),
        };
        let path = category.map(|id| tree.path(id)).unwrap_or_default();
        let path: Vec<_> = path.iter().map(|part| part.names.get(&site.language).slug.as_str()).collect();
        let path = path.join("/");
        let filed = Filed {
            date: site.time_zone.ymd(newest.as_ref().map_or(now, |outgoing| outgoing.printed_at)),
            category: &path,
            slug: newest.as_ref().map_or("headline", |outgoing| outgoing.content.slug.as_str()),
        };
        Ok(format!("{}/{}/", site.base_url, pattern.path(&filed)))
    }
}
