//! What word processors mean by what they write: lists that are paragraphs, footnotes that are links, styles that are
//! emphasis. Only attributes are read here; the walk is in `clean`.

/// How a run of text is emphasised.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Emphasis {
    pub(super) strong: bool,
    pub(super) italic: bool,
    pub(super) struck: bool,
}

impl Emphasis {
    /// Inside an element of this tag with this style. A style wins over the tag: Google Docs wraps all that it copies into
    /// a `<b>` whose style says that it is not bold.
    pub(super) fn within(self, tag: &str, style: &str) -> Self {
        let mut inner = self;
        match tag {
            "b" | "strong" => inner.strong = true,
            "i" | "em" | "cite" | "dfn" => inner.italic = true,
            "s" | "strike" | "del" => inner.struck = true,
            _ => {}
        }
        if let Some(weight) = property(style, "font-weight") {
            inner.strong = matches!(weight, "bold" | "bolder") || weight.parse().is_ok_and(|w: u32| w >= 600);
        }
        if let Some(slant) = property(style, "font-style") {
            inner.italic = slant == "italic" || slant == "oblique";
        }
        let lines = property(style, "text-decoration").or_else(|| property(style, "text-decoration-line"));
        if lines.is_some_and(|lines| lines.contains("line-through")) {
            inner.struck = true;
        }
        inner
    }
}

/// The value of a property in a `style` attribute.
pub(super) fn property<'s>(style: &'s str, name: &str) -> Option<&'s str> {
    style.split(';').find_map(|declaration| {
        let (property, value) = declaration.split_once(':')?;
        property.trim().eq_ignore_ascii_case(name).then(|| value.trim())
    })
}

/// Whether a style hides what it is on.
pub(super) fn is_hidden(style: &str) -> bool {
    property(style, "display") == Some("none") || property(style, "mso-hide") == Some("all")
}

/// The level of the list that a paragraph of Word's is an item of, counted from 1.
pub(super) fn list_level(style: &str) -> Option<usize> {
    let list = property(style, "mso-list")?;
    let level = list.split_whitespace().find_map(|word| word.strip_prefix("level"))?;
    level.parse().ok().filter(|level| (1..=9).contains(level))
}

/// Whether this is the sign that Word wrote before an item, and hides from its own lists.
pub(super) fn is_sign(style: &str) -> bool {
    property(style, "mso-list") == Some("Ignore")
}

/// Whether the sign before an item of Word's counts: "1.", "b)", "iv."; not "·" or "o".
pub(super) fn counts(sign: &str) -> bool {
    let sign = sign.trim();
    let counted = sign.strip_suffix(['.', ')']).unwrap_or_default();
    !counted.is_empty() && counted.chars().all(char::is_alphanumeric)
}

/// The number of the footnote that a link leads to, or comes back from; by the way of Word, of Google Docs, and of Markdown's
/// tools, our own among them.
pub(super) fn footnote(href: &str) -> Option<(&str, bool)> {
    let (_, fragment) = href.split_once('#')?;
    let (rest, marks): (_, &[char]) = match fragment.strip_prefix("_ftn").or(fragment.strip_prefix("ftnt")) {
        Some(rest) => (rest, &[]),
        None => (fragment.strip_prefix("fn")?, &[':', '-']),
    };
    let (number, back) = match rest.strip_prefix("ref").or_else(|| rest.strip_prefix("_ref")) {
        Some(number) => (number, true),
        None => (rest, false),
    };
    // Of a note that is used twice, the second way back has a number more.
    let number = number.strip_prefix(marks).unwrap_or(number).split(marks).next().unwrap_or_default();
    is_number(number).then_some((number, back))
}

/// The number of the footnote whose text the element with this id holds: `ftn3`, `fn:3`.
pub(super) fn footnote_of(id: &str) -> Option<&str> {
    let number = id.strip_prefix("ftn").or_else(|| id.strip_prefix("fn"))?;
    Some(number.strip_prefix([':', '-']).unwrap_or(number)).filter(|number| is_number(number))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.len() <= 6 && text.bytes().all(|b| b.is_ascii_digit())
}

/// The address that a link is for, without the detour over a search engine; none for what leads nowhere or would run.
pub(super) fn address(href: &str) -> Option<String> {
    let href = href.trim();
    let detour = ["https://www.google.com/url?", "http://www.google.com/url?"];
    if let Some(query) = detour.iter().find_map(|start| href.strip_prefix(start)) {
        let aim = query.split('&').find_map(|pair| pair.strip_prefix("q=").or(pair.strip_prefix("url=")))?;
        return address(&percent_encoding::percent_decode_str(aim).decode_utf8().ok()?);
    }
    let scheme = href.split_once(':')?.0.to_ascii_lowercase();
    matches!(scheme.as_str(), "http" | "https" | "mailto" | "tel").then(|| href.replace(' ', "%20"))
}

/// The page of a film that a frame shows, where it is of a house that Galley embeds by its bare link.
pub(super) fn film(src: &str) -> Option<String> {
    let rest = src.split_once("//").map_or(src, |(_, rest)| rest);
    let (host, path) = rest.split_once('/')?;
    let id = |id: &str| id.split(['?', '&', '/']).next().unwrap_or_default().to_owned();
    match host.trim_start_matches("www.") {
        "youtube.com" | "youtube-nocookie.com" => {
            path.strip_prefix("embed/").map(|film| format!("https://www.youtube.com/watch?v={}", id(film)))
        }
        "player.vimeo.com" => {
            path.strip_prefix("video/").map(|film| format!("https://vimeo.com/{}", id(film)))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_win_over_tags() {
        let plain = Emphasis::default();
        assert!(plain.within("b", "").strong);
        assert!(!plain.within("b", "font-weight:normal;").strong);
        assert!(plain.within("span", "font-weight:700;font-style:italic").italic);
        assert!(plain.within("span", "text-decoration:line-through").struck);
    }

    #[test]
    fn addresses_are_those_that_were_meant() {
        let detour = "https://www.google.com/url?q=https://example.org/a%3Fb&sa=D&ust=1";
        assert_eq!(address(detour).as_deref(), Some("https://example.org/a?b"));
        assert_eq!(address("javascript:alert(1)"), None);
        assert_eq!(address("file:///C:/x.docx"), None);
        assert_eq!(footnote("#_ftn3"), Some(("3", false)));
        assert_eq!(footnote("file:///C:/x.htm#_ftnref12"), Some(("12", true)));
        assert_eq!(footnote("#ftnt_ref2"), Some(("2", true)));
        assert_eq!(footnote("#_ftnx"), None);
        assert_eq!((footnote("#fn:2"), footnote("#fnref:2:3")), (Some(("2", false)), Some(("2", true))));
        assert_eq!(
            (footnote("#fn1"), footnote("#fnord"), footnote("#fn:")),
            (Some(("1", false)), None, None)
        );
        assert_eq!((footnote_of("fn:12"), footnote_of("fname")), (Some("12"), None));
        assert_eq!((footnote_of("ftn3"), footnote_of("ftnx"), footnote_of("edn3")), (Some("3"), None, None));
        assert_eq!(list_level("margin:0;mso-list:l0 level2 lfo1"), Some(2));
        assert!(counts("1.") && counts("iv)") && !counts("·") && !counts("o"));
    }
}
