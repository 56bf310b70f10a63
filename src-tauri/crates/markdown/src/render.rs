//! One parse, everything out: blocks of HTML and all that `read` knows.

use std::ops::Range;

use crate::blocks::cut;
use crate::footnotes::Footnotes;
use crate::lines::Lines;
use crate::options::Options;
use crate::parse::{Piece, parse};
use crate::read::read_pieces;
use crate::rendered::{Block, Rendered};
use crate::write::Writer;

/// Renders an article. It cannot fail: whatever the text is, something safe comes out.
pub fn render(text: &str, options: &Options<'_>) -> Rendered {
    let pieces = parse(text);
    let (mut reading, ids) = read_pieces(text, &pieces);
    if !options.id_prefix.is_empty() {
        for heading in &mut reading.outline {
            heading.id.insert_str(0, options.id_prefix);
        }
    }
    let lines = Lines::of(text);
    let block = |range: Range<usize>, html: String| {
        let (first_line, last_line) = lines.of_range(&range);
        Block {
            range,
            first_line,
            last_line,
            html,
        }
    };
    let notes = Footnotes::find(&pieces);
    let mut writer = Writer::new(&pieces, options, &reading.outline, &ids, notes);
    let mut blocks = Vec::new();
    for span in cut(&pieces, options.allow) {
        let html = writer.block(span.clone());
        blocks.push(block(place(&pieces, &span), html));
    }
    let footnotes = writer.footnotes().map(|(range, html)| block(range, html));
    let mut problems = writer.into_problems();
    problems.append(&mut reading.problems);
    problems.sort_by_key(|problem| problem.range.start);
    Rendered {
        blocks,
        footnotes,
        outline: reading.outline,
        links: reading.links,
        media: reading.media,
        text: reading.text,
        counts: reading.counts,
        problems,
    }
}

/// Where a block stands in the text.
fn place(pieces: &[Piece<'_>], span: &Range<usize>) -> Range<usize> {
    pieces[span.start].range.start..pieces[span.end - 1].range.end
}
