//! Two texts beside each other, word by word: a revision and the present, or one's own text and someone else's.

use std::time::Duration;

use galley_domain::{ArticleId, Category, Content, Picture, RevisionNumber, TimeZone};
use galley_store::View;
use similar::{ChangeTag, DiffOp, TextDiff};

use super::history::gone_back;
use super::text::form_word;
use super::{Typed, line_ends};
use crate::derived::{byline_names, join_names, tag_names};
use crate::wire::{Compared, ComparedField, FieldWord, How, Piece};
use crate::{Desk, DeskError};

/// After so long a comparison goes on more coarsely, in milliseconds: two long texts that have nothing in common.
const PATIENCE_MS: u64 = 200;

impl Desk {
    /// What changed from a revision to the working text; of the fields beside it, all that going back to it would change.
    ///
    /// # Errors
    /// [`DeskError::Unknown`]
    pub fn compare_revision(&self, id: ArticleId, number: RevisionNumber) -> Result<Compared, DeskError> {
        let (view, new) = (self.view(), self.content(id)?);
        let old = gone_back(&view, self.revision(id, number)?, &new)?;
        let fields = differing(&view, self.settings()?.time_zone, &old, &new)?;
        Ok(Compared { fields, ..compare(Typed::of(&old), Typed::of(&new)) })
    }

    /// What changed from what is on the screen to the working text. Line ends are not compared: a screen has one kind.
    ///
    /// # Errors
    /// [`DeskError::Unknown`]
    pub fn compare_typed(&self, id: ArticleId, typed: Typed<'_>) -> Result<Compared, DeskError> {
        let stored = self.content(id)?;
        let body = line_ends::on_screen(&stored.body);
        Ok(compare(typed, Typed { body: &body, ..Typed::of(&stored) }))
    }
}

/// What changed from one text to the other.
fn compare(old: Typed<'_>, new: Typed<'_>) -> Compared {
    Compared {
        headline: words(old.headline, new.headline),
        lead: words(old.lead, new.lead),
        body: lines(old.body, new.body),
        fields: Vec::new(),
    }
}

/// What a field says to a person.
type Says<'s> = &'s dyn Fn(&Content) -> String;

/// The fields beside the text that are not the same, with what they say to a person.
fn differing(
    view: &View<'_>,
    zone: TimeZone,
    old: &Content,
    new: &Content,
) -> Result<Vec<ComparedField>, DeskError> {
    let mut fields = Vec::new();
    let mut put = |field, (old, new): (String, String)| fields.push(ComparedField { field, old, new });
    if old.category != new.category {
        put(FieldWord::Category, (category_name(view, old)?, category_name(view, new)?));
    }
    if old.tags != new.tags {
        put(FieldWord::Tags, (tag_names(view, old, &old.tags)?, tag_names(view, new, &new.tags)?));
    }
    if old.bylines != new.bylines {
        put(
            FieldWord::Bylines,
            (byline_names(view, old, &old.bylines)?, byline_names(view, new, &new.bylines)?),
        );
    }
    if old.cover != new.cover {
        put(FieldWord::Cover, (cover_words(view, old)?, cover_words(view, new)?));
    }
    if old.translation != new.translation {
        put(FieldWord::Translation, (translated(view, old)?, translated(view, new)?));
    }
    let plain: [(FieldWord, Says<'_>); 8] = [
        (FieldWord::Date, &|content| content.date.map_or_else(String::new, |at| zone.rfc3339(at))),
        (FieldWord::SeoTitle, &|content| content.seo.title.clone()),
        (FieldWord::SeoDescription, &|content| content.seo.description.clone()),
        (FieldWord::Canonical, &|content| content.seo.canonical.clone()),
        (FieldWord::Noindex, &|content| if content.seo.noindex { "yes" } else { "no" }.to_owned()),
        (FieldWord::Form, &|content| form_word(content.form).to_owned()),
        (FieldWord::Views, &|content| content.view_base.map_or_else(String::new, |views| views.to_string())),
        (FieldWord::Custom, &|content| custom_words(content)),
    ];
    for (field, says) in plain {
        let both = (says(old), says(new));
        if both.0 != both.1 {
            put(field, both);
        }
    }
    Ok(fields)
}

fn category_name(view: &View<'_>, content: &Content) -> Result<String, DeskError> {
    let Some(id) = content.category else { return Ok(String::new()) };
    let category = view.noun::<Category>(id.uuid())?;
    Ok(category.map_or_else(String::new, |category| category.names.get(&content.language).name.clone()))
}

/// What a cover is and says, a line each.
fn cover_words(view: &View<'_>, content: &Content) -> Result<String, DeskError> {
    let Some(cover) = &content.cover else { return Ok(String::new()) };
    let picture = match &cover.picture {
        // Two pictures may have come under one name: the path tells them apart.
        Picture::Media(hash) => view.media(*hash)?.map_or_else(|| hash.to_string(), |media| media.path()),
        Picture::Remote(url) => url.clone(),
    };
    let words = [&picture, &cover.alt, &cover.caption, &cover.credit];
    Ok(join_names(words.into_iter().map(String::as_str).filter(|words| !words.is_empty())))
}

fn translated(view: &View<'_>, content: &Content) -> Result<String, DeskError> {
    let Some(translation) = &content.translation else { return Ok(String::new()) };
    let source = view.article(translation.source)?;
    let headline = source.map_or_else(String::new, |source| source.content.headline);
    // The same article translated anew is told by its revision.
    let revision = translation.revision.map_or_else(String::new, |number| format!(" ({number})"));
    Ok(headline + &revision)
}

fn custom_words(content: &Content) -> String {
    if content.custom.is_empty() {
        return String::new();
    }
    serde_json::to_string(&content.custom).unwrap_or_default()
}

/// By lines first: what did not change is told in one piece, and only lines that did are looked at by words.
pub(crate) fn lines(old: &str, new: &str) -> Vec<Piece> {
    let diff = TextDiff::configure().timeout(Duration::from_millis(PATIENCE_MS)).diff_lines(old, new);
    let mut pieces = Vec::new();
    for op in diff.ops() {
        let old: String = op.old_range().filter_map(|line| diff.old_slice(line)).collect();
        let new: String = op.new_range().filter_map(|line| diff.new_slice(line)).collect();
        match op {
            DiffOp::Equal { .. } => push(&mut pieces, How::Same, &new),
            DiffOp::Delete { .. } => push(&mut pieces, How::Removed, &old),
            DiffOp::Insert { .. } => push(&mut pieces, How::Added, &new),
            DiffOp::Replace { .. } => {
                for Piece { how, text } in words(&old, &new) {
                    push(&mut pieces, how, &text);
                }
            }
        }
    }
    pieces
}

/// By words.
pub(crate) fn words(old: &str, new: &str) -> Vec<Piece> {
    let diff = TextDiff::configure().timeout(Duration::from_millis(PATIENCE_MS)).diff_unicode_words(old, new);
    let mut pieces = Vec::new();
    for change in diff.iter_all_changes() {
        let how = match change.tag() {
            ChangeTag::Equal => How::Same,
            ChangeTag::Delete => How::Removed,
            ChangeTag::Insert => How::Added,
        };
        push(&mut pieces, how, change.value());
    }
    pieces
}

fn push(pieces: &mut Vec<Piece>, how: How, text: &str) {
    match pieces.last_mut() {
        _ if text.is_empty() => {}
        Some(last) if last.how == how => last.text.push_str(text),
        _ => pieces.push(Piece { text: text.to_owned(), how }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(old: &str, new: &str) -> String {
        let text = |body| Typed { headline: "", lead: "", body };
        let pieces = compare(text(old), text(new)).body.into_iter();
        pieces
            .map(|Piece { text, how }| match how {
                How::Same => text,
                How::Added => format!("[+{text}]"),
                How::Removed => format!("[-{text}]"),
            })
            .collect()
    }

    #[test]
    fn words_that_changed_are_told_and_nothing_else() {
        let cases = [
            ("", "", ""),
            ("Same.\n", "Same.\n", "Same.\n"),
            ("The old quay.\n", "The new quay.\n", "The [-old][+new] quay.\n"),
            ("A.\nB.\nC.\n", "A.\nC.\n", "A.\n[-B.\n]C.\n"),
            ("A.\n", "A.\nB.\n", "A.\n[+B.\n]"),
            ("港口开放。\n", "港口关放。\n", "港口[-开][+关]放。\n"),
        ];
        for (old, new, expected) in cases {
            assert_eq!(told(old, new), expected, "{old:?} to {new:?}");
        }
    }

    #[test]
    fn nothing_of_either_text_is_lost() {
        let (old, new) = ("One two.\r\nThree.\n\nFour", "One 2.\nThree.\n\nFive\n");
        let pieces = lines(old, new);
        let without = |how: How| -> String {
            pieces.iter().filter(|piece| piece.how != how).map(|piece| piece.text.as_str()).collect()
        };
        assert_eq!((without(How::Added).as_str(), without(How::Removed).as_str()), (old, new));
    }
}
