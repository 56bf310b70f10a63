//! Pairs of files: `NAME.md` and the HTML that it becomes, block by block. `GALLEY_REFRESH=1 cargo test -p
//! galley-markdown` writes the HTML anew; look at the difference before you keep it.

use std::borrow::Cow;
use std::fs;
use std::path::{Path, PathBuf};

use galley_markdown::{Links, Options, Picture, Rendered, Sized, Target, render};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

/// The Markdown files, in order.
fn files() -> Vec<PathBuf> {
    let entries = fs::read_dir(folder()).expect("the cases lie beside the tests");
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.expect("the folder can be read").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    files.sort();
    files
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).expect("a case is UTF-8")
}

/// All cases as texts.
pub(crate) fn texts() -> Vec<String> {
    files().iter().map(|path| text(path)).collect()
}

/// A library with one article and one picture: `/old/` moved, `gone` is nowhere.
pub(crate) struct Library;

impl Links for Library {
    fn link(&self, href: &str) -> Target<'_> {
        match href {
            "/old/" => Target::To(Cow::Borrowed("/new/")),
            "gone" => Target::Broken,
            "trap" => Target::To(Cow::Borrowed("javascript:alert(1)")),
            _ => Target::Keep,
        }
    }

    fn picture(&self, path: &str) -> Picture<'_> {
        match path {
            "port.jpg" => Picture::At {
                src: "/media/port-3f2a.jpg".into(),
                width: Some(800),
                height: Some(533),
                sized: None,
            },
            "local.jpg" => Picture::At { src: "blob:null/42".into(), width: None, height: None, sized: None },
            "wide.jpg" => Picture::At {
                src: "/media/wide.jpg".into(),
                width: None,
                height: None,
                sized: Some(Sized {
                    webp: "/media/wide-400.webp 400w, /media/wide-800.webp 800w".to_owned(),
                    sizes: "(min-width: 46rem) 44rem, 100vw",
                }),
            },
            "gone.jpg" => Picture::Missing,
            "trap.jpg" => {
                Picture::At { src: "javascript:alert(1)".into(), width: None, height: None, sized: None }
            }
            _ => Picture::Keep,
        }
    }
}

/// Blocks with their lines, then the problems.
fn shown(rendered: &Rendered) -> String {
    let mut parts = Vec::new();
    for block in rendered.blocks.iter().chain(&rendered.footnotes) {
        parts.push(format!("<!-- {}-{} -->\n{}\n", block.first_line, block.last_line, block.html.trim_end()));
    }
    for problem in &rendered.problems {
        parts.push(format!("<!-- {:?} {:?} -->\n", problem.range, problem.kind));
    }
    parts.concat()
}

#[test]
fn every_case_becomes_its_html() {
    let refresh = std::env::var_os("GALLEY_REFRESH").is_some();
    let mut wrong = Vec::new();
    for path in files() {
        let options = Options { links: &Library, ..Options::default() };
        let found = shown(&render(&text(&path), &options));
        let expected = path.with_extension("html");
        if refresh {
            fs::write(&expected, &found).expect("the folder can be written");
        }
        if fs::read_to_string(&expected).ok().as_ref() != Some(&found) {
            wrong.push(format!("{} is now\n{found}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
