//! Hostile and random texts: nothing panics, nothing explodes, everything stays safe and consistent.

use galley_markdown::{Options, Rendered, read, render};

use crate::oracle;
use crate::unchanged::corpus;

/// What makes parsers slow, repeated to fill `bytes`.
fn traps(bytes: usize) -> Vec<String> {
    let fill = |unit: &str| unit.repeat(bytes / unit.len() + 1);
    let units = [
        "[",
        "![",
        "*a ",
        "*a **b ",
        "_a",
        "`",
        "`a``b```",
        "<",
        "<a ",
        "<a\n",
        "</a>",
        "<a href=\"",
        "<!--",
        "<?",
        "<![CDATA[",
        "<b>",
        "<b><p>",
        "<div>",
        "<div>\n\n",
        "<table><tr><td>",
        "<li>\n",
        "<details>\n\nx\n\n</details>\n\n",
        "<font color=x><p>",
        "<script>",
        "</script>",
        "<svg><p>",
        "<a b c d e f g h ",
        "&",
        "&amp;",
        "&#x0;",
        "> ",
        ">",
        "- ",
        "1. ",
        "* - + ",
        "[a](",
        "[a](<b",
        "[a]: b\n",
        "[a][",
        "[[[a]]]",
        "![a](b \"",
        "[^a]",
        "[^a]: ",
        "[^a]: [^a]\n\n",
        "[^",
        "|",
        "| a ",
        "|-|\n",
        "a | b\n",
        "$",
        "$a$1",
        "$$",
        "${",
        "~",
        "~~a",
        "http://",
        "https://a.b/c)",
        "https://a.b/_c_*d*",
        "www.",
        "www.a_b.",
        "a@b.",
        "@",
        "a@b.c:",
        "mailto:",
        "TK",
        "TK ",
        "# a\n",
        "# a {#a .b}\n",
        "## x {",
        "a\n=\n",
        "```a\n",
        "```rust\nfn x() {\n```\n",
        "    a\n\n",
        "a\n: b\n",
        ":",
        "a  \n",
        "\\",
        "\\\n",
        "\u{0}",
        "\r",
        "\r\n",
        "\t",
        "中",
        "中\n",
        "\u{301}",
        "\u{202e}",
        "<h2 id=a>",
        "<a id=a>",
        "<img src=a>",
        "[x](#a)\n# a\n",
        "https://youtu.be/a\n",
        "![a](b)\n",
    ];
    let mut all: Vec<String> = units.iter().map(|unit| fill(unit)).collect();
    let half = bytes / 2;
    for (open, close) in [
        ("[", "](a)"),
        ("<div>", "</div>"),
        ("*", "*"),
        ("(", ")"),
        ("> ", "\n"),
        ("<b><i>", "</b></i>"),
        ("{", "}"),
    ] {
        all.push(open.repeat(half / open.len()) + "x" + &close.repeat(half / close.len()));
    }
    // A stair of quotes, and of lists.
    let steps = bytes.isqrt();
    all.push((0..steps).map(|step| format!("{}a\n\n", "> ".repeat(step / 2))).collect::<Vec<_>>().concat());
    all.push((0..steps).map(|step| format!("{}- a\n", "  ".repeat(step / 2))).collect::<Vec<_>>().concat());
    // Many attributes; many rows of a wide table; many headings with one name; formatting that is never closed.
    all.push(format!("<b {}>x</b>", (0..bytes / 8).map(|n| format!("a{n}=x ")).collect::<Vec<_>>().concat()));
    all.push(format!("|{}\n|{}\n{}", "a|".repeat(steps), "-|".repeat(steps), "|b\n".repeat(steps)));
    all.push(
        (0..256).map(|n| format!("<font color={n}><b title={n}>")).collect::<Vec<_>>().concat()
            + &fill("<p>"),
    );
    all.push(fill("# same\n\n") + &fill("[x](#same)\n"));
    all
}

#[test]
fn traps_do_not_catch() {
    // 64 KB a trap: what is quadratic would make this test take minutes.
    for text in traps(1 << 16) {
        let rendered = render(&text, &Options::default());
        check(&text, &rendered);
        let html = rendered.html();
        // A reference to a footnote, with its number and its arrow back, is the longest thing that a few bytes can
        // make; the empty cells of a table are capped by the parser at a quarter of a million.
        assert!(
            html.len() < 256 * text.len() + (4 << 20),
            "{} from {:?}",
            html.len(),
            &text.chars().take(40).collect::<String>()
        );
    }
}

/// What holds for every text.
fn check(text: &str, rendered: &Rendered) {
    let mut end = 0;
    let mut line = 1;
    for block in &rendered.blocks {
        assert!(
            block.range.start >= end && block.range.end >= block.range.start,
            "{:?} {text:?}",
            block.range
        );
        assert!(
            text.is_char_boundary(block.range.start) && text.is_char_boundary(block.range.end),
            "{text:?}"
        );
        assert!(block.first_line >= line && block.last_line >= block.first_line, "{text:?}");
        end = block.range.end;
        line = block.last_line;
    }
    assert!(end <= text.len());
    let reading = read(text);
    assert_eq!(reading.outline, rendered.outline);
    assert_eq!(reading.links, rendered.links);
    assert_eq!(reading.media, rendered.media);
    assert_eq!(reading.text, rendered.text);
    assert_eq!(reading.counts, rendered.counts);
    let mut ids: Vec<&str> = rendered.outline.iter().map(|heading| heading.id.as_str()).collect();
    ids.sort_unstable();
    assert!(ids.windows(2).all(|pair| pair[0] != pair[1]), "{text:?}");
    let ranges = rendered.problems.iter().map(|problem| &problem.range);
    let ranges = ranges.chain(rendered.links.iter().map(|link| &link.range));
    for range in ranges.chain(rendered.media.iter().map(|medium| &medium.range)) {
        assert!(text.get(range.clone()).is_some(), "{range:?} {text:?}");
    }
}

/// A small generator with a fixed seed (`SplitMix64`).
struct Random(u64);

impl Random {
    fn next(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % below.max(1) as u64) as usize
    }
}

/// Up to `most` bytes from a text, cut at characters.
fn slice<'t>(random: &mut Random, text: &'t str, most: usize) -> &'t str {
    let mut start = random.next(text.len());
    let mut end = (start + random.next(most)).min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    while !text.is_char_boundary(end) {
        end += 1;
    }
    &text[start..end]
}

#[test]
fn random_texts_stay_safe_and_consistent() {
    let corpus = corpus();
    let joints = [
        "", " ", "\n", "\n\n", "\n> ", "\n- ", "\n    ", "*", "[", "](", "<b>", "</div>", "`", "$", "|",
        "\u{0}", "\r\n", "中", "\u{301}",
    ];
    // `GALLEY_FUZZ_SEED` and `GALLEY_FUZZ_ROUNDS` make it another and a longer run.
    let number = |name: &str| std::env::var(name).ok().and_then(|value| value.parse().ok());
    let mut random = Random(number("GALLEY_FUZZ_SEED").unwrap_or(2026));
    for round in 0..number("GALLEY_FUZZ_ROUNDS").unwrap_or(4_000) {
        let mut text = String::new();
        for _ in 0..=random.next(6) {
            let from = &corpus[random.next(corpus.len())];
            if !from.is_empty() {
                text.push_str(slice(&mut random, from, 120));
            }
            text.push_str(joints[random.next(joints.len())]);
        }
        let rendered = render(&text, &Options::default());
        check(&text, &rendered);
        let faults = oracle::faults(&rendered.html());
        assert!(faults.is_empty(), "round {round}: {text:?}\nbecame {}\nwith {faults:?}", rendered.html());
        for block in rendered.blocks.iter().chain(&rendered.footnotes) {
            let cleaned = galley_markdown::Allow::house().clean(&block.html);
            assert_eq!(cleaned, block.html, "round {round}: {text:?}");
        }
        assert_eq!(render(&text, &Options::default()), rendered, "rendering twice differs");
    }
}
