//! Which tool a folder belongs to, and where that tool keeps its texts, its pictures and its languages.
//!
//! Read from the tool's configuration file where there is one, else from the shape of the folder.

use galley_domain::Language;

use crate::addresses::Addresses;
use crate::front::{self, Fields, Format, Node, Value};
use crate::root::{Found, Root};
use crate::{Left, LeftWhy, Limits};

/// How an import reads a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Dialect {
    /// Look at the folder and find out.
    #[default]
    Auto,
    /// As Hugo does.
    Hugo,
    /// As Zola does.
    Zola,
    /// As Jekyll does.
    Jekyll,
    /// As a bundle of our own.
    Bundle,
}

/// Whose folder it turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tool {
    /// A Hugo site or its content.
    Hugo,
    /// A Zola site or its content.
    Zola,
    /// A Jekyll site.
    Jekyll,
    /// A bundle of our own.
    Galley,
    /// No tool's: a folder of Markdown. The keys of all tools are understood.
    Plain,
}

/// The manifest of a bundle of our own.
pub(crate) const MANIFEST: &str = "galley.json";

/// Where things are.
#[derive(Debug)]
pub(crate) struct Layout {
    pub(crate) tool: Tool,
    /// Folders with texts, and the language of each where it has one. The most specific comes first.
    pub(crate) content: Vec<(String, Option<Language>)>,
    /// Folders whose files a site serves at its root.
    pub(crate) statics: Vec<String>,
    /// Languages by the name that the tool's files give them.
    pub(crate) languages: Vec<(String, Language)>,
    pub(crate) default_language: Option<Language>,
    /// Folders of Jekyll beside `_posts` and `_drafts`, with their underscore.
    pub(crate) collections: Vec<String>,
    /// Where its pages stood on the site; none where that was none, or where only a part of it is here.
    pub(crate) addresses: Option<Addresses>,
}

impl Layout {
    /// Looks at a folder. A configuration that cannot be read is left, and the folder's shape decides.
    pub(crate) fn find(root: &Root, from: Dialect, limits: &Limits, left: &mut Vec<Left>) -> Self {
        let hugo = ["hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json"];
        let shared = ["config.toml", "config.yaml", "config.yml", "config.json"];
        let nested = [
            "config/_default/hugo.toml",
            "config/_default/config.toml",
            "config/_default/hugo.yaml",
            "config/_default/config.yaml",
        ];
        let jekyll = ["_config.yml", "_config.yaml", "_config.toml"];
        let mut config = |names: &[&str]| {
            let name = names.iter().find(|name| matches!(root.find(name), Found::File(_)))?;
            Some(read_config(root, name, limits).unwrap_or_else(|why| {
                left.push(why);
                Fields::new()
            }))
        };
        let has = |folder: &str| root.find(folder) == Found::Folder;
        let (tool, config) = match from {
            Dialect::Bundle => (Tool::Galley, None),
            Dialect::Auto if matches!(root.find(MANIFEST), Found::File(_)) => (Tool::Galley, None),
            Dialect::Hugo => {
                (Tool::Hugo, config(&hugo).or_else(|| config(&shared)).or_else(|| config(&nested)))
            }
            Dialect::Zola => (Tool::Zola, config(&shared)),
            Dialect::Jekyll => (Tool::Jekyll, config(&jekyll)),
            Dialect::Auto => {
                if let Some(found) = config(&hugo).or_else(|| config(&nested)) {
                    (Tool::Hugo, Some(found))
                } else if let Some(found) = if has("content") { config(&shared) } else { None } {
                    // Both tools call it config.toml; only Zola spells its address with an underscore.
                    let tool = if get(&found, "base_url").is_some() { Tool::Zola } else { Tool::Hugo };
                    (tool, Some(found))
                } else if let Some(found) = config(&jekyll) {
                    (Tool::Jekyll, Some(found))
                } else if has("_posts") {
                    (Tool::Jekyll, None)
                } else {
                    (Tool::Plain, None)
                }
            }
        };
        let mut layout = Self {
            tool,
            content: Vec::new(),
            statics: Vec::new(),
            languages: Vec::new(),
            default_language: None,
            collections: vec!["_posts".to_owned(), "_drafts".to_owned()],
            addresses: None,
        };
        let config = config.unwrap_or_default();
        layout.addresses = Addresses::read(tool, &config);
        layout.configure(&config, has("content"));
        layout
    }

    fn configure(&mut self, config: &Fields, has_content: bool) {
        let text = |key: &str| get(config, key).and_then(Node::text);
        self.default_language = ["defaultContentLanguage", "default_language", "languageCode", "lang"]
            .iter()
            .find_map(|key| text(key)?.parse().ok());
        let inside = |path: String| crate::root::join("", &path);
        let main = text("contentDir").and_then(inside).unwrap_or_else(|| "content".to_owned());
        self.content = match self.tool {
            Tool::Hugo | Tool::Zola if has_content || main != "content" => vec![(main, None)],
            _ => vec![(String::new(), None)],
        };
        self.statics = match self.tool {
            Tool::Hugo => vec![
                text("staticDir").and_then(inside).unwrap_or_else(|| "static".to_owned()),
                "assets".to_owned(),
            ],
            Tool::Zola => vec!["static".to_owned()],
            Tool::Jekyll => vec![String::new()],
            Tool::Galley => Vec::new(),
            Tool::Plain => ["", "static", "public", "assets"].map(str::to_owned).to_vec(),
        };
        for (key, node) in map(get(config, "languages")) {
            let inner = |name: &str| {
                map(Some(node)).iter().find(|(k, _)| k.eq_ignore_ascii_case(name)).and_then(|(_, n)| n.text())
            };
            let Some(language) = key.parse::<Language>().ok().or_else(|| inner("languageCode")?.parse().ok())
            else {
                continue;
            };
            if let Some(folder) = inner("contentDir").and_then(inside) {
                self.content.push((folder, Some(language.clone())));
            }
            self.languages.push((key.clone(), language));
        }
        // The longest path first: `content/zh` before `content`.
        self.content.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.cmp(b)));
        match get(config, "collections").map(|node| &node.value) {
            Some(Value::Map(fields)) => {
                self.collections.extend(fields.iter().map(|(name, _)| format!("_{name}")));
            }
            Some(Value::List(list)) => {
                self.collections.extend(list.iter().filter_map(Node::text).map(|name| format!("_{name}")));
            }
            _ => {}
        }
    }

    /// The language that a part of a name stands for: as configured, else as a two-letter code that is one.
    pub(crate) fn language(&self, name: &str) -> Option<Language> {
        if let Some((_, language)) = self.languages.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)) {
            return Some(language.clone());
        }
        let language: Language = name.parse().ok()?;
        let known = self.default_language.as_ref() == Some(&language)
            || (language.primary().len() == 2
                && TWO_LETTERS.split(' ').any(|code| code == language.primary()));
        known.then_some(language)
    }
}

fn read_config(root: &Root, name: &str, limits: &Limits) -> Result<Fields, Left> {
    let too_large = |bytes| LeftWhy::TooLarge { bytes, max: limits.config_bytes as u64 };
    let bytes = root.read(name, limits.config_bytes as u64, too_large).map_err(|why| Left::new(name, why))?;
    let text = String::from_utf8(bytes).map_err(|_| Left::new(name, LeftWhy::NotUtf8))?;
    let format = match name.rsplit('.').next() {
        Some("toml") => Format::Toml,
        Some("json") => Format::Json,
        _ => Format::Yaml,
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    front::read(format, text, 1, limits).map_err(|at| Left::at(name, at.line, at.trouble.into()))
}

/// A field of a configuration; Hugo takes any case.
fn get<'a>(fields: &'a Fields, key: &str) -> Option<&'a Node> {
    fields.iter().find(|(k, _)| k.eq_ignore_ascii_case(key)).map(|(_, node)| node)
}

fn map(node: Option<&Node>) -> &[(String, Node)] {
    match node.map(|node| &node.value) {
        Some(Value::Map(fields)) => fields,
        _ => &[],
    }
}

/// The two-letter codes of ISO 639. A file called `notes.new.md` is not in Newari.
const TWO_LETTERS: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da \
    de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it \
    iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl \
    nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te \
    tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";
