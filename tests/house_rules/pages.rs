//! The pages: what they point at is there, and what they tell people to type is what the gate runs.

use super::{must_be_empty, root, text, texts};

/// Pages of ours, without the articles that tests and the sample are made of.
fn pages() -> Vec<(String, String)> {
    let is_article = |path: &str| path.split('/').any(|part| matches!(part, "tests" | "sample"));
    texts(&["md"]).into_iter().filter(|(path, _)| !is_article(path)).collect()
}

/// Where the links of a page lead, code left out.
fn links(page: &str) -> Vec<String> {
    let mut in_code = false;
    let mut links = Vec::new();
    for line in page.lines() {
        if line.trim_start().starts_with("```") {
            in_code = !in_code;
        }
        if in_code || line.starts_with("    ") {
            continue;
        }
        // Every other piece is between backticks.
        let outside: String = line.split('`').step_by(2).collect::<Vec<_>>().join(" ");
        links.extend(
            outside.split("](").skip(1).filter_map(|rest| Some(rest.split(')').next()?.trim().to_owned())),
        );
    }
    links
}

/// The anchors of a page's headings, as GitHub makes them.
fn anchors(page: &str) -> Vec<String> {
    let headings =
        page.lines().filter(|line| line.starts_with('#')).map(|line| line.trim_start_matches('#').trim());
    let anchor = |heading: &str| -> String {
        let kept = heading.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
        kept.flat_map(char::to_lowercase).map(|c| if c == ' ' { '-' } else { c }).collect()
    };
    headings.map(anchor).collect()
}

#[test]
fn every_link_leads_somewhere() {
    let mut dead = Vec::new();
    let mut seen = 0;
    for (path, page) in pages() {
        let folder = root().join(&path).parent().expect("a page is in a folder").to_owned();
        for link in links(&page) {
            if link.contains("://") || link.starts_with("mailto:") {
                continue;
            }
            seen += 1;
            let (file, anchor) = link.split_once('#').unwrap_or((link.as_str(), ""));
            let target = if file.is_empty() { root().join(&path) } else { folder.join(file) };
            let has_anchor = || {
                let page = std::fs::read_to_string(&target).unwrap_or_default();
                anchor.is_empty() || anchors(&page).iter().any(|known| known == anchor)
            };
            if !target.exists() || !has_anchor() {
                dead.push(format!("{path}: {link}"));
            }
        }
    }
    assert!(seen > 5, "the pages do link to one another");
    must_be_empty("links that lead nowhere", &dead);
}

/// The lines of the first block of code.
fn first_commands(page: &str) -> Vec<String> {
    let block = page.lines().skip_while(|line| !line.starts_with("```")).skip(1);
    let lines = block.take_while(|line| !line.starts_with("```"));
    lines.map(|line| line.split('#').next().unwrap_or_default().trim().to_owned()).collect()
}

#[test]
fn the_readme_and_the_gate_run_the_same() {
    let readme = text("README.md").expect("it is text");
    assert_eq!(first_commands(&readme), ["cargo xtask run", "cargo xtask test"]);
    let gate = text(".ci/run").expect("it is text");
    let commands: Vec<_> = gate.lines().filter(|line| line.contains("cargo ")).collect();
    assert_eq!(commands, ["exec cargo xtask test"], ".ci/run runs what the README says, and nothing else");
}

#[test]
fn decisions_are_numbered_each_once_and_listed() {
    let pages = texts(&["md"]);
    let decisions =
        || pages.iter().filter_map(|(path, text)| Some((path.strip_prefix("docs/decisions/")?, text)));
    let names: Vec<_> =
        decisions().map(|(name, _)| name.to_owned()).filter(|name| name != "README.md").collect();
    let list = decisions().find(|(name, _)| *name == "README.md").expect("there is a list").1;
    let missing: Vec<_> = decisions()
        .filter(|(name, _)| *name != "README.md")
        .filter_map(|(name, text)| {
            let title = text.lines().next()?.strip_prefix("# ")?;
            (!list.contains(&format!("- [{title}]({name})"))).then(|| format!("{name}: {title}"))
        })
        .collect();
    must_be_empty("decisions that docs/decisions/README.md does not list by their titles", &missing);
    let mut numbers: Vec<_> =
        names.iter().map(|name| name.split('-').next().unwrap_or_default().to_owned()).collect();
    assert!(
        numbers.iter().all(|number| number.len() == 4 && number.bytes().all(|b| b.is_ascii_digit())),
        "{names:?}"
    );
    numbers.sort();
    let all = numbers.len();
    numbers.dedup();
    assert_eq!(numbers.len(), all, "a number stands for one decision: {names:?}");
}
