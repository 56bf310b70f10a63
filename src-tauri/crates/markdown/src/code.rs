//! Code in colours, as classes.
//!
//! The grammars are Sublime Text's, run by syntect in pure Rust; why these is in `docs/decisions/0004-highlighting.md`.
//! Of syntect's many scopes eleven classes are left, which is what a page of news can tell apart.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};

use crate::dialect::{MAX_HIGHLIGHT_BLOCK_BYTES, MAX_HIGHLIGHT_CACHE_BYTES, MAX_HIGHLIGHT_LINE_BYTES};
use crate::escape;

/// The colours of highlighted code, for light and dark pages. A theme may print it as it is or bring its own.
pub fn code_stylesheet() -> &'static str {
    include_str!("code.css")
}

/// Code as HTML with a `<span class="hl-...">` around what has a colour. None where the language is unknown or the
/// code is longer than anybody reads in colours.
pub fn highlight_code(language: &str, code: &str) -> Option<String> {
    if code.len() > MAX_HIGHLIGHT_BLOCK_BYTES
        || code.lines().any(|line| line.len() > MAX_HIGHLIGHT_LINE_BYTES)
    {
        return None;
    }
    let language = language.to_ascii_lowercase();
    let token = token(&language)?;
    let key = key(token, code);
    let known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner).runs.get(&key).cloned();
    if let Some(found) = known.and_then(|runs| print(&runs, code)) {
        return found;
    }
    let runs = highlighted(token, code).unwrap_or_default();
    let html = print(&runs, code).flatten();
    KNOWN.lock().unwrap_or_else(PoisonError::into_inner).keep(key, runs.into());
    html
}

/// What is known of the colours of code that was printed: for a file, from which another process can
/// [learn](learn_code_colours) it.
pub fn known_code_colours() -> Vec<u8> {
    let known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    let mut bytes = Vec::with_capacity(known.bytes + known.runs.len() * ENTRY_BYTES);
    for (key, runs) in &known.runs {
        bytes.extend(key.to_le_bytes());
        bytes.extend((runs.len() as u32).to_le_bytes());
        bytes.extend(&**runs);
    }
    bytes
}

/// Takes what [`known_code_colours`] gave. It decides about colours alone: whatever it says, every character of a code is
/// printed once, by this module, as text.
pub fn learn_code_colours(mut bytes: &[u8]) {
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    while let Some((key, rest)) = bytes.split_first_chunk::<16>()
        && let Some((length, rest)) = rest.split_first_chunk::<4>()
        && let Some((runs, rest)) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)
    {
        known.keep(u128::from_le_bytes(*key), runs.into());
        bytes = rest;
    }
}

/// The grammars, from the first code that is coloured until they are [put away](put_grammars_away).
static GRAMMARS: Mutex<Option<Arc<SyntaxSet>>> = Mutex::new(None);

/// Lets go of the grammars, which grow to some 70 MB while they are used: after work that coloured much and is over. The next code that
/// is not known pays a tenth of a second for having them again.
pub fn put_grammars_away() {
    *GRAMMARS.lock().unwrap_or_else(PoisonError::into_inner) = None;
}

fn grammars() -> Arc<SyntaxSet> {
    let mut grammars = GRAMMARS.lock().unwrap_or_else(PoisonError::into_inner);
    Arc::clone(grammars.get_or_insert_with(|| Arc::new(two_face::syntax::extra_newlines())))
}

static KNOWN: LazyLock<Mutex<RunCache>> = LazyLock::new(Mutex::default);

/// Bytes beside the runs that an entry takes in a file.
const ENTRY_BYTES: usize = 20;

/// Which runs of characters have which colours, by language and code. A run is a class and a length; none at all says that the
/// language is unknown.
#[derive(Default)]
struct RunCache {
    runs: HashMap<u128, Box<[u8]>>,
    bytes: usize,
}

impl RunCache {
    fn keep(&mut self, key: u128, runs: Box<[u8]>) {
        if self.bytes + runs.len() > MAX_HIGHLIGHT_CACHE_BYTES {
            // Rare, and cheaper than keeping account of age: begin anew.
            self.runs.clear();
            self.bytes = 0;
        }
        self.bytes += runs.len() + ENTRY_BYTES;
        if let Some(old) = self.runs.insert(key, runs) {
            self.bytes -= old.len() + ENTRY_BYTES;
        }
    }
}

/// 128 bits: no two codes share them by chance, and who makes two that do gets wrong colours.
fn key(token: &str, code: &str) -> u128 {
    let half = |salt: u8| {
        let mut hasher = DefaultHasher::new();
        (salt, token, code).hash(&mut hasher);
        hasher.finish()
    };
    (u128::from(half(0)) << 64) | u128::from(half(1))
}

/// Code in the colours of these runs; inner none for an unknown language, outer none where the runs are not of this code.
#[expect(clippy::option_option, reason = "not known, and known to have none, are two things")]
fn print(mut runs: &[u8], code: &str) -> Option<Option<String>> {
    if runs.is_empty() && !code.is_empty() {
        return Some(None);
    }
    let mut html = String::with_capacity(code.len() * 2);
    let mut rest = code;
    while let Some((class, after)) = runs.split_first() {
        let class = CLASS_NAMES.get(usize::from(*class))?;
        let (length, after) = read_length(after)?;
        let (text, left) = rest.split_at_checked(length)?;
        if class.is_empty() {
            escape::text(&mut html, text);
        } else {
            html.extend(["<span class=\"", class, "\">"]);
            escape::text(&mut html, text);
            html.push_str("</span>");
        }
        (rest, runs) = (left, after);
    }
    rest.is_empty().then_some(Some(html))
}

/// A length in groups of seven bits, the lowest first.
fn read_length(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let end = bytes.iter().position(|byte| byte & 0x80 == 0).filter(|end| *end < 4)?;
    let (length, rest) = bytes.split_at(end + 1);
    Some((length.iter().rev().fold(0, |sum, byte| (sum << 7) | usize::from(byte & 0x7f)), rest))
}

fn write_length(runs: &mut Vec<u8>, mut length: usize) {
    while length >= 0x80 {
        runs.push(length as u8 | 0x80);
        length >>= 7;
    }
    runs.push(length as u8);
}

/// The name under which a grammar is looked for, from the first word of a code fence in small letters. None for plain text.
fn token(language: &str) -> Option<&str> {
    Some(match language {
        "" | "text" | "txt" | "plain" | "plaintext" | "none" | "output" => return None,
        "c#" | "csharp" => "cs",
        "f#" | "fsharp" => "fs",
        "c++" => "cpp",
        "golang" => "go",
        "shell" | "console" | "shellsession" | "sh-session" | "zsh" => "bash",
        "jsonc" | "json5" => "json",
        "rustlang" => "rust",
        "node" | "mjs" | "cjs" | "jsx" => "js",
        "py3" | "python3" => "python",
        "objc" | "objective-c" => "m",
        "docker" => "dockerfile",
        "patch" => "diff",
        "tex" => "latex",
        other => other,
    })
}

fn syntax<'g>(grammars: &'g SyntaxSet, token: &str) -> Option<&'g SyntaxReference> {
    grammars.find_syntax_by_token(token).filter(|syntax| syntax.name != "Plain Text")
}

/// The classes of what has a colour, each at its number; the first is that of what has none. Known colours name them by number.
const CLASS_NAMES: [&str; 12] =
    ["", "hl-k", "hl-s", "hl-e", "hl-n", "hl-c", "hl-f", "hl-t", "hl-g", "hl-a", "hl-i", "hl-d"];

/// The classes, each with the scopes that carry it. The last scope of the list that fits wins; a scope deeper in the
/// stack goes before one further out.
static CLASSES: LazyLock<Vec<(Scope, &'static str)>> = LazyLock::new(|| {
    let rules = [
        ("keyword", "hl-k"),
        ("storage", "hl-k"),
        ("keyword.operator", ""),
        ("variable.language", "hl-k"),
        ("string", "hl-s"),
        ("constant.character.escape", "hl-e"),
        ("constant.numeric", "hl-n"),
        ("constant.language", "hl-n"),
        ("comment", "hl-c"),
        ("entity.name.function", "hl-f"),
        ("support.function", "hl-f"),
        ("variable.function", "hl-f"),
        ("support.macro", "hl-f"),
        ("entity.name.type", "hl-t"),
        ("entity.name.class", "hl-t"),
        ("entity.name.struct", "hl-t"),
        ("entity.name.enum", "hl-t"),
        ("entity.name.trait", "hl-t"),
        ("entity.name.impl", "hl-t"),
        ("support.type", "hl-t"),
        ("support.class", "hl-t"),
        ("entity.name.tag", "hl-g"),
        ("entity.other.attribute-name", "hl-a"),
        ("entity.name.section", "hl-t"),
        ("markup.heading", "hl-t"),
        ("markup.inserted", "hl-i"),
        ("markup.deleted", "hl-d"),
    ];
    rules.map(|(scope, class)| (Scope::new(scope).expect("a scope has at most eight parts"), class)).to_vec()
});

static KEY: LazyLock<Scope> =
    LazyLock::new(|| Scope::new("meta.mapping.key").expect("a scope of three parts"));

/// The class of what has these scopes.
fn class(stack: &ScopeStack) -> &'static str {
    for scope in stack.as_slice().iter().rev() {
        if let Some((_, class)) = CLASSES.iter().rev().find(|(prefix, _)| prefix.is_prefix_of(*scope)) {
            // The key of a JSON or YAML object is a string too, and better told apart.
            let is_key = *class == "hl-s" && stack.as_slice().iter().any(|scope| KEY.is_prefix_of(*scope));
            return if is_key { "hl-a" } else { class };
        }
    }
    ""
}

/// The runs of a code; none for an unknown language.
fn highlighted(token: &str, code: &str) -> Option<Vec<u8>> {
    let grammars = grammars();
    let mut state = ParseState::new(syntax(&grammars, token)?);
    let mut stack = ScopeStack::new();
    let mut out = Runs::default();
    // The grammars want every line to end; what was added is taken off again.
    let unfinished = !code.ends_with('\n');
    let whole = if unfinished { format!("{code}\n") } else { code.to_owned() };
    for line in whole.split_inclusive('\n') {
        let mut from = 0;
        for (at, change) in state.parse_line(line, &grammars).ok()? {
            out.push(&line[from..at], class(&stack));
            from = at;
            stack.apply(&change).ok()?;
        }
        out.push(&line[from..], class(&stack));
    }
    Some(out.finish(usize::from(unfinished)))
}

/// Runs in the making. One that has a colour never holds a line end, so that a theme may number lines.
#[derive(Default)]
struct Runs {
    runs: Vec<(&'static str, usize)>,
    open: &'static str,
}

impl Runs {
    fn push(&mut self, text: &str, class: &'static str) {
        let (text, end) = match text.strip_suffix('\n') {
            Some(text) => (text, true),
            None => (text, false),
        };
        if !text.is_empty() {
            // White space has no colour: it goes on with what is open.
            if !text.bytes().all(|byte| byte.is_ascii_whitespace()) {
                self.open = class;
            }
            self.add(text.len());
        }
        if end {
            self.open = "";
            self.add(1);
        }
    }

    fn add(&mut self, length: usize) {
        match self.runs.last_mut() {
            Some((class, before)) if *class == self.open => *before += length,
            _ => self.runs.push((self.open, length)),
        }
    }

    /// The runs, without so many of the last characters.
    fn finish(mut self, added: usize) -> Vec<u8> {
        if let Some((_, last)) = self.runs.last_mut() {
            *last -= added;
        }
        let mut bytes = Vec::with_capacity(self.runs.len() * 2);
        for (class, length) in self.runs.into_iter().filter(|(_, length)| *length > 0) {
            let number =
                CLASS_NAMES.iter().position(|name| *name == class).expect("every class has a number");
            bytes.push(number as u8);
            write_length(&mut bytes, length);
        }
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CODE: &str = "fn main() {\n    let n = 1; // <one>\n}";

    #[test]
    fn what_is_known_gives_the_same_colours_and_nothing_else() {
        let runs = highlighted("rust", CODE).expect("a language that is known");
        let html = print(&runs, CODE).flatten().expect("they are its runs");
        assert_eq!(highlight_code("Rust", CODE).as_deref(), Some(html.as_str()));
        assert!(html.contains("<span class=\"hl-c\">// &lt;one&gt;</span>\n"), "{html}");
        assert_eq!(print(&runs, "fn main() {}"), None, "they are of another code");
        // Whatever the bytes are, what comes out is the code as text, with spans of ours around it, or nothing.
        for at in 0..runs.len() {
            for wrong in [0, 1, 11, 12, 0x7f, 0xff] {
                let mut runs = runs.clone();
                runs[at] = wrong;
                let Some(Some(html)) = print(&runs, CODE) else { continue };
                let mut text = html.replace("</span>", "");
                for name in CLASS_NAMES {
                    text = text.replace(&format!("<span class=\"{name}\">"), "");
                }
                let mut expected = String::new();
                escape::text(&mut expected, CODE);
                assert_eq!(text, expected, "{runs:?}");
            }
        }
    }

    #[test]
    fn colours_are_learnt_from_another_process() {
        let code = "let unlikely = \"never printed elsewhere\";";
        let html = highlight_code("rust", code);
        let bytes = known_code_colours();
        assert!(bytes.len() > ENTRY_BYTES);
        learn_code_colours(&bytes);
        learn_code_colours(&bytes[..bytes.len() - 1]);
        learn_code_colours(b"no such thing");
        assert_eq!(highlight_code("rust", code), html);
        assert_eq!(highlight_code("no-such-language", code), None);
        assert_eq!(highlight_code("no-such-language", code), None, "and that is known now");
    }
}
