//! What is known of a text besides its HTML.

use galley_markdown::{
    Allow, Counts, LinkKind, Options, ProblemKind, Role, Texts, code_stylesheet, highlight_code, read, render,
};

#[test]
fn words_are_counted_in_every_script() {
    // Text, words, of which Han or kana, characters, reading time in seconds.
    let cases = [
        ("", 0, 0, 0, 0),
        ("One two, three.", 3, 0, 13, 1),
        ("It’s 3.14 — isn't it?", 4, 0, 17, 2),
        ("well-known e-mail", 4, 0, 16, 2),
        ("数字丝绸之路", 6, 6, 6, 1),
        ("数字丝绸之路，5G 基站。", 9, 8, 12, 2),
        ("データ共有はひらがな", 10, 10, 10, 2),
        ("Tokyo（東京）の夜", 5, 4, 11, 1),
        ("طريق الحرير الرقمي", 3, 0, 16, 1),
        ("디지털 실크로드 건설", 3, 0, 9, 1),
        ("Übergröße naïve café", 3, 0, 18, 1),
        ("ภาษาไทย", 2, 0, 7, 1),
        ("नमस्ते दुनिया", 2, 0, 12, 1),
    ];
    for (text, words, cjk, characters, reading_time_s) in cases {
        let spaces = text.chars().filter(|char| char.is_whitespace()).count();
        assert_eq!(Counts::of(text), Counts { words, characters, spaces, reading_time_s, cjk }, "{text:?}");
    }
}

#[test]
fn counts_leave_out_markup_code_and_alternative_texts() {
    let reading = read(
        "# One *two*\n\nthree [four](five) ![six](seven)\n\n```\neight\n```\n\n| nine | ten |\n|-|-|\n\n<b>eleven</b>\n",
    );
    assert_eq!(reading.counts.words, 7);
    assert_eq!(reading.text, "One two\nthree four\neight\nnine\tten\neleven");
}

#[test]
fn plain_text_reads_as_the_page_does() {
    let cases = [
        ("a\nb  \nc", "a b\nc"),
        ("中文\n换行", "中文换行"),
        ("- a\n- b\n  - c", "a\nb\nc"),
        ("> quote\n\nterm\n: definition", "quote\nterm\ndefinition"),
        (
            "<p>Raw&nbsp;<em>HTML</em> &amp; more<br>line</p>\n<script>no</script>",
            "Raw\u{a0}HTML & more\nline",
        ),
        ("https://example.org/ and $x^2$ and `code`", "https://example.org/ and x^2 and code"),
        ("text[^1]\n\n[^1]: note", "text\nnote"),
    ];
    for (text, plain) in cases {
        assert_eq!(read(text).text, plain, "{text:?}");
    }
}

#[test]
fn the_outline_knows_level_text_id_and_place() {
    let text = "# A\n\n## B & *b*\n\n> ### In a quote\n\nSetext\n------\n";
    let outline = read(text).outline;
    let found: Vec<_> =
        outline.iter().map(|it| (it.level, &*it.text, &*it.id, text[it.range.clone()].trim())).collect();
    let expected = [
        (1, "A", "a", "# A"),
        (2, "B & b", "b-b", "## B & *b*"),
        (3, "In a quote", "in-a-quote", "### In a quote"),
        (2, "Setext", "setext", "Setext\n------"),
    ];
    assert_eq!(found, expected);
}

#[test]
fn links_and_pictures_are_listed_as_written() {
    let text = "[a](/x \"t\") <https://y.example> https://z.example me@x.example [r]\n\n[r]: /r\n\n\
                https://youtu.be/abc\n\n<a href=\"/raw&amp;x\">raw</a> <img src=p.png alt=A>\n\n![alt *b*](f.jpg \"cap\")\n\n![](g.jpg)![](h.jpg)\n";
    let reading = read(text);
    let links: Vec<_> = reading.links.iter().map(|link| (&*link.href, link.kind)).collect();
    let expected = [
        ("/x", LinkKind::Inline),
        ("https://y.example", LinkKind::Autolink),
        ("https://z.example", LinkKind::Bare),
        ("mailto:me@x.example", LinkKind::Email),
        ("/r", LinkKind::Reference),
        ("https://youtu.be/abc", LinkKind::Embed),
        ("/raw&x", LinkKind::RawHtml),
    ];
    assert_eq!(links, expected);
    assert_eq!(&text[reading.links[2].range.clone()], "https://z.example");
    let media: Vec<_> = reading.media.iter().map(|it| (&*it.path, &*it.alt, &*it.title, it.role)).collect();
    let expected = [
        ("p.png", "A", "", Role::RawHtml),
        ("f.jpg", "alt b", "cap", Role::Figure),
        ("g.jpg", "", "", Role::Gallery),
        ("h.jpg", "", "", Role::Gallery),
    ];
    assert_eq!(media, expected);
    assert_eq!(&text[reading.media[1].range.clone()], "![alt *b*](f.jpg \"cap\")");
}

#[test]
fn problems_are_found_where_they_stand() {
    let text = "# A\n\n### C TK\n\n[](x) ![](y) [z](#nowhere) ATK `TK` [^no]\n\n中文 ![](z)\n";
    let problems = read(text).problems;
    let found: Vec<_> = problems.iter().map(|it| (it.kind.clone(), text[it.range.clone()].trim())).collect();
    let expected = [
        (ProblemKind::HeadingSkip { from: 1, to: 3 }, "### C TK"),
        (ProblemKind::Placeholder, "TK"),
        (ProblemKind::EmptyLinkText { href: "x".into() }, "[](x)"),
        (ProblemKind::MissingAlt { path: "y".into() }, "![](y)"),
        (ProblemKind::BrokenLink { href: "#nowhere".into() }, "[z](#nowhere)"),
        (ProblemKind::UndefinedFootnote { name: "no".into() }, "[^no]"),
        (ProblemKind::MissingAlt { path: "z".into() }, "![](z)"),
    ];
    assert_eq!(found, expected);
}

#[test]
fn blocks_carry_their_place() {
    let text = "# A\r\n\r\nb\r\nc\r\n\r\n- d\r\n\r\n  e\r\n\r\n\r\n中文[^1]\r\n\r\n[^1]: f\r\n";
    let rendered = render(text, &Options::default());
    let found: Vec<_> =
        rendered.blocks.iter().map(|it| (it.first_line, it.last_line, &text[it.range.clone()])).collect();
    let expected = [(1, 1, "# A"), (3, 4, "b\r\nc"), (6, 8, "- d\r\n\r\n  e"), (11, 11, "中文[^1]")];
    assert_eq!(found, expected);
    let notes = rendered.footnotes.expect("there is a footnote");
    assert_eq!((notes.first_line, text[notes.range].trim_end()), (13, "[^1]: f"));
}

#[test]
fn raw_html_that_spans_blocks_joins_them() {
    let text =
        "before\n\n<details>\n<summary>s</summary>\n\n*in*\n\n<div>\n\nunclosed\n\n</details>\n\nafter\n";
    let rendered = render(text, &Options::default());
    let lines: Vec<_> = rendered.blocks.iter().map(|block| (block.first_line, block.last_line)).collect();
    assert_eq!(lines, [(1, 1), (3, 12), (14, 14)]);
    assert!(rendered.blocks[1].html.contains("<p><em>in</em></p>"), "{}", rendered.blocks[1].html);
    assert!(rendered.blocks[1].html.trim_end().ends_with("</div></details>"), "{}", rendered.blocks[1].html);
}

#[test]
fn a_changed_block_leaves_the_others_as_they_are() {
    let before = render("one[^a]\n\n# H\n\ntwo\n\n[^a]: n\n", &Options::default());
    let after = render("one[^a]\n\n# H\n\ntwo *changed*\n\n[^a]: n\n", &Options::default());
    let same = before.blocks.iter().zip(&after.blocks).filter(|(before, after)| before.html == after.html);
    assert_eq!(same.count(), 2);
}

#[test]
fn options_are_followed() {
    let chinese = Options {
        texts: &Texts::CHINESE,
        heading_shift: 1,
        id_prefix: "a1-",
        lazy_pictures: false,
        highlight: false,
        ..Options::default()
    };
    let text = "# H\n\n###### S\n\n> [!TIP]\n> t[^1]\n\n- [x] d\n\n![a](b)\n\n[u](#h)\n\n```rust\nfn\n```\n\nhttps://youtu.be/a\n\n[^1]: n\n";
    let rendered = render(text, &chinese);
    let html = rendered.html();
    for part in [
        "<h2 id=\"a1-h\">H</h2>",
        "<h6 id=\"a1-s\">",
        ">提示</p>",
        "aria-label=\"已完成\"",
        "<img src=\"b\" alt=\"a\">",
        "href=\"#a1-h\"",
        "<code class=\"language-rust\">fn\n</code>",
        ">在 YouTube 上观看<",
        "id=\"a1-fnref:1\"",
        "href=\"#a1-fn:1\"",
        "<li id=\"a1-fn:1\">",
        "aria-label=\"返回正文\"",
    ] {
        assert!(html.contains(part), "{part} is not in\n{html}");
    }
    assert_eq!(rendered.outline[0].id, "a1-h");
}

#[test]
fn footnotes_have_names_without_a_colon_where_a_server_knows_none() {
    // Raw HTML beside it has the sanitiser look at all of it.
    let text = "A[^x] <kbd>b</kbd>[^x].\n\n[^x]: Said <kbd>c</kbd>.\n";
    let html = render(text, &Options { note_sign: '-', ..Options::default() }).html();
    for part in [
        "<a href=\"#fn-1\" id=\"fnref-1\"",
        "id=\"fnref-1-2\"",
        "<li id=\"fn-1\">",
        "href=\"#fnref-1\"",
        "href=\"#fnref-1-2\"",
    ] {
        assert!(html.contains(part), "{part} is not in\n{html}");
    }
    assert!(!html.contains("fn:") && !html.contains("fnref:"), "{html}");
}

#[test]
fn code_gets_its_colours() {
    let languages = [
        "rust",
        "js",
        "javascript",
        "ts",
        "typescript",
        "tsx",
        "jsx",
        "json",
        "toml",
        "yaml",
        "yml",
        "html",
        "css",
        "scss",
        "bash",
        "sh",
        "shell",
        "console",
        "sql",
        "python",
        "py",
        "go",
        "java",
        "kotlin",
        "swift",
        "c",
        "cpp",
        "c++",
        "c#",
        "csharp",
        "php",
        "ruby",
        "rb",
        "lua",
        "r",
        "diff",
        "dockerfile",
        "ini",
        "xml",
        "markdown",
        "md",
        "graphql",
        "nginx",
        "vue",
        "svelte",
        "makefile",
        "latex",
        "powershell",
        "RUST",
    ];
    let missing: Vec<_> = languages.into_iter().filter(|it| highlight_code(it, "x\n").is_none()).collect();
    assert_eq!(missing, ["powershell"], "grammars that the collection does not have");
    assert_eq!(highlight_code("no-such-language", "x"), None);
    assert_eq!(highlight_code("rust", &"x".repeat(20_000)), None);
    assert_eq!(highlight_code("json", "1").as_deref(), Some("<span class=\"hl-n\">1</span>"));
    for class in ["k", "s", "e", "n", "c", "f", "t", "g", "a", "i", "d"] {
        assert!(code_stylesheet().matches(&format!(".hl-{class} ")).count() == 2, "{class}");
    }
}

#[test]
fn the_allow_list_cleans_foreign_html() {
    let html = Allow::house().clean("<p onclick=x>a<script>b</script><a href='javascript:c'>d</a></p>");
    assert_eq!(html, "<p>a<a>d</a></p>");
}

#[test]
fn what_scrolls_can_be_reached_by_keyboard_where_that_is_asked_for() {
    let source =
        "| a |\n|---|\n| <b>c</b> |\n\n```\nlet x;\n```\n\n<div role=\"region\" tabindex=\"3\">d</div>\n";
    let render = |scrolls| {
        let options = Options { scrolls, texts: &Texts::CHINESE, ..Options::default() };
        let rendered = galley_markdown::render(source, &options);
        rendered.blocks.into_iter().map(|block| block.html).collect::<String>()
    };
    let html = render(true);
    // The table has raw HTML in it, so it went through the gate.
    assert!(
        html.contains("<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"表格\"><table>"),
        "{html}"
    );
    assert!(html.contains("<pre tabindex=\"0\" role=\"group\" aria-label=\"代码\"><code>"), "{html}");
    assert!(!html.contains("tabindex=\"3\""), "{html}");
    assert!(!render(false).contains("tabindex"));
}
