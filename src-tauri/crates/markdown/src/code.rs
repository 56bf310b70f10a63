//! Code in colours, as classes.
//!
//! The grammars are Sublime Text's, run by syntect in pure Rust; why these is in `docs/decisions/0004-highlighting.md`.
//! Of syntect's many scopes eleven classes are left, which is what a page of news can tell apart.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{LazyLock, Mutex, PoisonError};

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
    let syntax = syntax(language)?;
    let key = hash(&syntax.name, code);
    let mut cache = CACHE.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((known, html)) = cache.html.get(&key)
        && known == code
    {
        return Some(html.clone());
    }
    drop(cache);
    let html = highlighted(syntax, code)?;
    cache = CACHE.lock().unwrap_or_else(PoisonError::into_inner);
    cache.keep(key, code, &html);
    Some(html)
}

static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);

static CACHE: LazyLock<Mutex<Cache>> = LazyLock::new(Mutex::default);

/// Highlighted code by language and text. The text is kept too: two texts may share a hash.
#[derive(Default)]
struct Cache {
    html: HashMap<u64, (String, String)>,
    bytes: usize,
}

impl Cache {
    fn keep(&mut self, key: u64, code: &str, html: &str) {
        let bytes = code.len() + html.len();
        if self.bytes + bytes > MAX_HIGHLIGHT_CACHE_BYTES {
            // Rare, and cheaper than keeping account of age: begin anew.
            self.html.clear();
            self.bytes = 0;
        }
        if self.html.insert(key, (code.to_owned(), html.to_owned())).is_none() {
            self.bytes += bytes;
        }
    }
}

fn hash(language: &str, code: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    (language, code).hash(&mut hasher);
    hasher.finish()
}

/// The grammar for the first word of a code fence.
fn syntax(language: &str) -> Option<&'static SyntaxReference> {
    let language = language.to_ascii_lowercase();
    let token = match language.as_str() {
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
    };
    SYNTAXES.find_syntax_by_token(token).filter(|syntax| syntax.name != "Plain Text")
}

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

fn highlighted(syntax: &SyntaxReference, code: &str) -> Option<String> {
    let mut state = ParseState::new(syntax);
    let mut stack = ScopeStack::new();
    let mut out = Spans { html: String::with_capacity(code.len() * 2), open: "" };
    // The grammars want every line to end; what was added is taken off again.
    let unfinished = !code.ends_with('\n');
    let whole = if unfinished { format!("{code}\n") } else { code.to_owned() };
    for line in whole.split_inclusive('\n') {
        let mut from = 0;
        for (at, change) in state.parse_line(line, &SYNTAXES).ok()? {
            out.push(&line[from..at], class(&stack));
            from = at;
            stack.apply(&change).ok()?;
        }
        out.push(&line[from..], class(&stack));
    }
    let mut html = out.finish();
    if unfinished {
        html.pop();
    }
    Some(html)
}

/// Spans that never hold a line end, so that a theme may number lines.
struct Spans {
    html: String,
    open: &'static str,
}

impl Spans {
    fn push(&mut self, text: &str, class: &'static str) {
        let (text, end) = match text.strip_suffix('\n') {
            Some(text) => (text, true),
            None => (text, false),
        };
        if !text.is_empty() {
            // White space has no colour: it goes on with what is open.
            if class != self.open && !text.bytes().all(|byte| byte.is_ascii_whitespace()) {
                self.close();
                if !class.is_empty() {
                    self.html.push_str("<span class=\"");
                    self.html.push_str(class);
                    self.html.push_str("\">");
                }
                self.open = class;
            }
            escape::text(&mut self.html, text);
        }
        if end {
            self.close();
            self.html.push('\n');
        }
    }

    fn close(&mut self) {
        if !self.open.is_empty() {
            self.html.push_str("</span>");
        }
        self.open = "";
    }

    fn finish(mut self) -> String {
        self.close();
        self.html
    }
}
