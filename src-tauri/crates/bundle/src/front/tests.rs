//! Traps of front matter, as tables.

use serde_json::json;

use super::*;

fn limits() -> Limits {
    Limits::default()
}

fn yaml(block: &str) -> Result<Json, Trouble> {
    read(Format::Yaml, block, 2, &limits()).map(|f| Json::Object(into_json(f))).map_err(|at| at.trouble)
}

#[test]
fn a_scalar_keeps_what_was_written() {
    let cases = [
        ("No", json!("No")),
        ("no", json!("no")),
        ("yes", json!("yes")),
        ("on", json!("on")),
        ("True", json!("True")),
        ("true", json!(true)),
        ("1.10", json!("1.10")),
        ("1.5", json!(1.5)),
        ("012", json!("012")),
        ("0x1F", json!("0x1F")),
        ("0o17", json!("0o17")),
        ("1_000", json!("1_000")),
        ("1e3", json!("1e3")),
        ("10", json!(10)),
        ("-7", json!(-7)),
        ("+7", json!("+7")),
        ("18446744073709551615", json!(u64::MAX)),
        ("18446744073709551616", json!("18446744073709551616")),
        (".inf", json!(".inf")),
        ("12:30:45", json!("12:30:45")),
        ("2023-10-19", json!("2023-10-19")),
        ("2023-10-19T08:30:00+08:00", json!("2023-10-19T08:30:00+08:00")),
        ("~", json!(null)),
        ("", json!(null)),
        ("null", json!(null)),
        ("Null", json!("Null")),
        ("'10'", json!("10")),
        ("\"true\"", json!("true")),
        ("!!str 10", json!("10")),
        ("|\n  two\n  lines", json!("two\nlines\n")),
        (">-\n  one\n  line", json!("one line")),
        ("[a, No, 1.10]", json!(["a", "No", "1.10"])),
    ];
    for (written, expected) in cases {
        assert_eq!(yaml(&format!("k: {written}\n")), Ok(json!({ "k": expected })), "{written:?}");
    }
}

#[test]
fn what_is_written_reads_back() {
    let texts = [
        "",
        " ",
        "plain words",
        "No",
        "n",
        "TRUE",
        "1.10",
        "012",
        "0x1F",
        "1e3",
        "10",
        "-",
        "- a",
        "a: b",
        "a #b",
        "a:",
        "#a",
        "@a",
        "`a",
        "*a",
        "&a",
        "!a",
        "%a",
        "'",
        "\"",
        "\\",
        "two\nlines",
        "tab\t",
        " lead",
        "trail ",
        "...",
        "---",
        "~",
        "null",
        "2023-10-19",
        "2023-10-19 08:30",
        "12:30",
        "数字丝绸之路",
        "طريق",
        "\u{202e}",
        "\0",
        "\u{7f}",
        "\u{85}",
        "\u{2028}",
        "\u{feff}",
        "\u{10ffff}",
        "\u{fffe}",
        "\u{e000}",
        "a\u{200d}b",
        "https://example.org/a?b=c",
        "a, b",
        "[a]",
        "{a}",
        "<<",
        "=",
        "e\u{301}",
        "😀",
        "?",
        "? a",
        "a ?",
        "key: [",
        "\r\n",
        "x:y",
        "C: D",
        "http:",
        "a\u{a0}b",
    ];
    for text in texts {
        let fields = json!({ text: text, "nested": { "list": [text, { text: [[text]] }] }, "deep": [[[[[[[[{ "a": text }]]]]]]]] });
        let fields = fields.as_object().expect("made as one");
        let written = write(fields);
        assert_eq!(
            yaml(&written).as_ref().ok(),
            Some(&Json::Object(fields.clone())),
            "{text:?} as\n{written}"
        );
    }
}

#[test]
fn numbers_read_back() {
    let numbers =
        json!({ "a": [0, -1, i64::MIN, u64::MAX, 1.0, -0.0, 0.1, 1e300, 5e-324, 1e16, 123_456.789] });
    let fields = numbers.as_object().expect("made as one");
    assert_eq!(yaml(&write(fields)), Ok(numbers.clone()));
}

#[test]
fn toml_and_json_say_the_same() {
    let toml = "title = \"A\"\ndate = 2023-10-19T08:30:00+08:00\nday = 2023-10-19\nn = 1.10\nw = 1_000\n[taxonomies]\ntags = [\"x\"]\n[[faq]]\nq = 1\n";
    let json = r#"{"title":"A","date":"2023-10-19T08:30:00+08:00","day":"2023-10-19","n":1.10,"w":1000,"taxonomies":{"tags":["x"]},"faq":[{"q":1}]}"#;
    let toml = read(Format::Toml, toml, 2, &limits()).map(into_json).map_err(|at| at.trouble);
    let json = read(Format::Json, json, 1, &limits()).map(into_json).map_err(|at| at.trouble);
    assert_eq!(toml, json);
    assert_eq!(json.map(|f| f["n"].clone()), Ok(json!("1.10")));
}

#[test]
fn troubles_name_the_line_of_the_file() {
    let bomb = "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e]\n";
    let deep_yaml = format!("a: {}{}\n", "[".repeat(100), "]".repeat(100));
    let deep_json = format!("{{\"a\": {}{}}}", "[".repeat(100), "]".repeat(100));
    let deep_toml = format!("a = {}{}\n", "[".repeat(300), "]".repeat(300));
    let cases: [(Format, &str, u32, &str); 13] = [
        (Format::Yaml, "a: 1\nb: 2\na: 3\n", 4, "twice"),
        (Format::Toml, "a = 1\nb = 2\na = 3\n", 4, "twice"),
        (Format::Json, "{\n\"a\": 1,\n\"a\": 2}", 4, "twice"),
        (Format::Yaml, "a: {b: 1, b: 2}\n", 2, "twice"),
        (Format::Yaml, "a: 1\nb: [\n", 4, "no YAML"),
        (Format::Toml, "a = 1\nb = \n", 3, "no TOML"),
        (Format::Yaml, "a: &a [1, *a]\n", 2, "points at itself"),
        (Format::Yaml, "- a\n- b\n", 2, "no list of fields"),
        (Format::Yaml, "a: 1\n[b, c]: 1\n", 3, "no plain text"),
        (Format::Yaml, bomb, 7, "values"),
        (Format::Yaml, &deep_yaml, 2, "nests"),
        (Format::Json, &deep_json, 2, "nests"),
        (Format::Toml, &deep_toml, 2, "TOML"),
    ];
    for (format, block, line, words) in cases {
        let at = read(format, block, 2, &limits()).expect_err("it is wrong");
        let said = at.trouble.to_string();
        assert!(at.line == line && said.contains(words), "{block:.60?}: line {}, {said}", at.line);
    }
}

#[test]
fn the_body_keeps_its_bytes() {
    let cases = [
        ("---\na: 1\n---\nBody", Some("a: 1\n"), "Body", 4),
        ("---\r\na: 1\r\n---\r\n\r\nBody\r\n", Some("a: 1\r\n"), "\r\nBody\r\n", 4),
        ("\u{feff}---\na: 1\n---\nBody", Some("a: 1\n"), "Body", 4),
        ("---\n---\n", Some(""), "", 3),
        ("---\na: 1\n---", Some("a: 1\n"), "", 3),
        ("---\na: 1\n...\nBody", Some("a: 1\n"), "Body", 4),
        ("---\na: 1\n--- \n---\nBody", Some("a: 1\n"), "---\nBody", 4),
        ("+++\na = 1\n+++\nBody", Some("a = 1\n"), "Body", 4),
        ("{\"a\": \"}\"}\n\nBody", Some("{\"a\": \"}\"}"), "\nBody", 2),
        ("{\"a\": 1} Body", Some("{\"a\": 1}"), " Body", 1),
        ("{{ tag }}", None, "{{ tag }}", 1),
        ("{% tag %}", None, "{% tag %}", 1),
        ("# Heading\n", None, "# Heading\n", 1),
        ("\u{feff}Body", None, "Body", 1),
        ("----\nBody", None, "----\nBody", 1),
        ("", None, "", 1),
    ];
    for (text, front, body, line) in cases {
        let split = split(text, 1000).expect("it is good");
        assert_eq!(split.front.map(|(_, block)| block), front, "{text:?}");
        assert_eq!((split.body, split.body_line), (body, line), "{text:?}");
    }
    let long = format!("---\na: {}\n---\n", "x".repeat(1000));
    let long_json = format!("{{\"a\": \"{}\"}}\n", "x".repeat(1000));
    for (text, words) in [
        ("---\na: 1\n", "closing"),
        ("+++\n", "closing"),
        ("{\"a\": 1", "closing"),
        (&long, "1000 bytes"),
        (&long_json, "1000 bytes"),
    ] {
        let at = split(text, 1000).expect_err("it is wrong");
        assert!(at.trouble.to_string().contains(words), "{text:.40?}: {}", at.trouble);
    }
}
