//! Which package may depend on which, as narrow as it really is.

use std::process::Command;

use serde_json::Value;

use super::{must_be_empty, root, text, texts};

/// Each package, and those of ours that it may depend on.
const ARROWS: &[(&str, &[&str])] = &[
    ("galley-domain", &[]),
    ("galley-aside", &[]),
    ("galley-markdown", &[]),
    ("galley-tokens", &[]),
    ("galley-store", &["galley-aside", "galley-domain", "galley-tokens"]),
    ("galley-pictures", &[]),
    ("galley-site", &["galley-domain", "galley-markdown", "galley-pictures", "galley-tokens"]),
    ("galley-bundle", &["galley-aside", "galley-domain", "galley-markdown"]),
    ("galley-publish", &["galley-domain", "galley-markdown"]),
    ("galley-spelling", &["galley-domain"]),
    (
        "galley-desk",
        &[
            "galley-aside",
            "galley-domain",
            "galley-markdown",
            "galley-pictures",
            "galley-store",
            "galley-site",
            "galley-bundle",
            "galley-publish",
            "galley-spelling",
        ],
    ),
    ("galley-cli", &["galley-desk"]),
    ("galley-desktop", &["galley-desk"]),
    // Development: nothing above depends on these but for its own tests.
    ("galley-testkit", &["galley-domain", "galley-markdown", "galley-desk"]),
    ("galley-tests", &["galley-domain", "galley-desk", "galley-testkit"]),
    ("xtask", &[]),
];

/// Packages that only tests and measurements may use.
const DEVELOPMENT: &[&str] = &["galley-testkit", "galley-tests", "xtask"];

/// Libraries that have one home. A name that ends in `*` stands for all that begin so.
const HOMES: &[(&str, &[&str])] = &[
    ("tauri*", &["galley-desktop"]),
    ("wry", &[]),
    // The benches measure what SQLite, the parser and the HTTP client take by themselves; testkit and tests do not ship.
    ("rusqlite", &["galley-store", "galley-testkit"]),
    ("pulldown-cmark", &["galley-markdown", "galley-testkit"]),
    ("libsqlite3-sys", &[]),
    ("ammonia", &["galley-markdown"]),
    // Themes, and recipes.
    ("minijinja", &["galley-site", "galley-publish"]),
    ("clap", &["galley-cli"]),
    ("ureq", &["galley-publish", "galley-tests"]),
    ("keyring", &["galley-publish"]),
    ("spellbook", &["galley-spelling"]),
    // The site's tests take apart what it made.
    ("image", &["galley-pictures", "galley-site"]),
    ("webp", &["galley-pictures"]),
    ("cosmic-text", &["galley-pictures"]),
    ("resvg", &["galley-pictures"]),
];

struct Dependency {
    from: String,
    to: String,
    is_dev: bool,
    is_optional: bool,
}

/// What the manifests say.
fn dependencies() -> Vec<Dependency> {
    let cargo = Command::new(env!("CARGO"))
        .current_dir(root())
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .output()
        .expect("cargo runs: it runs this test");
    assert!(cargo.status.success(), "cargo metadata: {}", String::from_utf8_lossy(&cargo.stderr));
    let metadata: Value = serde_json::from_slice(&cargo.stdout).expect("cargo answers JSON");
    let word = |value: &Value, key: &str| value[key].as_str().expect("cargo's form").to_owned();
    let list = |value: &Value, key: &str| value[key].as_array().expect("cargo's form").clone();
    let mut all = Vec::new();
    for package in list(&metadata, "packages") {
        for dependency in list(&package, "dependencies") {
            all.push(Dependency {
                from: word(&package, "name"),
                to: word(&dependency, "name"),
                is_dev: dependency["kind"] == "dev",
                is_optional: dependency["optional"] == true,
            });
        }
    }
    assert!(all.len() > 50, "the manifests were read");
    all
}

fn is_ours(name: &str) -> bool {
    name.starts_with("galley-") || name == "xtask"
}

#[test]
fn packages_know_only_what_they_may() {
    let mut found = Vec::new();
    for Dependency { from, to, is_dev, .. } in dependencies().iter().filter(|d| is_ours(&d.to)) {
        let known = ARROWS.iter().find(|(name, _)| name == from);
        let (_, may) = known.unwrap_or_else(|| panic!("{from} is new: say in ARROWS what it may know"));
        let for_tests =
            *is_dev && (to == "galley-testkit" || (from == "galley-desktop" && to == "galley-tests"));
        if !may.contains(&to.as_str()) && !for_tests {
            found.push(format!("{from} -> {to}"));
        }
        if DEVELOPMENT.contains(&to.as_str()) && !is_dev && !DEVELOPMENT.contains(&from.as_str()) {
            found.push(format!("{from} would ship {to}"));
        }
    }
    must_be_empty("arrows that the plan of the house does not have", &found);
}

#[test]
fn libraries_have_one_home() {
    let mut found = Vec::new();
    for Dependency { from, to, is_optional, .. } in dependencies() {
        let is =
            |library: &str| library.strip_suffix('*').map_or(library == to, |start| to.starts_with(start));
        let Some((_, homes)) = HOMES.iter().find(|(library, _)| is(library)) else { continue };
        if !homes.contains(&from.as_str()) {
            found.push(format!("{from} -> {to}"));
        }
        if from == "galley-testkit" && !is_optional {
            found.push(format!("{from} -> {to} belongs to its feature `bench`"));
        }
    }
    must_be_empty("libraries outside of their home", &found);
}

/// Two copies of SQLite in one process break each other's locks.
#[test]
fn there_is_one_sqlite_and_no_openssl() {
    let lock = text("Cargo.lock").expect("it is text");
    let count = |name: &str| lock.lines().filter(|line| *line == format!("name = \"{name}\"")).count();
    assert_eq!(count("libsqlite3-sys"), 1);
    for other in ["sqlx-sqlite", "libsql", "libsql-ffi", "sqlite", "openssl", "openssl-sys", "native-tls"] {
        assert_eq!(count(other), 0, "{other}");
    }
}

#[test]
fn only_the_host_folder_knows_tauri() {
    let sources = texts(&["ts", "js", "mjs", "svelte"]);
    let outside =
        sources.iter().filter(|(path, _)| path.starts_with("ui/") && !path.starts_with("ui/src/host/"));
    let found: Vec<_> =
        outside.filter(|(_, text)| text.contains("@tauri-apps/")).map(|(path, _)| path.clone()).collect();
    assert!(
        sources.iter().any(|(path, text)| path.starts_with("ui/src/host/") && text.contains("@tauri-apps/"))
    );
    must_be_empty("@tauri-apps/ outside of ui/src/host", &found);
}
