//! What a body refers to, from what its Markdown says.

use galley_markdown::Reading;

/// What an import needs to know of a body.
#[derive(Debug, Default)]
pub(crate) struct References {
    /// Paths of pictures as written, and where each stands, in bytes.
    pub(crate) pictures: Vec<(String, usize)>,
    /// Addresses of links as written.
    pub(crate) links: Vec<String>,
    /// The heading at the top, if the body begins with one of the first level.
    pub(crate) heading: Option<String>,
}

pub(crate) fn references(body: &str, reading: &Reading) -> References {
    let before = |at: usize| body[..at].trim().is_empty();
    let heading = reading.outline.first().filter(|h| h.level == 1 && before(h.range.start));
    let mut pictures: Vec<_> =
        reading.media.iter().map(|medium| (medium.path.clone(), medium.range.start)).collect();
    pictures.extend(figures(body));
    References {
        pictures,
        links: reading.links.iter().map(|link| link.href.clone()).collect(),
        heading: heading.map(|h| h.text.trim().to_owned()).filter(|text| !text.is_empty()),
    }
}

/// Pictures in Hugo's shortcodes: `{{< figure src="a.png" >}}`. They stay text, but come along.
fn figures(body: &str) -> Vec<(String, usize)> {
    let figure = |(at, _): (usize, &str)| {
        let tag = &body[at..];
        let tag = &tag[..tag.find("}}")?];
        let value = tag.split_once("src=")?.1.strip_prefix('"')?;
        Some((value[..value.find('"')?].to_owned(), at))
    };
    // Most texts have no brace, and to see that is much faster than to look for two.
    let marks = body.contains('{').then(|| body.match_indices("{{<").chain(body.match_indices("{{%")));
    marks.into_iter().flatten().filter_map(figure).collect()
}

/// Tags of another tool in a body.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct ForeignTags {
    /// What one of them is.
    pub(crate) what: &'static str,
    pub(crate) count: usize,
    /// Where the first stands, in bytes.
    pub(crate) first: usize,
}

/// The shortcodes of WordPress that its own editor and its common plug-ins write. A bracket by itself is Markdown's.
const SHORTCODES: [&str; 10] = [
    "caption",
    "gallery",
    "embed",
    "audio",
    "video",
    "playlist",
    "youtube",
    "vimeo",
    "contact-form",
    "contact-form-7",
];

/// Which tags of other tools stand in a body: Hugo's, Zola's and WordPress's shortcodes, Liquid's tags.
pub(crate) fn foreign_tags(body: &str) -> Vec<ForeignTags> {
    let mut all = [
        ForeignTags { what: "shortcode", count: 0, first: 0 },
        ForeignTags { what: "Liquid tag", count: 0, first: 0 },
    ];
    let [shortcodes, liquid] = &mut all;
    let seen = |tags: &mut ForeignTags, at: usize| {
        tags.first = if tags.count == 0 { at } else { tags.first.min(at) };
        tags.count += 1;
    };
    let mut from = 0;
    while let Some(found) = body[from..].find('{') {
        let at = from + found;
        let after = &body[at + 1..];
        from = at + 1;
        if after.starts_with("{<") || after.starts_with("{%") {
            seen(shortcodes, at);
            from = at + 3;
        } else if after.starts_with(['{', '%']) {
            // Zola writes `{{ name(…) }}` and `{% name(…) %}`, Liquid `{{ name }}` and `{% name %}`: told apart by the brace.
            seen(if is_call(&after[1..]) { &mut *shortcodes } else { &mut *liquid }, at);
            from = at + 2;
        }
    }
    for (at, _) in body.match_indices('[') {
        let name = &body[at + 1..];
        let end = name.find([' ', ']']).unwrap_or(name.len());
        let is_link = name.find(']').is_some_and(|close| name[close + 1..].starts_with(['(', '[', ':']));
        if SHORTCODES.contains(&&name[..end]) && !is_link {
            seen(shortcodes, at);
        }
    }
    all.into_iter().filter(|tags| tags.count > 0).collect()
}

fn is_call(after: &str) -> bool {
    let name = after.trim_start_matches([' ', '-']);
    let end =
        name.find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | ':' | '-')).unwrap_or(name.len());
    end > 0 && name[end..].starts_with('(')
}

#[cfg(test)]
mod tests {
    #[test]
    fn foreign_tags_are_counted_and_the_first_is_found() {
        type Tags = (&'static str, usize, usize);
        let cases: [(&str, &[Tags]); 6] = [
            ("{{< figure src=\"a.png\" >}} and {{% note %}}x{{% /note %}}", &[("shortcode", 3, 0)]),
            (
                "a {{ youtube(id=\"x\") }} {% quote(author=\"y\") %}z{% end %}",
                &[("shortcode", 2, 2), ("Liquid tag", 1, 48)],
            ),
            ("{% include a.html %} {{ site.title }}", &[("Liquid tag", 2, 0)]),
            ("no tags { } {.class} [video](a.md) [a]", &[]),
            ("x [caption width=\"300\"]![a](a.png) words[/caption]\n[gallery]", &[("shortcode", 2, 2)]),
            ("数字[embed]https://example.org/[/embed]", &[("shortcode", 1, 6)]),
        ];
        for (body, expected) in cases {
            let found = super::foreign_tags(body);
            let found: Vec<_> = found.iter().map(|tags| (tags.what, tags.count, tags.first)).collect();
            assert_eq!(found, expected, "{body:?}");
        }
    }
}
