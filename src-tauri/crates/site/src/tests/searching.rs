//! Search as a reader's browser does it: the script itself, run by node, on the files of the site.

use std::path::Path;
use std::process::Command;

use galley_tokens::pieces::{Kind, each_piece};
use serde_json::{Value, json};

use super::{Place, tree};
use crate::Theme;
use crate::search::SCRIPT;

/// Runs the script with some lines behind it; what they leave in `answer` comes back.
fn run(lines: &str, given: &Value) -> Value {
    let code = format!(
        "{SCRIPT}\nimport {{ readFile }} from 'node:fs/promises';\nconst given = {given};\nlet answer;\n{lines}\nconsole.log(JSON.stringify(answer));"
    );
    let file = tempfile::Builder::new().suffix(".mjs").tempfile().expect("a file");
    std::fs::write(file.path(), code).expect("written");
    let output =
        Command::new("node").arg(file.path()).output().expect("node is there: it builds the window's page");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// What is found: for each query the headlines, the best first, and how many files were read for it.
fn found(index: &Path, queries: &[&str]) -> Vec<(Vec<String>, u64)> {
    let lines = "
        answer = [];
        for (const query of given.queries) {
          let files = 0;
          const fetch = async (url) => {
            files += 1;
            const bytes = await readFile(url);
            return { ok: true, json: () => JSON.parse(bytes), arrayBuffer: () => new Uint8Array(bytes).buffer };
          };
          const found = search(opened(given.index, fetch), query);
          const headlines = [];
          while (!found.done) headlines.push(...(await found.more()).map((record) => record[2]));
          if (headlines.length !== found.count) throw new Error(query);
          answer.push([headlines, files]);
        }";
    let given = json!({ "queries": queries, "index": format!("file://{}/", index.display()) });
    serde_json::from_value(run(lines, &given)).expect("a list")
}

fn headlines(index: &Path, query: &str) -> Vec<String> {
    found(index, &[query]).remove(0).0
}

#[test]
fn words_are_found_as_readers_type_them() {
    let place = Place::new();
    place.export("site");
    let index = place.out("site").join("search");
    let first = "Ten Years of Cable: How a Coast Came Online";
    for query in
        ["coast cable", "COAST online", "\"ten years of cable\"", "coâst cablé ten", "coast came onl"]
    {
        assert!(headlines(&index, query).contains(&first.to_owned()), "{query}");
    }
    for query in ["", "  ", "-", "\"\"", "qqqqq", "coast qqqqq", "<script>alert(1)</script>qq"] {
        assert_eq!(headlines(&index, query), Vec::<String>::new(), "{query}");
    }
    let all = headlines(&index, "cable");
    assert!(all.len() > 3 && all[0].to_lowercase().contains("cable"), "headlines first: {all:?}");
    assert!(!headlines(&index, "cable -coast").contains(&first.to_owned()));
    assert!(headlines(&index, "cables").iter().any(|h| *h == first), "another form of the word");
    assert!(headlines(&index, "Lindqvist").contains(&first.to_owned()), "who wrote it");
    assert!(headlines(&index, "fibre").contains(&first.to_owned()), "what it is filed under");
}

#[test]
fn chinese_and_arabic_are_found_in_their_own_index() {
    let place = Place::new();
    place.export("site");
    let site = place.out("site");
    let chinese = headlines(&site.join("zh/search"), "光缆");
    assert!(!chinese.is_empty());
    assert_eq!(headlines(&site.join("search"), "光缆"), Vec::<String>::new(), "each language has its own");
    let arabic = "عشر سنوات من الكابلات: كيف اتصل الساحل بالعالم";
    // Without the article, with marks, with another alef.
    for query in ["كابلات", "الكابلات", "سَنوات ساحل", "إتصل"] {
        assert_eq!(headlines(&site.join("ar/search"), query), [arabic], "{query}");
    }
}

#[test]
fn a_search_reads_a_few_small_files() {
    let place = Place::new();
    place.export("site");
    let site = place.out("site");
    for (headlines, files) in found(&site.join("search"), &["cable coast", "qqqqq", "harbour"]) {
        assert!(files <= 8, "{files} files for {headlines:?}");
    }
    for (name, bytes) in tree(&site) {
        let is_of_index = name.contains("search/") && name.strip_suffix(".html").is_none();
        assert!(!is_of_index || bytes.len() < 50_000, "{name}: {} bytes", bytes.len());
    }
}

#[test]
fn what_is_switched_off_is_not_there() {
    let mut place = Place::new();
    place.export("site");
    place.sample.catalog.site.search = false;
    for theme in Theme::BUILT_IN {
        place.theme = Theme::named(theme).expect("the embedded theme works");
        place.export("site");
        for (name, bytes) in tree(&place.out("site")) {
            assert!(!name.contains("search"), "{name}");
            let is_page = name.strip_suffix(".html").is_some();
            assert!(!is_page || !String::from_utf8_lossy(&bytes).contains("role=\"search\""), "{name}");
        }
    }
}

#[test]
fn a_page_that_asks_not_to_be_found_is_not() {
    let mut place = Place::new();
    place.sample.item(20).content.body = "A hippogriff.".to_owned();
    place.export("site");
    let index = place.out("site").join("search");
    assert_eq!(headlines(&index, "hippogriff").len(), 1);
    place.sample.item(20).content.seo.noindex = true;
    place.export("site");
    assert_eq!(headlines(&index, "hippogriff").len(), 0);
}

/// A reader's browser cuts and folds as the builder does: each letter of these scripts, between two others and alone.
#[test]
fn the_script_cuts_texts_as_the_builder_does() {
    let scripts = [
        0x20..=0x2af,
        0x300..=0x52f,
        0x5b0..=0x6ff,
        0x900..=0x9ff,
        0xe01..=0xeff,
        0x1000..=0x1109,
        0x1780..=0x17e9,
        0x1e00..=0x215f,
        0x3000..=0x318e,
        0x3300..=0x33ff,
        0x4e00..=0x4e40,
        0xac00..=0xac40,
        0xf900..=0xf940,
        0xfb00..=0xfdcf,
        0xfe70..=0xffdc,
        0x20000..=0x20010,
    ];
    let letters = scripts.into_iter().flatten().filter_map(char::from_u32);
    let mut texts: Vec<String> = letters.flat_map(|c| [format!("ab{c}de 字{c} {c}")]).collect();
    let sentences = [
        "Ｆｕｌｌ ｗｉｄｔｈ, ｶﾞｷﾞ, e\u{301}lan, Straße, İstanbul, ΣΊΣΥΦΟΣ, naïve-co-operation 3.5",
        "海底光缆2026年登陆，第3条。한국어와 日本語のカタカナ、ภาษาไทย",
        "وَالكِتَابُ والـمدرسة ١٢٣ آلة إلى ۴۵",
    ];
    texts.extend(sentences.map(str::to_owned));
    texts.push("a".repeat(47) + "é字" + &"Дом".repeat(30));
    let expected: Vec<Vec<Value>> = texts
        .iter()
        .map(|text| {
            let mut pieces = Vec::new();
            each_piece(text, |piece| {
                let (sign, joined) = match piece.kind {
                    Kind::Word => (false, false),
                    Kind::Sign { joined } => (true, joined),
                };
                pieces.push(json!({ "folded": piece.folded, "sign": sign, "joined": joined }));
            });
            pieces
        })
        .collect();
    let given =
        run("answer = given.map((text) => (/\\p{Cn}/u.test(text) ? null : pieces(text)));", &json!(texts));
    // What one of the two has never heard of is left out.
    let given: Vec<Option<Vec<Value>>> = serde_json::from_value(given).expect("a list of lists");
    assert!(given.iter().flatten().count() > texts.len() * 9 / 10, "most are known to both");
    let different: Vec<_> = texts
        .iter()
        .zip(expected.iter().zip(&given))
        .filter(|(_, (a, b))| b.as_ref().is_some_and(|b| b != *a))
        .collect();
    assert!(
        different.is_empty(),
        "{} differ, first {:?}",
        different.len(),
        &different[..different.len().min(12)]
    );
}
