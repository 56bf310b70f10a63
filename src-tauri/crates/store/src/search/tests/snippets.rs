//! What is shown of a hit.

use super::*;

/// The marked parts of a snippet, one after the other.
fn marked(catalogue: &Catalogue, query: &str) -> Vec<String> {
    let hits = catalogue.hits(query, &Among::all());
    let snippet = &hits.first().unwrap_or_else(|| panic!("{query} is found")).snippet;
    snippet.marks.iter().map(|mark| snippet.text[mark.clone()].to_owned()).collect()
}

#[test]
fn marks_stand_on_the_original_text_in_every_script() {
    #[rustfmt::skip]
    let cases: &[(&str, &str, &[&str])] = &[
        ("The Harbour was closed.", "harb", &["Harbour"]),
        ("Die Größe der Groß-Stadt", "gross", &["Größe", "Groß"]),
        ("cafe\u{301} Café CAFE", "cafe", &["cafe\u{301}", "Café", "CAFE"]),
        ("İstanbul", "istanbul", &["İstanbul"]),
        ("北京市政府发布人工智能新规", "人工智能", &["人工智能"]),
        ("北京市政府，北京", "北京", &["北京", "北京"]),
        ("東京でｶﾞｲﾄﾞを", "ガイド", &["ｶﾞｲﾄﾞ"]),
        ("대한민국은", "민국", &["민국"]),
        ("أعلنت الصين عن", "صين", &["الصين"]),
        ("مُحَمَّدٌ رسول", "محمد", &["مُحَمَّدٌ"]),
        ("สวัสดีครับ", "สวัส", &["สวัส"]),
        ("the Prime  Minister said", "\"prime minister\"", &["Prime Minister"]),
        ("covid-19 and e-mail", "covid-19 e-mail", &["covid-19", "e-mail"]),
        ("editors and editor", "editor", &["editors", "editor"]),
    ];
    for (text, query, expected) in cases {
        assert_eq!(marked(&Catalogue::of(&[text]), query), *expected, "{query:?} in {text:?}");
    }
}

#[test]
fn headline_marks_are_bytes_of_the_headline() {
    let mut catalogue = Catalogue::new();
    catalogue.put(1, headline("Größe: 北京市 北京", "nothing"));
    let hits = catalogue.hits("北京", &Among::all());
    let headline = &catalogue.documents[&1].headline;
    let marked: Vec<&str> = hits[0].headline.iter().map(|mark| &headline[mark.clone()]).collect();
    assert_eq!(marked, ["北京", "北京"]);
}

#[test]
fn a_snippet_is_cut_around_the_densest_place() {
    let text =
        format!("harbour {} the harbour of the closed city {}", "word ".repeat(200), "more ".repeat(200));
    let catalogue = Catalogue::of(&[&text]);
    let snippet = &catalogue.hits("harbour closed", &Among::all())[0].snippet;
    assert!(snippet.text.starts_with('…') && snippet.text.ends_with('…'), "{snippet:?}");
    assert!(snippet.text.contains("the harbour of the closed city"), "{snippet:?}");
    assert!(snippet.text.chars().count() <= 165, "{snippet:?}");
    assert_eq!(snippet.marks.len(), 2);
}

#[test]
fn a_snippet_is_one_line() {
    let snippet =
        &Catalogue::of(&["one\n\n  harbour\u{0}\ttwo  \n"]).hits("harbour", &Among::all())[0].snippet;
    assert_eq!(
        (snippet.text.as_str(), snippet.marks.as_slice()),
        ("one harbour two", std::slice::from_ref(&(4..11)))
    );
}

#[test]
fn without_a_word_in_the_text_the_lead_is_shown() {
    let mut catalogue = Catalogue::new();
    catalogue.put(1, Document { lead: "Ships wait.".into(), ..headline("Harbour", "Nobody was hurt.") });
    catalogue.put(2, headline("Harbour", "Nobody was hurt."));
    let hits = catalogue.hits("harbour", &Among::all());
    let texts: Vec<&str> = hits.iter().map(|hit| hit.snippet.text.as_str()).collect();
    assert_eq!(texts, ["Nobody was hurt.", "Ships wait."]);
    assert!(hits.iter().all(|hit| hit.snippet.marks.is_empty()));
}

/// Marks are always within the snippet, in order, and on whole characters.
#[test]
fn marks_are_valid_for_any_text_and_query() {
    const PARTS: &[&str] = &[
        "harbour ",
        "Größe ",
        "北京",
        "人工智能",
        "。",
        "ｶﾞ",
        "مُحَمَّد ",
        "الصين ",
        "👩‍👩‍👧 ",
        "e\u{301} ",
        "\n\n",
        "สวัสดี",
        "3.5 ",
        "…",
        "\u{0}",
        "한국 ",
    ];
    let mut dice = Dice(11);
    for _ in 0..400 {
        let text: String = (0..dice.below(300)).map(|_| PARTS[dice.below(PARTS.len())]).collect();
        let query: String = (0..=dice.below(3)).map(|_| PARTS[dice.below(PARTS.len())]).collect();
        for hit in Catalogue::of(&[&text]).hits(&query, &Among::all()) {
            let mut end = 0;
            for mark in &hit.snippet.marks {
                assert!(
                    mark.start >= end && mark.start < mark.end,
                    "{query:?} in {text:?}: {:?}",
                    hit.snippet
                );
                assert!(
                    hit.snippet.text.get(mark.clone()).is_some(),
                    "{query:?} in {text:?}: {:?}",
                    hit.snippet
                );
                end = mark.end;
            }
        }
    }
}
