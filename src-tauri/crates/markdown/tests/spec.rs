//! The examples of the specifications. Each deliberate difference is named here; one that is named and does not differ
//! fails as well.

use galley_markdown::{Options, render, strict_commonmark};

/// An example of a specification.
pub(crate) struct Example {
    pub(crate) number: usize,
    pub(crate) markdown: String,
    pub(crate) html: String,
}

pub(crate) const COMMONMARK: &str = include_str!("fixtures/commonmark-0.31.2.txt");
pub(crate) const GFM: &str = include_str!("fixtures/gfm-0.29-extensions.txt");

/// Reads the examples: fences of 32 backticks, a line with a dot between Markdown and HTML, arrows for tabs.
pub(crate) fn examples(text: &str) -> Vec<Example> {
    let fence = "`".repeat(32);
    let mut found = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix(&fence).filter(|info| info.starts_with(" example")) else {
            continue;
        };
        let mut parts = [String::new(), String::new()];
        let mut part = 0;
        for line in lines.by_ref().take_while(|line| **line != *fence) {
            if line == "." {
                part += 1;
            } else {
                parts[part].push_str(&line.replace('→', "\t"));
                parts[part].push('\n');
            }
        }
        let [markdown, html] = parts;
        let named = info.split_whitespace().nth(1).and_then(|number| number.parse().ok());
        found.push(Example { number: named.unwrap_or(found.len() + 1), markdown, html });
    }
    found
}

/// The one liberty of the comparison: how void elements are closed, and line ends between two tags.
fn normalised(html: &str) -> String {
    let mut html = html.replace("<br>", "<br />").replace("<hr>", "<hr />").replace(">\n<", "><");
    while html.ends_with('\n') {
        html.pop();
    }
    html
}

/// Examples that only pass in the normalised form: the parser's writer ends a line elsewhere.
const NORMALISED: [usize; 1] = [175];

#[test]
fn strict_mode_passes_every_example_of_commonmark() {
    let examples = examples(COMMONMARK);
    assert_eq!(examples.len(), 652);
    let mut failed = Vec::new();
    for example in &examples {
        let html = strict_commonmark(&example.markdown);
        let only_normalised = NORMALISED.contains(&example.number);
        let passes = normalised(&html) == normalised(&example.html);
        if !passes || (html == example.html) == only_normalised {
            failed.push((example.number, &example.markdown, html, &example.html));
        }
    }
    assert!(failed.is_empty(), "{failed:#?}");
}

/// The dialect's output in the words of the GitHub specification: alignment is a class here and was an attribute there,
/// tables have a box around them, boxes to tick have a name, void elements are HTML5.
fn as_github_prints(html: &str) -> String {
    let mut html = html
        .replace("<div class=\"table\">", "")
        .replace("</table></div>", "</table>")
        .replace(" class=\"task\"", "")
        .replace(" aria-label=\"Done\"", "")
        .replace(" aria-label=\"To do\"", "")
        .replace(
            "<input type=\"checkbox\" disabled=\"\" checked=\"\"",
            "<input checked=\"\" disabled=\"\" type=\"checkbox\"",
        )
        .replace("<input type=\"checkbox\" disabled=\"\"", "<input disabled=\"\" type=\"checkbox\"");
    for side in ["left", "center", "right"] {
        html = html.replace(&format!(" class=\"align-{side}\""), &format!(" align=\"{side}\""));
    }
    normalised(&html).replace("&quot;", "\"")
}

/// Where the dialect differs from the GitHub specification: the example and the reason.
const GFM_DIFFERENCES: [(usize, &str); 4] = [
    (633, "the scheme xmpp is not printed; the mailto lines of the example are the same"),
    (634, "the scheme xmpp is not printed"),
    (635, "the scheme xmpp is not printed"),
    (657, "GitHub shows the tags that it forbids as text; Galley leaves them out, and reports each"),
];

#[test]
fn the_dialect_passes_the_extension_examples_of_gfm() {
    let examples = examples(GFM);
    assert_eq!(examples.len(), 28);
    let mut wrong = Vec::new();
    for example in &examples {
        let html = as_github_prints(&render(&example.markdown, &Options::default()).html());
        let expected = normalised(&example.html).replace("&quot;", "\"");
        let known = GFM_DIFFERENCES.iter().any(|(number, _)| *number == example.number);
        if (html == expected) == known {
            wrong.push((example.number, &example.markdown, html, expected));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Where the dialect prints a `CommonMark` example otherwise, by the reason. Everything else comes out the same.
const COMMONMARK_DIFFERENCES: [(&str, &[usize]); 5] = [
    (
        "raw HTML is reduced to what is welcome and made well formed; comments go",
        &[
            21, 31, 144, 148, 149, 150, 151, 152, 153, 154, 155, 156, 157, 158, 160, 163, 164, 165, 169, 170,
            171, 172, 173, 174, 175, 176, 177, 178, 179, 180, 181, 182, 183, 184, 187, 190, 191, 201, 308,
            309, 344, 475, 476, 477, 491, 494, 524, 536, 613, 614, 615, 616, 617, 623, 625, 626, 627, 628,
            629, 630, 631, 642, 643,
        ],
    ),
    (
        "a picture with a title, alone in its paragraph, is a figure",
        &[572, 573, 576, 577, 584, 585, 586, 588, 589, 591],
    ),
    ("a link with an unknown scheme is printed as text", &[596, 598, 599, 601]),
    ("a bare address is a link", &[602, 608, 611, 612]),
    ("the name of a language is ASCII", &[34]),
];

/// The dialect's output without what it adds to every page: heading ids, lazy pictures.
fn without_furniture(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(at) = rest.find(" id=\"") {
        let heading = rest[..at].ends_with(|char: char| ('1'..='6').contains(&char));
        let end = at + 5 + rest[at + 5..].find('"').unwrap_or(0) + 1;
        out.push_str(if heading { &rest[..at] } else { &rest[..end] });
        rest = &rest[end..];
    }
    out.push_str(rest);
    out.replace(" loading=\"lazy\"", "")
}

#[test]
fn the_dialect_differs_from_commonmark_only_where_named() {
    let plain =
        |html: &str| normalised(html).replace(" />", ">").replace("&quot;", "\"").replace('\u{a0}', "&nbsp;");
    let mut wrong = Vec::new();
    let options = Options { highlight: false, ..Options::default() };
    for example in examples(COMMONMARK) {
        let html = plain(&without_furniture(&render(&example.markdown, &options).html()));
        let known = COMMONMARK_DIFFERENCES.iter().any(|(_, numbers)| numbers.contains(&example.number));
        if (html == plain(&example.html)) == known {
            wrong.push((example.number, example.markdown, html, plain(&example.html)));
        }
    }
    let numbers: Vec<usize> = wrong.iter().map(|wrong| wrong.0).collect();
    assert!(wrong.is_empty(), "{wrong:#?}\n{numbers:?}");
}
