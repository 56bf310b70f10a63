//! Under which address a page stood on the site that its folder was made for: by the tool's own rule, or the one that its
//! configuration sets.

use chrono::{Datelike, NaiveDate};
use galley_domain::FormerLists;
use unicode_normalization::char::is_combining_mark;

use crate::front::{Fields, Node, Value};
use crate::layout::Tool;

/// The rule of a site.
#[derive(Debug)]
pub(crate) struct Addresses {
    tool: Tool,
    /// Hugo: patterns of sections. Jekyll: that of its posts, without a name.
    patterns: Vec<(String, String)>,
    /// Hugo: `/posts/first.html`.
    is_ugly: bool,
    /// Hugo: the site's own language has a folder as well.
    default_below: bool,
    /// Below which paths it had lists.
    lists: FormerLists,
}

/// What of a page its address is made of.
#[derive(Debug, Default)]
pub(crate) struct Page<'p> {
    /// The folders above it, below those of content and language.
    pub(crate) sections: &'p [String],
    /// Its file's name, or its folder's.
    pub(crate) name: &'p str,
    pub(crate) title: &'p str,
    /// The slug that it was given.
    pub(crate) slug: Option<&'p str>,
    /// A pattern that only it has.
    pub(crate) pattern: Option<&'p str>,
    /// Its date as written: `2023-10-19` and what may follow.
    pub(crate) date: Option<&'p str>,
    /// What its language is called in addresses, where that is not the site's own.
    pub(crate) language: Option<&'p str>,
    /// The site's own language, by the same name.
    pub(crate) own_language: Option<&'p str>,
    pub(crate) categories: &'p [String],
    /// Jekyll: a page outside of its collections; and the collection of one that is no post.
    pub(crate) stands_alone: bool,
    pub(crate) collection: Option<&'p str>,
    /// It is the `index.md` of its folder.
    pub(crate) is_index: bool,
}

const PRETTY: &str = "/:categories/:year/:month/:day/:title/";
const DATED: &str = "/:categories/:year/:month/:day/:title:output_ext";

impl Addresses {
    /// The rule that a configuration sets; none for what is no site.
    pub(crate) fn read(tool: Tool, config: &Fields) -> Option<Self> {
        let get = |key: &str| config.iter().find(|(k, _)| k.eq_ignore_ascii_case(key)).map(|(_, node)| node);
        let truth = |key: &str| get(key).and_then(Node::truth).unwrap_or_default();
        let patterns = match (tool, get("permalinks"), get("permalink")) {
            (Tool::Hugo, Some(node), _) => hugo_patterns(node),
            (Tool::Jekyll, _, Some(node)) => vec![(String::new(), node.text().unwrap_or_default())],
            (Tool::Hugo | Tool::Zola | Tool::Jekyll, ..) => Vec::new(),
            (Tool::Galley | Tool::Plain, ..) => return None,
        };
        let (is_ugly, default_below) = (truth("uglyURLs"), truth("defaultContentLanguageInSubdir"));
        let lists = lists(tool, get("taxonomies"));
        Some(Self { tool, patterns, is_ugly, default_below, lists })
    }

    /// Where the lists of categories, tags and bylines stood.
    pub(crate) fn lists(&self) -> &FormerLists {
        &self.lists
    }

    /// Where the page stood; none where that is not certain.
    pub(crate) fn of(&self, page: &Page<'_>) -> Option<String> {
        let address = match self.tool {
            Tool::Jekyll => self.of_jekyll(page)?,
            Tool::Hugo => self.of_hugo(page)?,
            Tool::Zola => zola(page)?,
            Tool::Galley | Tool::Plain => return None,
        };
        let tidy = address.split('/').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("/");
        let end = if address.ends_with('/') { "/" } else { "" };
        (!tidy.is_empty()).then(|| format!("/{tidy}{end}").replace(' ', "%20"))
    }

    fn of_hugo(&self, page: &Page<'_>) -> Option<String> {
        let home = match page.language {
            Some(language) => format!("/{language}"),
            None if self.default_below => format!("/{}", page.own_language?),
            None => String::new(),
        };
        let section = page.sections.first().map(String::as_str);
        let of_section =
            self.patterns.iter().find(|(name, _)| Some(name.as_str()) == section).map(|(_, p)| p.as_str());
        let path = match page.pattern.or(of_section) {
            Some(pattern) => expand(pattern, |token| hugo_token(token, page))?,
            None if page.sections.is_empty() && page.name == "index" => return None,
            None => {
                let above: Vec<_> = page.sections.iter().map(|section| urlised(section)).collect();
                format!("/{}/{}/", above.join("/"), page.slug.map_or_else(|| urlised(page.name), urlised))
            }
        };
        let path = if self.is_ugly && page.pattern.is_none() {
            format!("{}.html", path.trim_end_matches('/'))
        } else {
            path
        };
        Some(home + &path)
    }

    fn of_jekyll(&self, page: &Page<'_>) -> Option<String> {
        let set = page.pattern.or_else(|| self.patterns.first().map(|(_, pattern)| pattern.as_str()));
        let pattern = match set.unwrap_or("date") {
            "date" => DATED,
            "pretty" => PRETTY,
            "ordinal" => "/:categories/:year/:y_day/:title:output_ext",
            "none" => "/:categories/:title:output_ext",
            pattern if pattern.contains('/') => pattern,
            _ => return None,
        };
        if page.stands_alone && page.pattern.is_some_and(|pattern| pattern.contains('/')) {
            return expand(pattern, |token| (token == "basename").then(|| page.name.to_owned()));
        }
        if page.stands_alone || page.collection.is_some() {
            let above = page.collection.iter().copied().chain(page.sections.iter().map(String::as_str));
            let above = above.collect::<Vec<_>>().join("/");
            let end = if pattern.ends_with('/') || page.is_index { "/" } else { ".html" };
            // The site's first page is its home page.
            let is_home = page.is_index && page.name == "index" && above.is_empty();
            return (!is_home).then(|| format!("/{above}/{}{end}", page.name));
        }
        expand(pattern, |token| jekyll_token(token, page))
    }
}

/// Hugo has two kinds of lists, or those that are set by their names for one and for many; Zola has those that are set; Jekyll by itself none.
fn lists(tool: Tool, taxonomies: Option<&Node>) -> FormerLists {
    let names: Vec<String> = match (tool, taxonomies.map(|node| &node.value)) {
        (Tool::Hugo, None) => vec!["categories".to_owned(), "tags".to_owned()],
        (Tool::Hugo, Some(Value::Map(fields))) => fields.iter().filter_map(|(_, node)| node.text()).collect(),
        (Tool::Zola, Some(Value::List(all))) => {
            let name = |node: &Node| match &node.value {
                Value::Map(fields) => fields.iter().find(|(key, _)| key == "name")?.1.text(),
                _ => None,
            };
            all.iter().filter_map(name).collect()
        }
        _ => Vec::new(),
    };
    let mut lists = FormerLists::default();
    for name in names {
        let paths = match name.to_lowercase().as_str() {
            "categories" | "category" => &mut lists.categories,
            "tags" | "tag" => &mut lists.tags,
            "authors" | "author" | "bylines" => &mut lists.bylines,
            _ => continue,
        };
        let path = format!("/{}/", urlised(&name));
        if FormerLists::is_path(&path) {
            paths.push(path);
        }
    }
    lists
}

/// `[permalinks] posts = "…"`, or the same below `page`.
fn hugo_patterns(node: &Node) -> Vec<(String, String)> {
    let Value::Map(fields) = &node.value else { return Vec::new() };
    let mut patterns = Vec::new();
    for (section, node) in fields {
        match &node.value {
            Value::Map(_) if section.eq_ignore_ascii_case("page") => patterns.extend(hugo_patterns(node)),
            _ => patterns.extend(node.text().map(|pattern| (section.clone(), pattern))),
        }
    }
    patterns
}

fn zola(page: &Page<'_>) -> Option<String> {
    let home = page.language.map(|language| format!("/{language}")).unwrap_or_default();
    let name = page.slug.unwrap_or(page.name);
    let path = format!("{home}/{}/{}/", page.sections.join("/"), urlised(name));
    // It spells other letters in those of English.
    path.is_ascii().then_some(path)
}

/// A pattern with its tokens replaced; none where one is not known.
fn expand(pattern: &str, token: impl Fn(&str) -> Option<String>) -> Option<String> {
    let mut out = String::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once(':') {
        out.push_str(before);
        let end = after.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(after.len());
        out.push_str(&token(&after[..end])?);
        rest = &after[end..];
    }
    out.push_str(rest);
    Some(out)
}

fn hugo_token(token: &str, page: &Page<'_>) -> Option<String> {
    let date = || written_day(page.date?);
    Some(match token {
        "year" => date()?.format("%Y").to_string(),
        "month" => date()?.format("%m").to_string(),
        "day" => date()?.format("%d").to_string(),
        "title" => urlised(page.title),
        "slug" => urlised(page.slug.unwrap_or(page.title)),
        "filename" | "contentbasename" => urlised(page.name),
        "slugorfilename" | "slugorcontentbasename" => urlised(page.slug.unwrap_or(page.name)),
        "section" => urlised(page.sections.first()?),
        "sections" => page.sections.iter().map(|s| urlised(s)).collect::<Vec<_>>().join("/"),
        _ => return None,
    })
}

fn jekyll_token(token: &str, page: &Page<'_>) -> Option<String> {
    let date = || written_day(page.date?);
    Some(match token {
        "year" => date()?.format("%Y").to_string(),
        "short_year" => date()?.format("%y").to_string(),
        "month" => date()?.format("%m").to_string(),
        "i_month" => date()?.month().to_string(),
        "day" => date()?.format("%d").to_string(),
        "i_day" => date()?.day().to_string(),
        "y_day" => date()?.format("%j").to_string(),
        "title" => page.slug.unwrap_or(page.name).to_owned(),
        "slug" => page.slug.unwrap_or(page.name).to_lowercase(),
        "categories" => page.categories.iter().map(|c| c.to_lowercase()).collect::<Vec<_>>().join("/"),
        "output_ext" => ".html".to_owned(),
        _ => return None,
    })
}

/// The day as it is written, whatever the time zone.
fn written_day(date: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(date.trim().get(..10)?, "%Y-%m-%d").ok()
}

/// As Hugo makes a part of an address: lower case, hyphens for spaces, and nothing that an address has a use for.
fn urlised(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.trim().to_lowercase().chars() {
        let kept = c.is_alphanumeric() || is_combining_mark(c) || matches!(c, '.' | '_' | '-' | '+' | '~');
        let c = if c.is_whitespace() { '-' } else { c };
        if (kept || c == '-') && !(c == '-' && out.ends_with('-')) {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Limits;
    use crate::front::{self, Format};

    fn rule(tool: Tool, config: &str) -> Addresses {
        let config = front::read(Format::Yaml, config, 1, &Limits::default()).expect("good YAML");
        Addresses::read(tool, &config).expect("it is a site")
    }

    #[test]
    fn hugo_s_addresses() {
        let sections = ["posts".to_owned(), "Far East".to_owned()];
        let page = Page {
            sections: &sections,
            name: "First Post",
            title: "What’s new?",
            date: Some("2023-10-19T23:30:00+08:00"),
            own_language: Some("en"),
            ..Page::default()
        };
        let cases = [
            ("title: A", "/posts/far-east/first-post/"),
            ("uglyURLs: true", "/posts/far-east/first-post.html"),
            ("defaultContentLanguageInSubdir: true", "/en/posts/far-east/first-post/"),
            ("permalinks: { posts: '/:year/:month/:day/:slug/' }", "/2023/10/19/whats-new/"),
            ("permalinks: { page: { posts: '/:section/:filename' } }", "/posts/first-post"),
        ];
        for (config, expected) in cases {
            assert_eq!(rule(Tool::Hugo, config).of(&page).as_deref(), Some(expected), "{config}");
        }
        let unknown = rule(Tool::Hugo, "permalinks: { posts: '/:weekdayname/:slug/' }");
        assert_eq!(unknown.of(&page), None, "rather none than a wrong one");
        let chinese = Page { language: Some("zh"), slug: Some("yi"), ..page };
        assert_eq!(rule(Tool::Hugo, "a: b").of(&chinese).as_deref(), Some("/zh/posts/far-east/yi/"));
    }

    #[test]
    fn where_lists_stood() {
        let lists = |tool, config| {
            let found = rule(tool, config);
            let FormerLists { categories, tags, bylines } = found.lists();
            [categories, tags, bylines].map(|paths| paths.join(" "))
        };
        assert_eq!(lists(Tool::Hugo, "title: A"), ["/categories/", "/tags/", ""]);
        let set = "taxonomies: { tag: Tags, author: authors, series: series }";
        assert_eq!(lists(Tool::Hugo, set), ["", "/tags/", "/authors/"]);
        assert_eq!(lists(Tool::Zola, "base_url: a"), ["", "", ""]);
        let set = "taxonomies: [{ name: categories, feed: true }, { name: tags }]";
        assert_eq!(lists(Tool::Zola, set), ["/categories/", "/tags/", ""]);
        assert_eq!(lists(Tool::Jekyll, "title: A"), ["", "", ""]);
    }

    #[test]
    fn jekyll_s_addresses() {
        let categories = ["News".to_owned(), "Port Life".to_owned()];
        let post = Page {
            name: "first-frost",
            date: Some("2023-10-09"),
            categories: &categories,
            ..Page::default()
        };
        let cases = [
            ("title: A", "/news/port%20life/2023/10/09/first-frost.html"),
            ("permalink: pretty", "/news/port%20life/2023/10/09/first-frost/"),
            ("permalink: ordinal", "/news/port%20life/2023/282/first-frost.html"),
            ("permalink: /blog/:title", "/blog/first-frost"),
            ("permalink: /:i_month/:i_day/:slug/", "/10/9/first-frost/"),
        ];
        for (config, expected) in cases {
            assert_eq!(rule(Tool::Jekyll, config).of(&post).as_deref(), Some(expected), "{config}");
        }
        let page = Page { name: "about", stands_alone: true, ..Page::default() };
        let of = |config: &str, page: &Page<'_>| rule(Tool::Jekyll, config).of(page);
        assert_eq!(of("a: b", &page).as_deref(), Some("/about.html"));
        assert_eq!(of("permalink: pretty", &page).as_deref(), Some("/about/"));
        let home = Page { name: "index", is_index: true, ..page };
        assert_eq!(of("a: b", &home), None);
        let bird = Page { name: "wren", collection: Some("birds"), ..Page::default() };
        assert_eq!(of("a: b", &bird).as_deref(), Some("/birds/wren.html"));
    }
}
