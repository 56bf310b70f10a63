//! The search page, and what it shows of the articles that are found.

use super::head::Needs;
use super::{Pages, Sheet, views};
use crate::index::Subject;
use crate::search::Record;
use crate::source::cut_at_word;

/// Longest beginning of a text that stands in for a lead, in bytes.
const BEGINNING_BYTES_MAX: usize = 280;

/// What an article is found by besides its text: names, one a line.
pub(crate) struct Names {
    pub(crate) tags: String,
    pub(crate) bylines: String,
}

impl Pages<'_> {
    /// Renders the search page of a language.
    pub(crate) fn search(&self, language: u16) -> Sheet<'_> {
        let page = views::Page {
            kind: "search",
            title: self.word(language, "search"),
            canonical: self.index.base.url(&self.index.search_path(language)),
            noindex: true,
            csp: self.csp(&Needs { script: true, ..Needs::default() }),
            ..views::Page::default()
        };
        self.render("search.html", language, page, vec![])
    }

    /// The names that an article is found by.
    pub(crate) fn names(&self, at: u32) -> Names {
        let entry = self.index.entry(at);
        let subjects = entry.category.map(Subject::Category).into_iter();
        let subjects = subjects.chain(entry.tags.iter().map(|tag| Subject::Tag(*tag)));
        // As its page has them: then the page differs wherever these do.
        let tags = subjects.filter_map(|subject| self.subject_link(subject, entry.language));
        let tags: Vec<_> = tags.map(|link| link.name).collect();
        let bylines: Vec<_> = self.byline_names(entry).collect();
        Names { tags: tags.join("\n"), bylines: bylines.join("\n") }
    }

    /// What is shown of an article that is found. `text` is what a reader reads in it.
    pub(crate) fn record(&self, at: u32, number: u32, text: &str) -> Record {
        let entry = self.index.entry(at);
        let date = self.date(entry.date, entry.language);
        let category = entry.category.map(Subject::Category);
        let category = category.and_then(|subject| self.subject_name(subject, entry.language));
        let shown = if entry.teaser.trim().is_empty() {
            // Enough of the text to find so many bytes in it that are no white space.
            let text = &text[..text.floor_char_boundary(4 * BEGINNING_BYTES_MAX)];
            let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
            cut_at_word(&one_line, BEGINNING_BYTES_MAX).into()
        } else {
            entry.teaser.to_string()
        };
        Record(
            number,
            self.index.base.href(&entry.path),
            entry.headline.to_string(),
            shown,
            date.text,
            date.iso,
            category.unwrap_or_default().to_owned(),
        )
    }
}
