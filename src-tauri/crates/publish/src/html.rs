//! Looking at HTML without making a page of it: its tags one after the other.

use crate::server::unescaped;

/// HTML as our own sanitiser writes it: every value in double quotes, no `<` in a text. What a server sends is only compared.
pub(crate) enum Piece<'h> {
    /// What stands between `<` and `>`; a comment too.
    Tag(&'h str),
    /// What stands between tags.
    Text(&'h str),
}

/// Cuts HTML at its tags.
pub(crate) fn pieces(html: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = html;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let Some(inner) = rest.strip_prefix('<') else {
            let text;
            (text, rest) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
            return Some(Piece::Text(text));
        };
        let mut is_quoted = false;
        let end = if inner.starts_with("!--") {
            inner.find("-->").map(|at| at + 2)
        } else {
            inner.find(|c: char| {
                is_quoted ^= c == '"';
                c == '>' && !is_quoted
            })
        };
        let end = end.unwrap_or(inner.len());
        rest = inner.get(end + 1..).unwrap_or_default();
        Some(Piece::Tag(&inner[..end]))
    })
}

/// The name of a tag, and its attributes with their values.
pub(crate) fn opened(tag: &str) -> (&str, Vec<(&str, &str)>) {
    let (name, rest) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
    let mut parts = rest.split('"');
    let mut attributes = Vec::new();
    while let (Some(attribute), Some(value)) = (parts.next(), parts.next()) {
        attributes.push((attribute.trim().trim_end_matches('='), value));
    }
    (name, attributes)
}

/// Where the pictures of some HTML lie, as they are named there.
pub(crate) fn pictures_of(html: &str) -> impl Iterator<Item = String> {
    pieces(html).filter_map(|piece| {
        let Piece::Tag(tag) = piece else { return None };
        let ("img", attributes) = opened(tag) else { return None };
        attributes.iter().find(|(name, _)| *name == "src").map(|(_, src)| unescaped(src))
    })
}

/// The words of a text that may have some HTML in it, as a title or a caption has. A sign that only looks like a tag stays.
pub(crate) fn plain(text: &str) -> String {
    let is_tag = |tag: &str| {
        let name = tag.strip_prefix('/').unwrap_or(tag);
        name.starts_with("!--") || name.starts_with(|c: char| c.is_ascii_alphabetic())
    };
    let mut words = String::with_capacity(text.len());
    for piece in pieces(text) {
        match piece {
            Piece::Text(text) => words.push_str(text),
            Piece::Tag(tag) if is_tag(tag) => {}
            Piece::Tag(tag) => words.extend(["<", tag, ">"]),
        }
    }
    unescaped(&words).trim().to_owned()
}

/// The characters of a text without the signs that are named in it, as `&rsquo;` is: nobody is called by them.
fn without_names(text: &str) -> impl Iterator<Item = char> {
    let mut rest = text;
    std::iter::from_fn(move || {
        while let Some(named) = rest.strip_prefix('&') {
            let end = named.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(named.len());
            match named[end..].strip_prefix(';') {
                Some(behind) if end > 0 => rest = behind,
                _ => break,
            }
        }
        let c = rest.chars().next()?;
        rest = &rest[c.len_utf8()..];
        Some(c)
    })
}

/// Whether a page is that of an article: its headline is on it, or the page says that it stands at its address. What a site makes of signs, spaces and
/// capitals does not count.
pub(crate) fn is_of_article(html: &str, headline: &str, address: &str) -> bool {
    let letters = |text: &str| -> String {
        let text = unescaped(text);
        let signs = without_names(&text).filter(|c| c.is_alphanumeric());
        signs.flat_map(char::to_lowercase).collect()
    };
    let bare = |address: &str| unescaped(address).trim_end_matches('/').to_owned();
    let says_so = |piece: Piece<'_>| {
        let Piece::Tag(tag) = piece else { return false };
        let ("link", attributes) = opened(tag) else { return false };
        let is = |name, value: &str| attributes.iter().any(|(of, has)| *of == name && bare(has) == value);
        is("rel", "canonical") && is("href", &bare(address))
    };
    letters(html).contains(&letters(headline)) || pieces(html).any(says_so)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_the_articles_by_its_headline_or_its_address() {
        let is = |html: &str| is_of_article(html, "Don't “stop” the <cranes>", "https://a.example/cranes/");
        assert!(is("<title>DON&#8217;T &quot;stop&quot; the &lt;cranes&gt; &#8211; Bugle</title>"));
        assert!(is("<h1>Don&rsquo;t stop\n the\u{a0}cranes</h1>"));
        assert!(is("<link rel=\"canonical\" href=\"https://a.example/cranes\" /><h1>Cranes</h1>"));
        for other in [
            "<title>Coming soon</title>",
            "<link rel=\"canonical\" href=\"https://a.example/\" />",
            "<a href=\"/login?to=https://a.example/cranes/\">Sign in</a>",
            "",
        ] {
            assert!(!is(other), "{other}");
        }
    }

    #[test]
    fn words_are_what_a_person_reads() {
        assert_eq!(plain("<p>A &amp; <em title=\"x>y\">b</em></p>\n"), "A & b");
        assert_eq!(plain("1 < 2 > 0"), "1 < 2 > 0");
    }
}
