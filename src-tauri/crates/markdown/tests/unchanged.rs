//! Blocks without raw HTML skip the sanitiser. This holds that it would not change a byte of them.

use galley_markdown::{Allow, Options, render};

use crate::spec::{COMMONMARK, GFM, examples};
use crate::{attacks, cases};

/// Every text of this crate's tests.
pub(crate) fn corpus() -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    all.extend(examples(COMMONMARK).into_iter().map(|example| example.markdown));
    all.extend(examples(GFM).into_iter().map(|example| example.markdown));
    all.extend(cases::texts());
    all.extend(attacks::all());
    // The whole specification as one text, and in halves that tear its constructs apart.
    all.push(COMMONMARK.to_owned());
    let middle = COMMONMARK.floor_char_boundary(COMMONMARK.len() / 2);
    all.push(COMMONMARK[middle..].to_owned());
    all
}

#[test]
fn our_own_html_needs_no_cleaning() {
    let allow = Allow::house();
    let prefixed = Options { id_prefix: "a-", heading_shift: 1, lazy_pictures: false, ..Options::default() };
    let in_site = Options { links: &cases::Library, ..Options::default() };
    let mut blocks = 0;
    for text in corpus() {
        for options in [Options::default(), prefixed, in_site] {
            let rendered = render(&text, &options);
            for block in rendered.blocks.iter().chain(&rendered.footnotes) {
                assert_eq!(allow.clean(&block.html), block.html, "{text:?}");
                blocks += 1;
            }
        }
    }
    assert!(blocks > 2_000, "{blocks}");
}
