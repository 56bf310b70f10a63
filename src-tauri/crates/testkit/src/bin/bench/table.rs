//! The table, and what its figures mean.

use crate::figures::Figures;
use crate::{peers, queries, shelf, stages};

/// One line: what it is, the name of its figure, its unit, the name of its floor, and the aim at 100,000 articles.
struct Line {
    what: String,
    figure: String,
    unit: &'static str,
    floor: Option<&'static str>,
    aim: &'static str,
}

impl Line {
    fn new(
        what: &str,
        figure: &str,
        unit: &'static str,
        floor: Option<&'static str>,
        aim: &'static str,
    ) -> Self {
        Self { what: what.to_owned(), figure: figure.to_owned(), unit, floor, aim }
    }
}

pub(crate) fn print(articles: usize, figures: &Figures) {
    let megabytes = |name| figures.get(name).unwrap_or_default();
    println!(
        "\n{articles} articles, {:.0} MB of Markdown, {:.0} MB of database\n",
        megabytes("corpus MB"),
        megabytes("database MB")
    );
    println!("{:<40} {:>12} {:>12} {:>8}   aim at 100,000", "", "Galley", "floor", "ratio");
    for line in lines() {
        let Some(value) = figures.get(&line.figure) else { continue };
        let floor = line.floor.and_then(|floor| figures.get(floor));
        let ratio = floor.map(|floor| {
            format!("{:.1}", if line.unit.ends_with("/s") { floor / value } else { value / floor })
        });
        let floor = floor.map(|floor| print_value(floor, line.unit));
        let (floor, ratio) = (floor.unwrap_or_default(), ratio.unwrap_or_default());
        println!(
            "{:<40} {:>12} {floor:>12} {ratio:>8}   {}",
            line.what,
            print_value(value, line.unit),
            line.aim
        );
    }
    println!(
        "\n{:<40} {:>8} {:>8} {:>8} {:>8}   aim at 100,000: p99 30 ms",
        "search", "p50 ms", "p99 ms", "max ms", "found"
    );
    for kind in queries::kinds().iter().map(|(kind, _)| *kind).chain(queries::WITHIN) {
        let get = |what: &str| figures.get(&format!("search {kind}{what}")).unwrap_or(f64::NAN);
        println!(
            "{kind:<40} {:>8.2} {:>8.2} {:>8.2} {:>7.0}%",
            get(" p50"),
            get(" p99"),
            get(" max"),
            get(" found")
        );
    }
    println!();
}

/// What other builders took for the same, where they were asked.
pub(crate) fn print_peers(figures: &Figures) {
    for (name, called) in peers::NAMES.iter().filter(|(name, _)| figures.get(name).is_some()) {
        print_peer(figures, name, called);
    }
    if figures.get("export equal").is_some() {
        println!(
            "Zola                                       not here: no registry that is asked has its program\n"
        );
    }
}

fn print_peer(figures: &Figures, name: &str, called: &str) {
    println!("{:<42} {:>10} {called:>12} {:>8}   aim", "", "Galley", "ratio");
    // The aims are to Hugo.
    let aim = |aim| if name == "hugo" { aim } else { "" };
    for (what, galley, peer, unit, aim) in [
        ("with its whole theme, for the first time", "export", "", "ms", ""),
        ("  colours known", "export anew", "", "ms", aim("0.20")),
        ("  processors", "export anew processors", " processors", "ms", aim("0.20")),
        ("  most memory", "export peak", " memory", "MB", ""),
        ("  after one change", "export one change", " one change", "ms", ""),
        ("  processors", "export one change processors", " one change processors", "ms", ""),
        ("  most memory", "export one change peak", " one change memory", "MB", ""),
        ("with a theme like the peer's, colours known", "export equal", "", "ms", aim("0.13")),
        ("  processors", "export equal processors", " processors", "ms", aim("0.13")),
        ("  most memory", "export equal peak", " memory", "MB", ""),
        ("  after one change", "export equal one change", " one change", "ms", ""),
        ("  processors", "export equal one change processors", " one change processors", "ms", ""),
        ("  most memory", "export equal one change peak", " one change memory", "MB", ""),
        ("the files of the whole theme, only written", "floor export", "", "ms", ""),
    ] {
        let peer = figures.get(&format!("{name}{peer}"));
        let (Some(galley), Some(peer)) = (figures.get(galley), peer) else { continue };
        let (ratio, galley, peer) = (galley / peer, print_value(galley, unit), print_value(peer, unit));
        println!("{what:<42} {galley:>10} {peer:>12} {ratio:>8.2}   {aim}");
    }
    println!();
}

fn lines() -> Vec<Line> {
    let mut lines = vec![
        Line::new("import, articles", "import /s", "/s", Some("floor import /s"), "3,000/s"),
        Line::new("import again, nothing changed", "import again /s", "/s", None, ""),
        Line::new("open and list the newest 50, p50", "open p50", "ms", None, "100 ms"),
        Line::new("open and list the newest 50, max", "open max", "ms", None, "100 ms"),
    ];
    for kind in ["list", "list by status", "list by tag", "list by category", "list by all three"] {
        for place in ["first page", "deep in"] {
            let figure = format!("{kind}, {place}");
            lines.push(Line::new(&format!("{figure}, p99"), &format!("{figure} p99"), "ms", None, "5 ms"));
        }
    }
    lines.extend([
        Line::new("save, p50", "save p50", "ms", Some("floor save p50"), ""),
        Line::new("save, p99", "save p99", "ms", Some("floor save p99"), "15 ms"),
        Line::new("save, max", "save max", "ms", Some("floor save max"), ""),
        Line::new("render Markdown", "render MB/s", "MB/s", Some("floor render MB/s"), ""),
        Line::new("read Markdown (for search and links)", "read MB/s", "MB/s", Some("floor render MB/s"), ""),
        Line::new("export the site", "export", "ms", Some("floor export"), ""),
        Line::new("  files", "export files", "", None, ""),
        Line::new("export the site, colours known", "export anew", "ms", Some("floor export"), ""),
        Line::new("export after one change", "export one change", "ms", None, ""),
        Line::new("  files", "export one change files", "", None, ""),
        Line::new(
            "  search and cards aside",
            "export one change, search and cards aside",
            "ms",
            None,
            "100 ms",
        ),
    ]);
    lines.extend(stages::STEPS.iter().map(|(step, what)| {
        Line::new(&format!("    {what}"), &format!("export one change: {step}"), "ms", None, "")
    }));
    lines.extend([
        Line::new("export, nothing changed", "export nothing", "ms", None, "500 ms"),
        Line::new("export, only a draft saved", "export a draft", "ms", None, ""),
        Line::new("export after a new article", "export a new article", "ms", None, ""),
        Line::new("  files", "export a new article files", "", None, ""),
        Line::new("a page of a list beside a shelf, p99", "list beside a shelf p99", "ms", None, "5 ms"),
        Line::new("export after a tag that is new", "export a new list", "ms", None, ""),
        Line::new("  files", "export a new list files", "", None, ""),
        Line::new("read the English dictionary", "dictionary", "ms", None, ""),
        Line::new("look up words", "spelling /s", "/s", None, ""),
        Line::new("suggest in place of a word", "suggest", "ms", None, ""),
        Line::new("export bundles", "bundle", "ms", Some("floor bundle"), ""),
        Line::new("  files", "bundle files", "", None, ""),
    ]);
    for (change, _) in shelf::CHANGES {
        for undone in ["", " undone"] {
            let figure = format!("shelf {change}{undone} /s");
            let what = format!("a whole shelf: {change}{undone}");
            lines.push(Line::new(&what, &figure, "/s", Some("floor shelf /s"), ""));
        }
    }
    for (phase, aim) in [
        ("import", ""),
        ("shelf", ""),
        ("search", ""),
        ("save", ""),
        ("export", "400 MB"),
        ("export anew", "400 MB"),
        ("export one change", ""),
        ("bundle", "400 MB"),
    ] {
        lines.push(Line::new(&format!("most memory, {phase}"), &format!("{phase} peak"), "MB", None, aim));
    }
    lines
}

fn print_value(value: f64, unit: &str) -> String {
    match unit {
        "/s" => format!("{value:.0}/s"),
        "" => format!("{value:.0}"),
        "ms" if value < 10.0 => format!("{value:.2} ms"),
        "ms" if value < 10_000.0 => format!("{value:.0} ms"),
        "ms" => format!("{:.1} s", value / 1000.0),
        unit => format!("{value:.0} {unit}"),
    }
}

pub(crate) fn legend() {
    println!(
        "Floor: what the parts take by themselves, measured in the same run.
  import   the same files, read and inserted into one SQLite table with the library's settings, 256 in a transaction
  shelf    one column of each row of that table, in one transaction
  save     a sentence added to a row of that table, in a transaction of its own, on the disk
  render   pulldown-cmark and its own writer: nothing sanitised, no code coloured, no problems found
  export   the same files written again into a fresh folder, on all cores, and the disk waited for
Ratio: how many times the floor Galley takes. It does more: revisions, search, links and media come with a save, templates and
feeds with an export. Import is complete when it returns, the index of search included. Found: queries with a hit.
Every phase is a process of its own; a page of a list and a search have 50 lines. p99: one in a hundred is slower."
    );
}
