//! The site that was written: files that are not as they were, and links within it that lead nowhere, by the articles that have them.

use std::path::Path;

use galley_domain::Article;
use galley_markdown::{Lines, Link, Reading};
use galley_site::Listed;
use percent_encoding::percent_decode_str;

use crate::export::releases;
use crate::wire::Finding;
use crate::{Desk, DeskError, links};

impl Desk {
    /// Looks at the site in a folder. Of what there is much, the first is told, as much of a kind as the site lists.
    ///
    /// # Errors
    /// [`DeskError::Site`] where there is none, [`DeskError::Store`].
    pub fn check_written(&self, folder: &Path) -> Result<Vec<Finding>, DeskError> {
        let found = releases::verify(folder)?;
        let files = |check, listed: &Listed, what| {
            let told = move |path: &String| of_file(check, path, format!("{path} {what}."));
            listed.paths.iter().map(told).collect::<Vec<_>>()
        };
        let mut all = files("site-file-gone", &found.missing, "is gone");
        all.extend(files("site-file-changed", &found.changed, "was changed by someone else"));
        let dead = found.dead.paths.iter().map(|dead| dead.split_once(": ").unwrap_or(("", dead)));
        // Those of one page stand together, and its article is read once.
        for of_page in dead.collect::<Vec<_>>().chunk_by(|(one, _), (other, _)| one == other) {
            let article = self.article_at(of_page[0].0)?;
            let text = article.map(|article| {
                let body = &article.content.body;
                (galley_markdown::read(body), Lines::of(body), article)
            });
            for (page, address) in of_page {
                let told = format!("{page}: the link {address:?} leads nowhere.");
                let mut finding = of_file("site-dead-link", address, told);
                (*page).clone_into(&mut finding.headline);
                if let Some((reading, lines, article)) = &text
                    && let Some(link) = link_to(reading, address)
                {
                    finding.article = article.id.to_string();
                    finding.line = Some(lines.at(link.range.start));
                    finding.named = article.content.named();
                    finding.headline.clone_from(&article.content.headline);
                }
                all.push(finding);
            }
        }
        // All of one article together.
        all.sort_by(|a, b| (a.check, &a.headline, a.line).cmp(&(b.check, &b.headline, b.line)));
        Ok(all)
    }

    /// The article that a page of the site shows, by its address.
    fn article_at(&self, page: &str) -> Result<Option<Article>, DeskError> {
        let Some(address) = page.strip_suffix("index.html") else { return Ok(None) };
        let language = self.settings()?.language;
        let id = links::resolve(&self.view(), address, &language)?;
        id.map(|id| self.article(id)).transpose()
    }
}

/// The link of a text that a link of its page may be, by the last name in its address: a list may end in the name that an article has, and
/// links of themes and menus are nobody's.
fn link_to<'r>(reading: &'r Reading, address: &str) -> Option<&'r Link> {
    let last = |address: &str| {
        let last = address.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        percent_decode_str(last).decode_utf8_lossy().into_owned()
    };
    let wanted = last(address);
    reading.links.iter().find(|link| last(&link.href) == wanted)
}

fn of_file(check: &'static str, about: &str, message: String) -> Finding {
    let (article, named, about) = (String::new(), String::new(), about.to_owned());
    Finding { article, headline: about.clone(), named, line: None, stops: false, check, about, message }
}
