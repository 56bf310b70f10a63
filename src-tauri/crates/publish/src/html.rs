//! Looking at HTML without making a page of it: its tags one after the other. For HTML of anybody there is `foreign`.

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_what_a_person_reads() {
        assert_eq!(plain("<p>A &amp; <em title=\"x>y\">b</em></p>\n"), "A & b");
        assert_eq!(plain("1 < 2 > 0"), "1 < 2 > 0");
    }
}
