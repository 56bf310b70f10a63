//! What someone wrote at a server, beside ours; and taking it over.

use galley_desk::Desk;
use galley_desk::domain::ArticleId;
use galley_desk::publish::{Session, Take};
use galley_desk::wire::{ComparedPart, Comparison, How, PartField, WhoWord};
use serde_json::json;

use super::count;
use crate::output::Output;
use crate::trouble::{DONE, Trouble};

/// Takes what is at the server into the working texts.
pub(super) fn take(
    desk: &mut Desk,
    ids: &[ArticleId],
    session: &Session,
    take: &Take,
    out: &mut Output,
) -> Result<u8, Trouble> {
    let mut taken = Vec::new();
    for id in ids {
        let theirs = desk.read_theirs(*id, session)?;
        let comparison = desk.compare_theirs(*id, &theirs)?;
        let parts = desk.take_theirs(*id, &theirs, take)?.output;
        let is_left = |part: &ComparedPart| differs(part) && !parts.contains(part);
        let left: Vec<_> = comparison.parts.into_iter().filter(is_left).collect();
        taken.push((comparison.headline, id.to_string(), parts, left));
    }
    let answer = taken.iter().map(|(headline, article, parts, left)| {
        json!({ "article": article, "headline": headline, "taken": parts, "left": left })
    });
    out.answer(&json!({ "articles": answer.collect::<Vec<_>>() }), |out| {
        for (headline, _, parts, left) in &taken {
            out.line(format!("{headline}: {} taken into the text.", count(parts.len(), "part", "parts")))?;
            parts.iter().try_for_each(|part| print_part(part, out))?;
            if !left.is_empty() {
                out.line("  Not taken:")?;
                left.iter().try_for_each(|part| print_part(part, out))?;
            }
        }
        out.line(
            "Nothing was sent. Look at it, release it, and publish again; the text before is in its history.",
        )
    })?;
    Ok(DONE)
}

/// What is different here and there.
pub(super) fn print(comparison: &Comparison, out: &mut Output) -> Result<(), Trouble> {
    out.line(format!("{}, {}: changed there: {}", comparison.headline, comparison.target, comparison.url))?;
    comparison.parts.iter().filter(|part| differs(part)).try_for_each(|part| print_part(part, out))
}

fn differs(part: &ComparedPart) -> bool {
    part.who != WhoWord::Nobody
}

fn print_part(part: &ComparedPart, out: &mut Output) -> Result<(), Trouble> {
    let field = match part.field {
        PartField::Headline => "headline",
        PartField::Lead => "lead",
        PartField::Body => "text",
        PartField::Notes => "footnotes",
        PartField::Filed => "category and tags",
        PartField::Cover => "cover",
        PartField::CoverWords => "what is said of the cover",
        PartField::Bylines => "bylines",
        PartField::Slug => "slug",
        PartField::Date => "date",
        PartField::SeoTitle => "title for search engines",
        PartField::SeoDescription => "description for search engines",
        PartField::Canonical => "address of the original",
        PartField::Shown => "readers do not get it there",
        PartField::Other => "something that Galley does not know of",
    };
    let who = match part.who {
        WhoWord::Nobody => "the same",
        WhoWord::Ours => "changed here",
        WhoWord::Theirs => "changed there",
        WhoWord::Both => "changed here and there",
    };
    out.line(format!("  {field}, {who}"))?;
    let text = |without: How| -> String {
        part.pieces.iter().filter(|piece| piece.how != without).map(|piece| piece.text.as_str()).collect()
    };
    for (sign, text) in [("-", text(How::Added)), ("+", text(How::Removed))] {
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            out.line(format!("  {sign} {line}"))?;
        }
    }
    Ok(())
}
