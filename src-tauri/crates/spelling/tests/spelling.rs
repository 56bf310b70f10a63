//! Dictionaries, real and of this test's own, and what they say of words.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use galley_domain::Language;
use galley_spelling::{
    Dictionaries, Dictionary, Found, HouseWordError, HouseWords, WORDS_MAX, misspelt, suggest,
};

fn language(tag: &str) -> Language {
    tag.parse().expect("a good tag")
}

fn dictionary(of: &Dictionaries, tag: &str) -> Arc<Dictionary> {
    match of.of(&language(tag)) {
        Found::Dictionary(dictionary) => dictionary,
        other => panic!("{tag}: {other:?}"),
    }
}

fn english() -> Arc<Dictionary> {
    dictionary(&Dictionaries::new(None, Vec::new()), "en")
}

fn house(words: &[&str]) -> HouseWords {
    words.iter().map(|word| (*word).to_owned()).collect()
}

/// The words of a text that are not known.
fn unknown(dictionary: &Dictionary, text: &str, house: &HouseWords) -> Vec<String> {
    unknown_to(&[dictionary], text, house)
}

/// The words of a text that none of these knows.
fn unknown_to(dictionaries: &[&Dictionary], text: &str, house: &HouseWords) -> Vec<String> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let word =
        |at: std::ops::Range<u32>| String::from_utf16_lossy(&units[at.start as usize..at.end as usize]);
    misspelt(dictionaries, text, house).into_iter().map(word).collect()
}

/// A dictionary in a folder, in an encoding.
fn put(folder: &Path, name: &str, affixes: &str, words: &[u8]) {
    fs::write(folder.join(format!("{name}.aff")), affixes).expect("the folder can be written");
    fs::write(folder.join(format!("{name}.dic")), words).expect("the folder can be written");
}

#[test]
fn what_is_wrong_in_english_is_found_and_nothing_else() {
    let cases: [(&str, &[&str]); 12] = [
        ("The harbour master wrote an artical.", &["harbour", "artical"]),
        ("The editor’s desk, the editor's chair, the editors’ room, the boss's.", &[]),
        ("It isn’t, it's, we’ll, they'd.", &[]),
        ("It isnt so.", &["isnt"]),
        ("A well-known mother-in-law and a wel-known e-mail.", &["wel"]),
        ("NATO, the URLs, IBM's and the CEOs' COVID-19.", &[]),
        ("See https://exampel.org/wrng, or ann@exampel.org.", &[]),
        ("Москва, 新闻 and ελληνικά are not English.", &[]),
        ("😀😀 teh end", &["teh"]),
        ("At 10am on the 4th, mp3 and utf8.", &[]),
        ("co\u{AD}op\u{AD}er\u{AD}a\u{AD}tion", &[]),
        ("", &[]),
    ];
    let english = english();
    for (text, wrong) in cases {
        assert_eq!(unknown(&english, text, &HouseWords::default()), wrong, "{text}");
    }
}

#[test]
fn house_words_are_right_with_what_is_put_behind_them_and_as_they_are_written() {
    let english = english();
    let house = house(&["Xinhua", "iPhone", "newsdesk", "Wel-Kom", "O'Brien"]);
    let text = "Xinhua’s iPhone. Newsdesk, newsdesk's, the Wel-Kom, O’Brien: right.";
    assert_eq!(unknown(&english, text, &house), Vec::<String>::new());
    assert_eq!(unknown(&english, "xinhua and Iphone", &house), ["xinhua", "Iphone"]);
}

#[test]
fn what_may_be_meant_begins_with_the_likeliest() {
    let english = english();
    let none = HouseWords::default();
    for (wrong, right) in
        [("artical", "article"), ("recieve", "receive"), ("isn’tt", "isn’t"), ("teh", "the")]
    {
        let suggestions = suggest(&[&english], wrong, &none);
        assert!(suggestions.iter().any(|one| one == right), "{wrong}: {suggestions:?}");
        assert!(suggestions.len() <= galley_spelling::SUGGESTIONS_MAX);
    }
    assert_eq!(suggest(&[&english], "Artical", &none)[0], "Article", "two words are not the likeliest");
    let taboo = |word: &str| {
        suggest(&[&english], word, &none).iter().any(|one| one.to_lowercase().starts_with("fuck"))
    };
    assert!(!taboo("fuckc") && !taboo("fuckign"), "the dictionary offers some words to no one");
    assert_eq!(suggest(&[&english], "Galey's", &house(&["Galley"]))[0], "Galley's");
    assert_eq!(suggest(&[&english], "xinhua", &house(&["Xinhua"]))[0], "Xinhua");
}

#[test]
fn a_language_has_its_own_dictionary_or_the_nearest_one() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let at = folder.path();
    put(at, "en_GB", "SET UTF-8\n", b"2\nharbour\nthe\n");
    put(at, "de_CH", "SET UTF-8\n", "2\nStrasse\ndie\n".as_bytes());
    put(at, "fr", "SET UTF-8\n", "4\nl'\nami\nel'\nété\n".as_bytes());
    put(at, "hyph_fr", "UTF-8\n", b"1\nnever\n");
    put(at, "ru_RU", "SET KOI8-R\n", &[b'1', b'\n', 0xCD, 0xC9, 0xD2, b'\n']); // мир
    put(at, "xx", "SET NO-SUCH\n", b"1\nword\n");
    let all = Dictionaries::new(None, vec![at.to_owned()]);
    let none = HouseWords::default();
    let wrong = |tag: &str, text: &str| unknown(&dictionary(&all, tag), text, &none);
    assert_eq!(wrong("en-GB", "the harbour harbor"), ["harbor"]);
    assert_eq!(wrong("en", "the harbour harbor"), ["harbour"]);
    assert_eq!(
        wrong("en-AU", "harbor"),
        Vec::<String>::new(),
        "English as it ships, where there is no better"
    );
    assert_eq!(wrong("de", "die Strasse, die Straße"), ["Straße"]);
    assert_eq!(wrong("fr", "l’ami l'été d’été l'amie"), ["l'amie"]);
    assert_eq!(wrong("ru", "мир, мирр, Galley"), ["мирр"]);
    for tag in ["xx", "it"] {
        assert!(matches!(all.of(&language(tag)), Found::Missing), "{tag}");
    }
    for tag in ["zh", "zh-Hant", "ja", "th"] {
        assert!(matches!(all.of(&language(tag)), Found::Unspelled), "{tag}");
    }
}

#[test]
fn a_dictionary_that_a_person_put_there_goes_before_ours_and_a_broken_one_gives_way() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    put(folder.path(), "en_US", "SET UTF-8\n", b"1\nzzyzx\n");
    let own = Dictionaries::new(Some(folder.path().to_owned()), Vec::new());
    assert_eq!(unknown(&dictionary(&own, "en"), "zzyzx word", &HouseWords::default()), ["word"]);
    put(folder.path(), "en_US", "FLAG nonsense\nSFX A Y nonsense\n", b"no number\n");
    let own = Dictionaries::new(Some(folder.path().to_owned()), Vec::new());
    assert_eq!(unknown(&dictionary(&own, "en"), "zzyzx word", &HouseWords::default()), ["zzyzx"]);
}

#[test]
fn there_are_only_so_many_house_words_and_each_is_one_word() {
    for (typed, word) in [
        ("  Xinhua ", Ok("Xinhua")),
        ("O’Brien", Ok("O'Brien")),
        ("New York", Err(())),
        ("--", Err(())),
        ("", Err(())),
    ] {
        let read = HouseWords::word(typed);
        assert_eq!(read.as_deref().map_err(|_| ()), word, "{typed:?}");
    }
    assert!(HouseWords::word(&"x".repeat(galley_spelling::WORD_BYTES_MAX + 1)).is_err());
    let mut words: HouseWords = (0..WORDS_MAX).map(|number| format!("word{number}")).collect();
    assert_eq!(words.add("one".to_owned()), Err(HouseWordError::Full));
    assert_eq!(words.add("word1".to_owned()), Ok(false), "it is there");
    assert!(words.remove("word1"));
    assert_eq!(words.add("one".to_owned()), Ok(true));
}

#[test]
fn a_word_is_right_where_one_of_several_dictionaries_has_it() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    put(folder.path(), "de_DE", "SET UTF-8\n", "3\nHafen\nKabel\nschläft\n".as_bytes());
    put(folder.path(), "ru_RU", "SET UTF-8\n", "1\nмир\n".as_bytes());
    fs::write(folder.path().join("hyph_de.dic"), "UTF-8\n").expect("the folder can be written");
    let all = Dictionaries::new(Some(folder.path().to_owned()), Vec::new());
    let tags = |languages: Vec<Language>| languages.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(tags(all.languages()), ["de-DE", "en-US", "ru-RU"]);
    let nearest = |tag: &str| all.nearest(&language(tag)).map(|language| language.to_string());
    assert_eq!(nearest("en-GB").as_deref(), Some("en-US"));
    assert_eq!(nearest("de").as_deref(), Some("de-DE"));
    assert_eq!(nearest("it"), None);

    let [english, german, russian] = ["en", "de", "ru"].map(|tag| dictionary(&all, tag));
    let (none, text) = (HouseWords::default(), "The Hafen schläft, a Kabl and a cabel, мирр");
    assert_eq!(unknown_to(&[&english], text, &none), ["Hafen", "schläft", "Kabl", "cabel"]);
    assert_eq!(unknown_to(&[&english, &german], text, &none), ["Kabl", "cabel"]);
    assert_eq!(unknown_to(&[&english, &german, &russian], text, &none), ["Kabl", "cabel", "мирр"]);
    assert_eq!(unknown_to(&[], text, &none), Vec::<String>::new());
    let meant = suggest(&[&english, &german], "Kabl", &none);
    assert!(
        meant.contains(&"Kabel".to_owned()) && meant.len() <= galley_spelling::SUGGESTIONS_MAX,
        "{meant:?}"
    );
    assert_eq!(suggest(&[&russian], "Kabl", &none), Vec::<String>::new());
}

#[test]
fn a_dictionary_that_comes_later_is_found() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let all = Dictionaries::new(Some(folder.path().to_owned()), Vec::new());
    assert!(matches!(all.of(&language("de")), Found::Missing));
    put(folder.path(), "de_DE", "SET UTF-8\n", b"1\nHafen\n");
    assert_eq!(unknown(&dictionary(&all, "de"), "Hafen Haven", &HouseWords::default()), ["Haven"]);
}
