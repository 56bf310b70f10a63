//! What no file of the repository may hold.

use super::{must_be_empty, root, texts, tracked};

/// Longest file, in lines. Near 200 is good; past this it is two files.
const LINES_MAX: usize = 600;

/// Text files of ours, by extension.
const OURS: &[&str] =
    &["rs", "ts", "mjs", "js", "svelte", "css", "sql", "html", "xml", "md", "toml", "sh", "ftl", "yml"];

/// Written by a program, or by others.
fn is_given(path: &str) -> bool {
    matches!(path, "ui/src/wire/index.ts" | "ui/src/texts/keys.ts")
        || path.split('/').any(|part| matches!(part, "fixtures" | "gen"))
}

/// A line of Rust without its comment. A `//` in a text cuts it too short, which lets something through and stops nothing.
fn code(line: &str) -> &str {
    line.split("//").next().unwrap_or_default()
}

/// Lines of Rust that hold one of these, as `path:line`.
fn rust_lines(with: impl Fn(&str) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for (path, text) in texts(&["rs"]) {
        // This folder has to name what it looks for.
        if path.starts_with("tests/house_rules/") {
            continue;
        }
        let lines = text.lines().enumerate().filter(|(_, line)| with(code(line)));
        found.extend(lines.map(|(at, line)| format!("{path}:{}: {}", at + 1, line.trim())));
    }
    found
}

#[test]
fn no_file_is_too_long() {
    let long = texts(OURS).into_iter().filter(|(path, _)| !is_given(path)).filter_map(|(path, text)| {
        let lines = text.lines().count();
        (lines > LINES_MAX).then(|| format!("{path}: {lines} lines"))
    });
    must_be_empty(&format!("files of more than {LINES_MAX} lines"), &long.collect::<Vec<_>>());
}

#[test]
fn a_module_says_first_what_it_is() {
    let silent = texts(&["rs"]).into_iter().filter(|(_, text)| !text.starts_with("//!"));
    must_be_empty("Rust files without a head", &silent.map(|(path, _)| path).collect::<Vec<_>>());
}

#[test]
fn nothing_is_unwrapped_without_a_word() {
    must_be_empty("use `expect(\"why it holds\")`", &rust_lines(|line| line.contains(".unwrap()")));
}

#[test]
fn no_test_is_left_out() {
    must_be_empty("ignored tests", &rust_lines(|line| line.trim_start().starts_with("#[ignore")));
    let skipped = texts(&["ts"]).into_iter().filter(|(_, text)| {
        ["it.skip(", "test.skip(", "describe.skip(", "it.todo(", "it.only("]
            .iter()
            .any(|skip| text.contains(skip))
    });
    must_be_empty("skipped tests", &skipped.map(|(path, _)| path).collect::<Vec<_>>());
}

/// Names that say nothing about what a thing does.
#[test]
fn nothing_is_called_a_manager() {
    let is_empty_word = |name: &str| {
        let name = name.trim_end_matches(|c: char| !c.is_alphanumeric());
        ["Manager", "Service", "Helper", "Util", "Utils", "Helpers"].iter().any(|word| name.ends_with(word))
    };
    let names = rust_lines(|line| {
        let mut words = line.split(|c: char| !c.is_alphanumeric() && c != '_');
        words.any(|word| matches!(word, "struct" | "enum" | "trait" | "type")) && {
            let mut words = line.split(|c: char| !c.is_alphanumeric() && c != '_');
            let _ = words.find(|word| matches!(*word, "struct" | "enum" | "trait" | "type"));
            words.next().is_some_and(is_empty_word)
        }
    });
    must_be_empty("names that say nothing", &names);
    let files = tracked().into_iter().filter(|path| {
        let name = path.rsplit('/').next().unwrap_or_default();
        let stem = name.split('.').next().unwrap_or_default();
        matches!(stem, "util" | "utils" | "helper" | "helpers" | "common" | "misc")
    });
    must_be_empty("files whose name says nothing", &files.collect::<Vec<_>>());
}

/// The repository builds anywhere, from what its manifests name and from nowhere else.
#[test]
fn no_file_knows_this_machine() {
    let here = root();
    let home = std::env::var("HOME").unwrap_or_default();
    let places =
        [here.to_string_lossy().into_owned(), home].map(|place| place.trim_end_matches('/').to_owned());
    let mut found = Vec::new();
    for path in tracked() {
        let Some(text) = super::text(&path) else { continue };
        for place in places.iter().filter(|place| place.len() > 1) {
            if text.contains(&format!("{place}/")) {
                found.push(format!("{path}: {place}"));
            }
        }
    }
    must_be_empty("paths of this machine", &found);
}

/// A registry of one network in a lock file breaks the build in every other.
#[test]
fn packages_come_from_the_usual_places() {
    let mut found = Vec::new();
    for path in tracked() {
        let name = path.rsplit('/').next().unwrap_or_default();
        let text = || super::text(&path).unwrap_or_default();
        let odd: &dyn Fn(&str) -> bool = match name {
            "Cargo.lock" => &|line| {
                line.starts_with("source = ")
                    && line != r#"source = "registry+https://github.com/rust-lang/crates.io-index""#
            },
            "package-lock.json" => {
                &|line| line.contains("\"resolved\": ") && !line.contains("\"https://registry.npmjs.org/")
            }
            ".npmrc" => &|line| line.starts_with("registry") || line.contains(":registry"),
            "config.toml" if path.starts_with(".cargo/") => {
                &|line| line.starts_with("[source") || line.starts_with("[registr")
            }
            _ => continue,
        };
        found.extend(
            text().lines().map(str::trim).filter(|line| odd(line)).map(|line| format!("{path}: {line}")),
        );
    }
    must_be_empty("packages from elsewhere", &found);
}

/// The window shows what the core says: there an option of the command line helps nobody.
#[test]
fn the_core_names_no_option_of_the_command_line() {
    let is_core = |path: &str| {
        let at = path.strip_prefix("src-tauri/");
        let is_of = |at: &str| {
            !["crates/cli/", "crates/testkit/", "crates/xtask/"].iter().any(|of| at.starts_with(of))
        };
        at.is_some_and(is_of) && !path.contains("test")
    };
    let names_one = |line: &str| {
        // A colour of a style sheet begins so, too.
        let line = code(line).replace("var(--", "");
        let is_option = |(at, start): (usize, &str)| {
            line[at + start.len()..].starts_with(|c: char| c.is_ascii_lowercase())
        };
        line.contains("`galley ")
            || [" --", "(--", "`--"].iter().any(|start| line.match_indices(start).any(is_option))
    };
    let found: Vec<_> = rust_lines(names_one).into_iter().filter(|line| is_core(line)).collect();
    must_be_empty("options of the command line in sentences of the core", &found);
}
