//! The live preview: what is shown is what would be exported, and patches add up to it.

use std::fs;

use galley_desk::article::Typed;
use galley_desk::domain::ArticleId;
use galley_desk::import::From;
use galley_desk::preview::Previews;
use galley_desk::wire::{ChangeTag, PreviewPage, PreviewPatch};
use galley_desk::{Cancel, DeskError};
use proptest::prelude::*;

use crate::support::Room;

/// A PNG of one pixel.
const PNG: &[u8] = include_bytes!("../../../../../icons/32x32.png");

/// What a frame does with a page and its patches.
struct Frame {
    number: u64,
    page: String,
    blocks: Vec<String>,
}

impl Frame {
    fn new(page: PreviewPage) -> Self {
        let mut frame = Self { number: 0, page: String::new(), blocks: Vec::new() };
        frame.take(page.patch);
        frame
    }

    fn take(&mut self, patch: PreviewPatch) {
        let del = patch.del.unwrap_or(self.blocks.len());
        self.blocks.splice(patch.from..patch.from + del, patch.ins);
        self.number = patch.number;
        assert_eq!(patch.lines.len(), self.blocks.len());
        assert!(patch.lines.is_sorted() && patch.lines.last().is_none_or(|last| *last < patch.end as u32));
        if let Some(page) = patch.page {
            self.page = page;
        }
    }

    /// The page with its blocks in it.
    fn whole(&self) -> String {
        self.page.replacen("\n</div>", &format!("\n{}</div>", self.blocks.concat()), 1)
    }
}

fn typed(body: &str) -> Typed<'_> {
    Typed { headline: "Ships", lead: "A lead.", body }
}

fn page(previews: &Previews, room: &Room, id: ArticleId, typed: Typed<'_>) -> Result<PreviewPage, DeskError> {
    previews.page(previews.read(&room.desk, id)?, typed)
}

fn refresh(
    previews: &Previews,
    room: &Room,
    id: ArticleId,
    typed: Typed<'_>,
    since: u64,
) -> Result<PreviewPatch, DeskError> {
    previews.refresh(previews.read(&room.desk, id)?, typed, since)
}

/// What stands in `<article>`: the whole story, its body included.
fn story(page: &str) -> &str {
    &page[page.find("<article").expect("one")..page.find("<footer class=\"story-foot").expect("one")]
}

/// A library with a picture, a link between articles and a note, everything released.
fn room() -> (Room, ArticleId) {
    let mut room = Room::new();
    let folder = tempfile::tempdir().expect("a temporary folder");
    let ships = "---\ntitle: Ships\ndescription: A lead.\ndate: 2023-10-19\ncover: ship.png\ntags: [sea]\n---\n\
                 See [cables](cables.md) and ![a ship](ship.png).[^1]\n\n## Harbour\n\n- one\n- two\n\n[^1]: A note.\n";
    let cables = "---\ntitle: Cables\ndate: 2023-10-18\n---\nUnder the sea.\n";
    fs::write(folder.path().join("ships.md"), ships).expect("written");
    fs::write(folder.path().join("cables.md"), cables).expect("written");
    fs::write(folder.path().join("ship.png"), PNG).expect("written");
    room.desk.import(folder.path(), From::Auto, &mut |_| {}).expect("imported");
    let id = room.desk.find_article("ships").expect("imported");
    (room, id)
}

#[test]
fn the_preview_is_the_page_that_the_export_writes() {
    let (room, id) = room();
    let content = room.content(id);
    let typed = Typed { headline: &content.headline, lead: &content.lead, body: &content.body };
    let shown = page(&Previews::default(), &room, id, typed).expect("shown");

    let out = room.folder.path().join("site");
    room.desk.export_site(&out, None, &|_| {}, &Cancel::default()).expect("exported");
    let exported = fs::read_to_string(out.join("ships/index.html")).expect("exported");
    let frame = Frame::new(shown.clone());
    assert_eq!(story(&frame.whole()), story(&exported));
    assert!(exported.contains("href=\"/cables/\""), "{exported}");

    for sheet in &shown.sheets {
        assert!(frame.page.contains(&format!("href=\"{}\"", sheet.href)), "{}", sheet.href);
        let file = fs::read_to_string(out.join(sheet.href.trim_start_matches('/'))).expect("exported");
        assert_eq!(file, sheet.css);
    }
    let [picture] = shown.patch.pictures.as_slice() else { panic!("{:?}", shown.patch.pictures) };
    assert!(frame.whole().contains(&format!("src=\"{}\"", picture.src)));
    let (media_type, bytes) = room.desk.picture_bytes(&picture.hash).expect("there");
    assert_eq!((media_type, picture.media_type), ("image/png", "image/png"));
    assert_eq!(bytes, PNG);
}

#[test]
fn a_key_sends_the_block_that_it_was_typed_into() {
    let (room, id) = room();
    let previews = Previews::default();
    let text = "One.\n\nTwo.\n\nThree.\n\nFour.\n";
    let first = page(&previews, &room, id, typed(text)).expect("shown").patch;
    assert_eq!((first.lines, first.end), (vec![1, 3, 5, 7], 9));

    let patch =
        |text: &str, since| previews.patch(id, typed(text), since).expect("it renders").expect("shown");
    let next = patch("One.\n\nTwo!\n\nThree.\n\nFour.\n", first.number);
    assert_eq!((next.from, next.del, next.ins.len(), &next.page), (1, Some(1), 1, &None));
    let same = patch("One.\n\nTwo!\n\nThree.\n\nFour.\n", next.number);
    assert_eq!((same.del, same.ins.len(), &same.page), (Some(0), 0, &None));
    let moved = patch("\n\nOne.\n\nTwo!\n\nThree.\n\nFour.\n", same.number);
    assert_eq!((moved.del, moved.ins.len()), (Some(0), 0));
    assert_eq!(moved.lines, [3, 5, 7, 9]);

    // A frame that lost a patch gets everything.
    let lost = patch("One.\n", same.number);
    assert_eq!((lost.del, lost.ins.len(), lost.page.is_some()), (None, 1, true));
}

#[test]
fn a_headline_changes_the_page_around() {
    let (room, id) = room();
    let previews = Previews::default();
    let mut frame = Frame::new(page(&previews, &room, id, typed("Text.\n")).expect("shown"));
    let other = Typed { headline: "Boats", ..typed("Text.\n") };
    let patch = previews.patch(id, other, frame.number).expect("it renders").expect("shown");
    assert!(patch.page.as_ref().is_some_and(|page| page.contains("<h1>Boats</h1>")));
    frame.take(patch);
    assert_eq!(frame.blocks.len(), 1);
}

#[test]
fn another_article_is_not_patched_into_this_one() {
    let (mut room, id) = room();
    let other = room.article("Other");
    let previews = Previews::default();
    let first = page(&previews, &room, id, typed("One.\n")).expect("shown").patch;
    assert_eq!(previews.patch(other, typed("One.\n"), first.number).expect("it renders"), None);
    let patch = refresh(&previews, &room, other, typed("One.\n"), first.number).expect("shown");
    assert_eq!((patch.del, patch.page.is_some()), (None, true));
}

#[test]
fn what_changes_in_the_library_comes_with_the_next_refresh() {
    let (mut room, id) = room();
    let previews = Previews::default();
    let text = "See [boats](boats.md).\n\nMore.\n";
    let mut frame = Frame::new(page(&previews, &room, id, typed(text)).expect("shown"));
    assert!(!frame.whole().contains("href=\"/boats/\""));

    let boats = room.article("Boats");
    room.desk.release(&[boats], None).expect("released");
    room.write(id, text);
    room.set(id, "tags", "harbour");
    let patch = refresh(&previews, &room, id, typed(text), frame.number).expect("shown");
    assert_eq!((patch.del, patch.ins.len()), (Some(1), 1), "the rest of the body stays in place");
    frame.take(patch);
    assert!(frame.whole().contains("href=\"/boats/\""), "{}", frame.whole());
    assert!(frame.page.contains(">harbour</a>"), "{}", frame.page);
}

#[test]
fn a_save_says_whether_the_page_has_to_be_read_anew() {
    let (mut room, id) = room();
    let boats = room.article("Boats");
    room.desk.release(&[boats], None).expect("released");
    let picture = room.desk.add_picture(PNG, "another.png").expect("it is one").output;
    let mut save = |headline: &str, body: &str| {
        let base = room.desk.article(id).expect("there").version;
        let typed = Typed { headline, lead: "A lead.", body };
        let changes = room.desk.save_typed(id, base, typed).expect("saved").changes;
        changes.tags.contains(&ChangeTag::References)
    };
    let text = "See [cables](cables.md) and ![a ship](ship.png).";
    save("Ships", text);
    assert!(!save("Ships at sea", &format!("{text} More.")), "words, under an address that stays");
    assert!(!save("Ships at sea", &format!("{text} [Elsewhere](https://example.org/).")));
    assert!(save("Ships at sea", &format!("{text} [Boats](boats.md).")), "a link that is new");
    assert!(save("Ships at sea", text), "and gone");
    assert!(save("Ships at sea", &format!("{text} ![Another]({})", picture.path)), "a picture");
    let undone = room.desk.undo().expect("a step").changes;
    assert!(undone.tags.contains(&ChangeTag::References), "what was not typed here is read, too");
}

#[test]
fn a_text_that_no_article_may_have_is_refused() {
    let (room, id) = room();
    let long = "x".repeat(1_001);
    let error = page(&Previews::default(), &room, id, Typed { headline: &long, ..typed("") });
    assert!(error.expect_err("too long").to_string().contains("1000 is the most"));
}

#[test]
fn only_pictures_are_handed_out() {
    let (room, _) = room();
    for hash in ["", "../../etc/passwd", "ABCDEF", &"0".repeat(64)] {
        assert!(room.desk.picture_bytes(hash).is_err(), "{hash}");
    }
}

/// What is written to get out of the frame: none of it may come through as markup that acts.
const ATTACKS: [&str; 24] = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "![x](javascript:alert(1))",
    "<iframe src=https://example.org srcdoc='<script>parent.x()</script>'></iframe>",
    "<a href=\"javascript:parent.x()\" target=_parent>x</a>",
    "<form action=https://example.org><button formaction=javascript:alert(1)>x</button></form>",
    "<object data=x></object><embed src=x>",
    "<base href=https://example.org><link rel=stylesheet href=//example.org/x.css>",
    "<meta http-equiv=refresh content='0;url=https://example.org'>",
    "<style>@import url(//example.org/x)</style>",
    "<p style=\"background:url(https://example.org/x)\">x</p>",
    "</div></article></body><script>alert(1)</script>",
    "<template><script>alert(1)</script></template>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<details open ontoggle=alert(1)>x</details>",
    "<video src=x onerror=alert(1)></video>",
    "<a href=\"x\" ping=https://example.org onclick=alert(1)>x</a>",
    "<div data-galley-body>x</div>",
    "`</div><script>alert(1)</script>`",
];

#[test]
fn nothing_that_acts_comes_through() {
    let (room, id) = room();
    let previews = Previews::default();
    // The theme draws a picture itself: the glass of its search field.
    let harmless = Typed { headline: "A", lead: "b", body: "c" };
    let harmless = Frame::new(page(&previews, &room, id, harmless).expect("shown")).whole().to_lowercase();
    for attack in ATTACKS {
        for body in [attack.to_owned(), format!("- {attack}\n"), format!("text[^1]\n\n[^1]: {attack}\n")] {
            let typed = Typed { headline: attack, lead: attack, body: &body };
            let frame = Frame::new(page(&previews, &room, id, typed).expect("shown"));
            let page = frame.whole().to_lowercase();
            let tags: Vec<&str> = page.split('<').skip(1).filter_map(|tag| tag.split('>').next()).collect();
            for tag in tags {
                let name = tag.split([' ', '/', '\n']).next().unwrap_or_default();
                let acting = [
                    "script", "iframe", "object", "embed", "base", "style", "template", "svg", "math",
                    "noscript",
                ];
                let of_the_theme = name == "svg" && harmless.contains(&format!("<{tag}>"));
                assert!(of_the_theme || !acting.contains(&name), "{attack}: <{tag}>");
                let acts =
                    [" on", "javascript:", "srcdoc", "formaction", " ping", " style=", "target=", "refresh"];
                assert!(!acts.iter().any(|act| attribute(tag, act)), "{attack}: <{tag}>");
            }
            assert_eq!(page.matches("data-galley-body").count() - attack_text(&page), 1, "{attack}");
        }
    }
}

/// Whether a tag has this outside the quotes of an attribute's value, or as the beginning of an address.
fn attribute(tag: &str, act: &str) -> bool {
    let outside: String = tag.split('"').step_by(2).collect::<Vec<_>>().join("\"");
    let addresses = tag.split('"').collect::<Vec<_>>();
    let leads = addresses.windows(2).any(|pair| {
        (pair[0].ends_with("href=") || pair[0].ends_with("src=")) && pair[1].trim_start().starts_with(act)
    });
    leads || outside.contains(act)
}

#[test]
fn the_test_for_acting_markup_can_fail() {
    let acting = [
        ("img src=x onerror=alert(1)", " on"),
        ("a href=\"javascript:x()\"", "javascript:"),
        ("p class=\"a\" style=\"x\"", " style="),
    ];
    assert!(acting.iter().all(|(tag, act)| attribute(tag, act)));
    assert!(!attribute("a title=\" onclick=x\" href=\"/x/\"", " on"), "in a value it is text");
}

#[test]
fn what_is_in_the_trash_can_be_read() {
    let (mut room, id) = room();
    room.desk.trash(&[id]).expect("trashed");
    let shown = page(&Previews::default(), &room, id, typed("Text.\n")).expect("shown");
    assert_eq!(shown.patch.ins, ["<p>Text.</p>\n"]);
}

/// How often the marker stands in the page as text.
fn attack_text(page: &str) -> usize {
    page.matches("&lt;div data-galley-body").count()
}

fn piece() -> impl Strategy<Value = String> {
    let pieces = [
        "A paragraph.",
        "Another one, with *emphasis*.",
        "# Heading",
        "## Heading",
        "- item\n- item",
        "> quote",
        "```rust\nlet x = 1;\n```",
        "| a | b |\n| - | - |\n| 1 | 2 |",
        "text[^1]",
        "[^1]: note",
        "text[^b]",
        "[^b]: other\n\n    more",
        "![a ship](ship.png)",
        "[ref]: https://example.org",
        "see [ref]",
        "<details>\n\n<summary>x</summary>",
        "</details>",
        "***",
        "",
        "    code",
        "1. one",
        "中文。",
        "\u{1}x",
        "$$x$$",
    ];
    prop::sample::select(pieces.to_vec()).prop_map(str::to_owned)
}

fn text() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(piece(), 0..14)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn patches_add_up_to_the_page(
        start in text(),
        edits in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..3, prop::collection::vec(piece(), 0..3)), 1..8),
    ) {
        let (room, id) = room();
        let previews = Previews::default();
        let mut parts = start;
        let mut frame = Frame::new(page(&previews, &room, id, typed(&parts.join("\n\n"))).expect("shown"));
        for (at, del, ins) in edits {
            let at = at.index(parts.len() + 1);
            let end = (at + del).min(parts.len());
            parts.splice(at..end, ins);
            let body = parts.join("\n\n");
            frame.take(previews.patch(id, typed(&body), frame.number).expect("it renders").expect("shown"));
            let anew = Frame::new(page(&Previews::default(), &room, id, typed(&body)).expect("shown"));
            prop_assert_eq!(&frame.blocks, &anew.blocks);
            prop_assert_eq!(&frame.page, &anew.page);
        }
    }
}
