//! Footnotes: the references in the text and the section behind it.

use std::ops::Range;

use crate::escape;
use crate::options::Options;
use crate::write::Writer;

impl Writer<'_> {
    /// The section with the footnotes, and where their definitions stand. To be called after all blocks.
    pub(crate) fn footnotes(&mut self) -> Option<(Range<usize>, String)> {
        self.has_raw = false;
        // Footnotes may refer to others, so their number may grow; the arrows back are known when all are written.
        let mut notes = Vec::new();
        while let Some(definition) = self.notes.definition(notes.len() + 1) {
            self.span(definition);
            self.leave_all();
            notes.push(std::mem::take(&mut self.out));
        }
        if notes.is_empty() {
            return None;
        }
        self.out.push_str("<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"");
        escape::attribute(&mut self.out, &self.options.texts.footnotes);
        self.out.push_str("\">\n<ol>\n");
        for (index, note) in notes.iter().enumerate() {
            self.footnote(index + 1, note);
        }
        self.out.push_str("</ol>\n</section>\n");
        let html = std::mem::take(&mut self.out);
        let html = if self.has_raw { self.options.allow.sanitiser().clean(&html) } else { html };
        Some((self.notes.range.clone()?, html))
    }

    /// A reference in the text to a footnote.
    pub(crate) fn reference(&mut self, name: &str) {
        let Some((number, use_number)) = self.notes.cite(name) else {
            return;
        };
        let id = self.reference_id(number, use_number);
        if self.in_link {
            // A link cannot stand in a link.
            self.out.push_str("<sup class=\"footnote-ref\"");
            self.pair("id", &id);
            self.out.push('>');
            self.out.push_str(&number.to_string());
        } else {
            self.out.push_str("<sup class=\"footnote-ref\"><a");
            self.pair("href", &format!("#{}", self.note_id(number)));
            self.pair("id", &id);
            self.out.push_str(" role=\"doc-noteref\">");
            self.out.push_str(&number.to_string());
            self.out.push_str("</a>");
        }
        self.out.push_str("</sup>");
    }

    /// One footnote of the section, with an arrow back to each reference.
    fn footnote(&mut self, number: usize, note: &str) {
        self.out.push_str("<li");
        self.pair("id", &self.note_id(number));
        self.out.push_str(">\n");
        // The arrows stand behind the last words where these are a paragraph, else on a line of their own.
        if let Some(words) = note.strip_suffix("</p>\n") {
            self.out.push_str(words);
            self.out.push(' ');
        } else {
            self.out.push_str(note);
            self.out.push_str("<p>");
        }
        for use_number in 1..=self.notes.uses(number) {
            self.arrow(number, use_number);
        }
        self.out.push_str("</p>\n</li>\n");
    }

    fn arrow(&mut self, number: usize, use_number: usize) {
        if use_number > 1 {
            self.out.push(' ');
        }
        self.out.push_str("<a");
        self.pair("href", &format!("#{}", self.reference_id(number, use_number)));
        self.out.push_str(" class=\"footnote-back\" role=\"doc-backlink\"");
        self.pair("aria-label", &self.options.texts.back_to_text);
        self.out.push_str(">↩");
        if use_number > 1 {
            self.out.push_str("<sup>");
            self.out.push_str(&use_number.to_string());
            self.out.push_str("</sup>");
        }
        self.out.push_str("</a>");
    }

    fn note_id(&self, number: usize) -> String {
        let Options { id_prefix, note_sign, .. } = self.options;
        format!("{id_prefix}fn{note_sign}{number}")
    }

    fn reference_id(&self, number: usize, use_number: usize) -> String {
        let Options { id_prefix, note_sign, .. } = self.options;
        let first = format!("{id_prefix}fnref{note_sign}{number}");
        if use_number == 1 { first } else { format!("{first}{note_sign}{use_number}") }
    }
}
