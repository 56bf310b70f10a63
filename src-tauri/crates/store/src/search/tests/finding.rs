//! Which query finds which text, as a table.

use super::*;

const FOUND: bool = true;
const NOT: bool = false;

#[rustfmt::skip]
const CASES: &[(&str, &str, bool)] = &[
    // English: whole words, the last one as it is typed, more than one.
    ("The harbour was closed on Monday.", "harbour", FOUND),
    ("The harbour was closed on Monday.", "HARBOUR", FOUND),
    ("The harbour was closed on Monday.", "h", FOUND),
    ("The harbour was closed on Monday.", "ha", FOUND),
    ("The harbour was closed on Monday.", "harb", FOUND),
    ("The harbour was closed on Monday.", "monday harb", FOUND),
    ("The harbour was closed on Monday.", "mo harbour", NOT),
    ("The harbour was closed on Monday.", "arbour", NOT),
    ("The harbour was closed on Monday.", "harbours closing", NOT),
    ("The harbour was closed on Monday.", "harbour opened", NOT),
    ("The harbour was closed on Monday.", "clo ", NOT),
    ("The harbour was closed on Monday.", "clo,", NOT),
    // The forms of a word that English changes most.
    ("Editors met the company.", "editor met", FOUND),
    ("An editor met the companies.", "editors company", FOUND),
    ("They published it in boxes.", "publishing", FOUND),
    ("They published it in boxes.", "publishes box", NOT),
    ("Two classes of news", "class new", FOUND),
    ("Something new", "news", NOT),
    // Accents, ligatures, other letters.
    ("Ein Café in der Größe von Åre, Łódź und Øresund", "cafe grosse are lodz oresund", FOUND),
    ("a cafe of that size", "Café", FOUND),
    ("cafe\u{301} au lait", "café", FOUND),
    ("Groß und klein", "gross", FOUND),
    ("Æther", "aether", FOUND),
    ("İstanbul ve Iğdır", "istanbul igdir", FOUND),
    ("ＡＢＣ１２３ ﬁn", "abc123 fin", FOUND),
    ("co\u{AD}operation", "cooperation", FOUND),
    ("Ёлка и йод", "елка", FOUND),
    ("Ο ΛΟΓΟΣ", "λόγος", FOUND),
    ("צָבָא", "צבא", FOUND),
    // Chinese: any two signs that follow each other, one, three and more.
    ("北京市政府发布人工智能新规", "北京", FOUND),
    ("北京市政府发布人工智能新规", "京市", FOUND),
    ("北京市政府发布人工智能新规", "智", FOUND),
    ("北京市政府发布人工智能新规", "规", FOUND),
    ("北京市政府发布人工智能新规", "人工智能", FOUND),
    ("北京市政府发布人工智能新规", "智能 政府", FOUND),
    ("北京市政府发布人工智能新规", "北京政府", NOT),
    ("北京市政府发布人工智能新规", "上海", NOT),
    ("人工呼吸，工智大学，智能手机", "人工智能", NOT),
    ("中。国", "中国", NOT),
    ("中。国", "\"中 国\"", FOUND),
    ("第３５号", "35", FOUND),
    ("2024年预算", "2024年", FOUND),
    ("2024年预算", "2024年预算", FOUND),
    ("2024 的 年预算", "2024年预算", NOT),
    // Japanese, mixed kanji and kana, half and full width, voiced signs in two ways.
    ("東京タワーで会いましょう", "東京", FOUND),
    ("東京タワーで会いましょう", "東京タワー", FOUND),
    ("東京タワーで会いましょう", "会いま", FOUND),
    ("東京タワーで会いましょう", "京都", NOT),
    ("ｶﾞｲﾄﾞﾌﾞｯｸ", "ガイドブック", FOUND),
    ("カ\u{3099}イト\u{3099}", "ガイド", FOUND),
    ("ガイド", "カイト", NOT),
    ("㌔グラム", "キロ", FOUND),
    // Korean: particles are glued to the word.
    ("대한민국은 민주공화국이다", "대한민국", FOUND),
    ("대한민국은 민주공화국이다", "민주", FOUND),
    ("\u{1112}\u{1161}\u{11AB}\u{1100}\u{116E}\u{11A8}", "한국", FOUND),
    // Arabic: with and without article, preposition, vowel marks, variants of letters, tatweel, digits.
    ("أعلنت الصين عن خطة", "الصين", FOUND),
    ("أعلنت الصين عن خطة", "صين", FOUND),
    ("زار صين القديمة", "الصين", FOUND),
    ("والصين بالصين", "صين", FOUND),
    ("وقال الوزير", "قال", FOUND),
    ("مُحَمَّد", "محمد", FOUND),
    ("إسلام آباد", "اسلام اباد", FOUND),
    ("مدرسة", "مدرسه", FOUND),
    ("العـــربية", "العربية", FOUND),
    ("عام ٢٠٢٤", "2024", FOUND),
    ("عام ٢٠٢٤", "الص", NOT),
    ("أعلنت الصين عن خطة", "الص", FOUND),
    ("ایران", "ايران", FOUND),
    // Thai, Hindi, Khmer.
    ("สวัสดีครับประเทศไทย", "ประเทศ", FOUND),
    ("สวัสดีครับประเทศไทย", "ไทย", FOUND),
    ("สวัสดีครับประเทศไทย", "จีน", NOT),
    ("हिन्दी समाचार", "हिन्दी", FOUND),
    ("हिन्दी समाचार", "समा", FOUND),
    ("ភាសាខ្មែរ", "ខ្មែរ", FOUND),
    // Scripts beside each other.
    ("新款iPhone手机发布", "iphone", FOUND),
    ("新款iPhone手机发布", "手机", FOUND),
    ("新款iPhone手机发布", "iphone手机", FOUND),
    ("新款iPhone手机发布", "款iphone", FOUND),
    ("手机。iPhone", "iphone手机", NOT),
    // What hangs together without a space.
    ("the e-mail of Dec. 3.5 and covid-19", "e-mail", FOUND),
    ("the e-mail of Dec. 3.5 and covid-19", "3.5", FOUND),
    ("the e-mail of Dec. 3.5 and covid-19", "covid-1", FOUND),
    ("mail about e", "e-mail", NOT),
    ("it’s don't", "it's don’t", FOUND),
    ("see https://example.org/a/b?c", "https://example.org/a", FOUND),
    ("C++ and C#", "c++", FOUND),
    // Phrases.
    ("the prime minister of the day", "\"prime minister\"", FOUND),
    ("the prime minister of the day", "“prime minister”", FOUND),
    ("the prime minister of the day", "\"prime min", FOUND),
    ("the prime minister of the day", "\"prime min\"", NOT),
    ("the prime minister of the day", "\"minister prime\"", NOT),
    ("the prime minister of the day", "\"minister of the day\" prime", FOUND),
    ("prime time, first minister", "\"prime minister\"", NOT),
    ("人工，智能", "\"人工智能\"", NOT),
    ("a a b", "\"a b\"", FOUND),
    ("العربية السعودية", "\"العربية السعودية\"", FOUND),
    // Exclusion.
    ("budget of the city", "budget -city", NOT),
    ("budget of the cities", "budget -city", FOUND),
    ("budget of the city", "budget -\"the city\"", NOT),
    ("budget of the city", "budget -\"city the\"", FOUND),
    ("人工智能新规", "新规 -人工", NOT),
    ("人工智能新规", "新规 -人工智能", NOT),
    ("人工智能新规", "新规 -人工手机", FOUND),
    ("budget -city", "budget - city", FOUND),
    ("budget", "-city", NOT),
];

#[test]
fn each_query_finds_its_text_and_no_other() {
    for (text, query, expected) in CASES {
        let found = Catalogue::of(&[text]).found(query) == [1];
        assert_eq!(found, *expected, "{query:?} in {text:?}");
    }
}

#[test]
fn all_fields_are_searched_together() {
    let mut catalogue = Catalogue::new();
    let document = Document {
        headline: "Harbour closed".into(),
        lead: "Ships wait outside".into(),
        tags: "Shipping\n航运".into(),
        bylines: "Ana Müller\nforeign desk".into(),
        text: "Nobody was hurt.".into(),
    };
    catalogue.put(7, document);
    for query in ["harbour", "ships", "shipping", "航运", "muller", "hurt", "muller harbour ships hurt 航运"]
    {
        assert_eq!(catalogue.found(query), [7], "{query}");
    }
}

#[test]
fn a_phrase_is_found_in_names_beside_words_of_the_text() {
    let mut catalogue = Catalogue::new();
    let bylines = "Ana Müller\nforeign desk".into();
    catalogue.put(1, Document { bylines, ..body("the harbour") });
    catalogue.put(2, body("the harbour, seen by Ana and by Müller"));
    assert_eq!(catalogue.found("harbour \"ana muller\""), [1]);
    assert!(catalogue.found("\"muller foreign\"").contains(&1), "one name a line, but a gap is no wall");
}

#[test]
fn a_search_stays_among_the_articles_that_it_may_find() {
    let texts: Vec<String> = (0..600).map(|number| format!("harbour number {number}")).collect();
    let catalogue = Catalogue::of(&texts.iter().map(String::as_str).collect::<Vec<_>>());
    let rowids = |among: Among| -> Vec<i64> {
        catalogue.hits("harbour", &among).iter().map(|hit| hit.rowid).collect()
    };
    assert_eq!(rowids(Among::only([3, 300, 599, 4_000].into_iter().collect())), [599, 300, 3]);
    assert_eq!(rowids(Among::all_but((2..=600).collect())), [1]);
    assert!(rowids(Among::only(std::iter::empty().collect())).is_empty());
    assert_eq!(rowids(Among::all()).len(), 200);
}

/// Where the index does not know by itself what stands together, so much is read and no more: that is said, and only where something
/// was left out.
#[test]
fn a_search_that_did_not_look_at_older_articles_says_so() {
    const QUERIES: [&str; 3] = ["人工智能", "harbour-board", "\"harbour board\""];
    let short = "北京的人工智能 and the harbour board";
    let long = format!("{short} {}", "and more of it ".repeat(600));
    let asked = |text: &str, articles: usize, query: &str| {
        let catalogue = Catalogue::of(&vec![text; articles]);
        catalogue.asked(&Query::parse(query).expect("it has words"), &Among::all())
    };
    for query in QUERIES {
        // As many as were asked for, where they are short.
        let found = asked(short, 300, query);
        assert_eq!((found.hits.len(), found.is_cut), (200, false), "{query}");
        let few = asked(&long, 300, query);
        assert!(few.is_cut && (20..200).contains(&few.hits.len()), "{query}: {}", few.hits.len());
        // Exactly so many leave nothing out.
        for articles in few.hits.len() - 1..=few.hits.len() + 1 {
            let found = asked(&long, articles, query);
            let all = found.hits.len() == articles;
            assert_eq!((found.is_cut, all), (!all, articles <= few.hits.len()), "{articles}: {query}");
        }
        // What lies behind it and has nothing of it is none that was left out.
        let mut texts = vec!["nothing of the kind"; 600];
        texts.extend(vec![long.as_str(); few.hits.len()]);
        let found = Catalogue::of(&texts).asked(&Query::parse(query).expect("it has words"), &Among::all());
        assert_eq!((found.is_cut, found.hits.len()), (false, few.hits.len()), "{query}");
    }
    assert!(!asked(&long, 300, "harbour").is_cut);
}

/// Whatever stands in a text finds it: whole, and up to any letter.
#[test]
fn every_word_of_a_text_finds_it() {
    const TEXTS: &[&str] = &[
        "The Größe of Łódź isn’t “small”: 3.5 km², ½ of İzmir’s; naïve cooperatives published 12 studies (2024).",
        "北京市政府发布《人工智能》新规，2024年iPhone手机。東京タワーでｶﾞｲﾄﾞ　会いましょう。",
        "أعلنت الصين والهند بالأمس، ٢٠٢٤، مُحَمَّد العـــربية للتجارة وقال",
        "สวัสดีครับประเทศไทย ๒๕๖๗ ភាសាខ្មែរ ພາສາລາວ မြန်မာစာ",
        "대한민국은 민주공화국이다. Ёлка и йод: Ελλάς, हिन्दी में क्षेत्र, עִבְרִית",
    ];
    let mut dice = Dice(7);
    let catalogue = Catalogue::of(TEXTS);
    for (rowid, text) in (1..).zip(TEXTS) {
        for word in text.split_whitespace().filter(|word| Query::parse(word).is_some()) {
            assert!(catalogue.found(word).contains(&rowid), "{word:?} in {text:?}");
            assert!(catalogue.found(&format!("\"{word}\"")).contains(&rowid), "phrase {word:?} in {text:?}");
        }
        // Any stretch of the text, cut where no word is cut at its beginning.
        let starts: Vec<usize> = text.match_indices(' ').map(|(at, _)| at + 1).chain([0]).collect();
        for _ in 0..200 {
            let start = starts[dice.below(starts.len())];
            let end = text.floor_char_boundary(start + 1 + dice.below(40));
            let typed = &text[start..end.max(start)];
            if Query::parse(typed).is_some() {
                assert!(catalogue.found(typed).contains(&rowid), "{typed:?} in {text:?}");
            }
        }
    }
}
