//! Cutting an article into its top-level blocks.
//!
//! A raw HTML element that opens in one block and closes in a later one (`<details>`, Markdown, `</details>`) makes one
//! block of all that it spans: a block is closed in itself, so that the preview can replace it alone.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::allow::Allow;
use crate::parse::Piece;
use crate::raw::{self, Token};

/// The pieces of each block. Definitions of footnotes at the top level are in none of them.
pub(crate) fn cut(pieces: &[Piece<'_>], allow: &Allow) -> Vec<Range<usize>> {
    let mut blocks = Vec::new();
    let mut depth = 0_usize;
    let mut start = 0;
    for (at, piece) in pieces.iter().enumerate() {
        match piece.event {
            Event::Start(_) => {
                if depth == 0 {
                    start = at;
                }
                depth += 1;
            }
            Event::End(_) => depth -= 1,
            _ if depth == 0 => start = at,
            _ => {}
        }
        let note = matches!(pieces[start].event, Event::Start(Tag::FootnoteDefinition(_)));
        if depth == 0 && !note {
            blocks.push(start..at + 1);
        }
    }
    joined(pieces, &blocks, allow)
}

/// Joins the blocks that one raw HTML element spans.
fn joined(pieces: &[Piece<'_>], blocks: &[Range<usize>], allow: &Allow) -> Vec<Range<usize>> {
    // The raw elements that are open, each with its block; and how many of each name there are.
    let mut open: Vec<(String, usize)> = Vec::new();
    let mut names: HashMap<String, usize> = HashMap::new();
    // For each block, the last one that it must be joined with.
    let mut reach: Vec<usize> = (0..blocks.len()).collect();
    for (index, block) in blocks.iter().enumerate() {
        if !matches!(pieces[block.start].event, Event::Start(Tag::HtmlBlock)) {
            continue;
        }
        for piece in &pieces[block.clone()] {
            let Event::Html(html) = &piece.event else { continue };
            for token in raw::tokens(html) {
                match token {
                    Token::Open(tag) if allow.element(&tag.name) && !raw::is_void(&tag.name) => {
                        *names.entry(tag.name.clone()).or_default() += 1;
                        open.push((tag.name, index));
                    }
                    Token::Close(name) if names.get(&name).is_some_and(|&count| count > 0) => {
                        while let Some((inner, start)) = open.pop() {
                            if let Some(count) = names.get_mut(&inner) {
                                *count -= 1;
                            }
                            if inner == name {
                                reach[start] = reach[start].max(index);
                                break;
                            }
                        }
                    }
                    _ => {}
                }
            }
        }
    }
    let mut out: Vec<Range<usize>> = Vec::with_capacity(blocks.len());
    let mut until = 0;
    for (index, block) in blocks.iter().enumerate() {
        match out.last_mut() {
            Some(last) if index > 0 && index <= until => last.end = block.end,
            _ => out.push(block.clone()),
        }
        until = until.max(reach[index]);
    }
    out
}
