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
        Block { range, first_line, last_line, html }
    };
    let notes = Footnotes::find(&pieces);
    let mut writer = Writer::new(&pieces, options, &reading.outline, &ids, notes);
    let mut blocks: Vec<Block> = Vec::new();
    for span in cut(&pieces, options.allow) {
        let html = writer.block(span.clone());
        let mut range = place(text, &pieces, &span);
        // The parser lets some blocks reach into the next one.
        if let Some(before) = blocks.last().map(|block| block.range.end) {
            range = range.start.max(before)..range.end.max(before);
        }
        blocks.push(block(range, html));
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

/// Where a block stands in the text, without the empty lines behind it.
fn place(text: &str, pieces: &[Piece<'_>], span: &Range<usize>) -> Range<usize> {
    let range = pieces[span.start].range.start..pieces[span.end - 1].range.end;
    let length = text.get(range.clone()).map_or(range.len(), |block| block.trim_end().len());
    range.start..range.start + length
}
