//! HTML that anybody wrote: its tags and texts one after the other, each byte looked at once. What no reader sees is passed over: comments,
//! scripts, styles and templates.
//!
//! `html5ever` would do, but for a tag with a hundred thousand attributes, each of which it holds against all before it.

use galley_markdown::unescape;

/// Elements that are passed over with what is in them.
const UNSEEN: [&str; 3] = ["script", "style", "template"];
/// Elements in which nothing but their own end is a tag.
const PLAIN: [&str; 2] = ["title", "textarea"];
/// Where a page says what it is about, beside its title.
const HEADINGS: [&str; 2] = ["h1", "h2"];

/// Signs by which titles part a headline from the name of the site.
const PARTING: &str = "|–—·•«»‹›_｜：>";

/// A piece of HTML.
pub(crate) enum Piece<'h> {
    /// The tag that begins an element.
    Begin(Tag<'h>),
    /// The name of an element that ends.
    End(&'h str),
    /// What stands between tags, as it is written.
    Text(&'h str),
}

/// A tag that begins an element.
pub(crate) struct Tag<'h> {
    name: &'h str,
    attributes: Vec<(&'h str, &'h str)>,
}

impl Tag<'_> {
    /// Whether it begins an element of this name.
    pub(crate) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// The value of an attribute; where it stands twice, the first.
    pub(crate) fn value(&self, name: &str) -> Option<String> {
        let found = self.attributes.iter().find(|(attribute, _)| attribute.eq_ignore_ascii_case(name));
        found.map(|(_, value)| unescape(value))
    }
}

/// Cuts HTML into pieces.
pub(crate) fn pieces(html: &str) -> impl Iterator<Item = Piece<'_>> {
    let (mut rest, mut plain) = (html, None);
    std::iter::from_fn(move || {
        if let Some(name) = plain.take() {
            let text;
            (text, rest) = rest.split_at(end_of(rest, name));
            return Some(Piece::Text(text));
        }
        loop {
            let inner = match rest.find('<') {
                None if rest.is_empty() => return None,
                Some(0) => &rest[1..],
                at => {
                    let text;
                    (text, rest) = rest.split_at(at.unwrap_or(rest.len()));
                    return Some(Piece::Text(text));
                }
            };
            if let Some(comment) = inner.strip_prefix("!--") {
                rest = comment.split_once("-->").map_or("", |(_, behind)| behind);
            } else if inner.starts_with(['!', '?']) {
                rest = inner.split_once('>').map_or("", |(_, behind)| behind);
            } else if let Some(ended) = inner.strip_prefix('/').filter(|ended| begins_name(ended)) {
                rest = ended.split_once('>').map_or("", |(_, behind)| behind);
                return Some(Piece::End(&ended[..name_length(ended)]));
            } else if begins_name(inner) {
                let tag = Tag::read(inner, &mut rest);
                if UNSEEN.iter().any(|name| tag.is(name)) {
                    rest = &rest[end_of(rest, tag.name)..];
                }
                plain = PLAIN.into_iter().find(|name| tag.is(name));
                return Some(Piece::Begin(tag));
            } else {
                let sign;
                (sign, rest) = rest.split_at(1);
                return Some(Piece::Text(sign));
            }
        }
    })
}

impl<'h> Tag<'h> {
    /// Reads a tag behind its `<`; `rest` is what stands behind it.
    fn read(inner: &'h str, rest: &mut &'h str) -> Self {
        let (name, mut inside) = inner.split_at(name_length(inner));
        let mut attributes = Vec::new();
        while let Some(attribute) = next_attribute(&mut inside) {
            attributes.push(attribute);
        }
        *rest = inside.strip_prefix('>').unwrap_or(inside);
        Self { name, attributes }
    }
}

fn begins_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
}

fn name_length(text: &str) -> usize {
    text.find(|c: char| c.is_whitespace() || matches!(c, '/' | '>')).unwrap_or(text.len())
}

/// Where the tag begins that ends an element; the end of all where none does.
fn end_of(html: &str, name: &str) -> usize {
    let is_it = |at: &usize| {
        let after = &html.as_bytes()[at + "</".len()..];
        after.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
    };
    html.match_indices("</").map(|(at, _)| at).find(is_it).unwrap_or(html.len())
}

/// The next attribute of a tag, with its value in quotes of either kind or none. At the tag's end there is none any more.
fn next_attribute<'h>(rest: &mut &'h str) -> Option<(&'h str, &'h str)> {
    *rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
    if rest.is_empty() || rest.starts_with('>') {
        return None;
    }
    let name_end = rest.find(|c: char| c.is_whitespace() || matches!(c, '=' | '>' | '/'));
    // A sign where no name may begin is passed over.
    let name_end = name_end.unwrap_or(rest.len()).max(rest.chars().next().map_or(1, char::len_utf8));
    let (name, after) = rest.split_at(name_end);
    let Some(value) = after.trim_start().strip_prefix('=') else {
        *rest = after;
        return Some((name, ""));
    };
    let value = value.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
    let (value, after) = match quote {
        Some(quote) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
        None => value.split_at(value.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(value.len())),
    };
    *rest = after;
    Some((name, value))
}

/// Whether a page is that of an article: it says so by its title or a heading, or says that it stands at the article's address. What a site makes of
/// signs, spaces and capitals does not count.
pub(crate) fn is_of_article(html: &str, headline: &str, address: &str) -> bool {
    let headline = Words::of(headline).letters;
    let is_title = |text: &str| Words::of(&unescape(text)).has(&headline);
    let bare = |address: &str| address.trim_end_matches('/').to_owned();
    // The text of the heading that is open.
    let mut heading: Option<String> = None;
    let mut is_in_title = false;
    pieces(html).any(|piece| match piece {
        Piece::Begin(tag) if tag.is("link") => {
            let is_canonical = tag.value("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"));
            is_canonical && tag.value("href").is_some_and(|href| bare(href.trim()) == bare(address))
        }
        Piece::Begin(tag) if tag.is("meta") => {
            let what = tag.value("property").or(tag.value("name")).unwrap_or_default();
            matches!(what.as_str(), "og:title" | "twitter:title")
                && tag.value("content").is_some_and(|title| Words::of(&title).has(&headline))
        }
        Piece::Begin(tag) => {
            is_in_title = tag.is("title");
            if HEADINGS.iter().any(|name| tag.is(name)) {
                heading = Some(String::new());
            }
            false
        }
        Piece::Text(text) if is_in_title => {
            is_in_title = false;
            is_title(text)
        }
        Piece::Text(text) => {
            if let Some(heading) = &mut heading {
                heading.push_str(text);
            }
            false
        }
        Piece::End(name) if HEADINGS.iter().any(|heading| name.eq_ignore_ascii_case(heading)) => {
            let heading = heading.take().map(|text| Words::of(&unescape(&text)).letters);
            heading.is_some_and(|heading| !heading.is_empty() && heading == headline)
        }
        Piece::End(_) => false,
    })
}

/// The letters of a text in small, and where signs part it, as they part a headline from the name of its site.
struct Words {
    letters: String,
    parted: Vec<usize>,
}

impl Words {
    /// Of a text without letters its signs are what it is known by.
    fn of(text: &str) -> Self {
        let has_letters = text.chars().any(char::is_alphanumeric);
        let (mut letters, mut parted, mut is_behind_space) = (String::new(), vec![0], true);
        let mut signs = text.chars().peekable();
        while let Some(c) = signs.next() {
            let is_before_space = signs.peek().is_none_or(|next| next.is_whitespace());
            let parts = match c {
                '-' | '/' | '~' => is_behind_space && is_before_space,
                ':' => is_before_space,
                c => PARTING.contains(c),
            };
            if c.is_alphanumeric() || !(has_letters || c.is_whitespace()) {
                letters.extend(c.to_lowercase());
            } else if parts {
                parted.push(letters.len());
            }
            is_behind_space = c.is_whitespace();
        }
        parted.push(letters.len());
        Self { letters, parted }
    }

    /// Whether a stretch between two parting signs has these letters.
    fn has(&self, headline: &str) -> bool {
        let mut starts = self.parted.iter();
        let is_end = |end: usize| self.parted.binary_search(&end).is_ok();
        !headline.is_empty()
            && starts
                .any(|start| self.letters[*start..].starts_with(headline) && is_end(start + headline.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_the_articles_by_its_headline_or_its_address() {
        let is = |html: &str| {
            is_of_article(html, "Don't “stop” the <cranes>", "https://a.example/cranes/?a=1&b=2")
        };
        for its in [
            "<title>DON&#8217;T &quot;stop&quot; the &lt;cranes&gt; &#8211; Bugle</title>",
            "<TITLE data-x=1>Bugle | Don’t stop the cranes</title >",
            "<h1 class=x><a href=/>Don&rsquo;t <em>stop</em>\n the\u{a0}&lt;cranes></a></h1>",
            "<meta property=\"og:title\" content='Don&apos;t \"stop\" the &lt;cranes>'>",
            "<link rel=\"canonical\" href=\"https://a.example/cranes/?a=1&amp;b=2\" /><h1>Cranes</h1>",
        ] {
            assert!(is(its), "{its}");
        }
        for other in [
            "<title>Coming soon</title>",
            "<title>Why don't stop the cranes</title>",
            "<link rel=\"canonical\" href=\"https://a.example/\" />",
            "<a href=\"/login?to=https://a.example/cranes/\">Sign in</a>",
            "<p>Don't stop the cranes</p><script>'<h1>Don't stop the cranes</h1>'</script>",
            "<!-- <h1>Don't stop the cranes</h1> --><template><h1>Don't stop the cranes</h1></template>",
            "",
        ] {
            assert!(!is(other), "{other}");
        }
    }

    #[test]
    fn a_short_headline_is_not_found_in_whatever_a_page_has() {
        let page = "<title>Sign in to go on – 新闻网</title><a class=\"category\">Google</a><li>新闻</li><h1>Welcome…</h1>";
        for headline in ["Go", "新闻", "…?!", "a", ""] {
            assert!(!is_of_article(page, headline, "https://a.example/x"), "{headline}");
        }
        let has = |html: &str, headline: &str| is_of_article(html, headline, "https://a.example/x");
        assert!(has("<title>Go – Bugle</title>", "Go") && has("<title>新闻_新闻网</title>", "新闻"));
        assert!(has("<h1>…?!</h1>", "…?!") && has("<title>…?!</title>", "…?!"));
    }

    #[test]
    fn a_page_that_no_person_wrote_is_read_once() {
        // Each of these took the square of its length, or a large part of it.
        for piece in
            ["<script></script>", "<style><", "<title>", "<h1>", "<!--", "<a b='", "<a ", "b ", "</", "<"]
        {
            let page = piece.repeat(256 * 1024 / piece.len());
            assert!(!is_of_article(&page, "Cranes", "https://a.example/x"), "{piece}");
            let inside = format!("<p {page}");
            assert!(!is_of_article(&inside, "Cranes", "https://a.example/x"), "{piece}");
        }
    }
}
