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

/// How many tags of other tools stand in a body: Hugo's and Zola's shortcodes, Liquid's tags.
pub(crate) fn foreign_tags(body: &str) -> [(&'static str, usize); 2] {
    if !body.contains('{') {
        return [("shortcodes", 0), ("Liquid tags", 0)];
    }
    let count = |marks: &[&str]| marks.iter().map(|mark| body.matches(mark).count()).sum();
    // Zola writes `{{ name(…) }}` and `{% name(…) %}`, Liquid `{{ name }}` and `{% name %}`: told apart by the brace.
    let calls = body
        .match_indices("{{")
        .chain(body.match_indices("{%"))
        .filter(|(at, _)| !body[at + 2..].starts_with(['<', '%']) && is_call(&body[at + 2..]))
        .count();
    let braces: usize = count(&["{{", "{%"]);
    let hugo: usize = count(&["{{<", "{{%"]);
    // `{{%` holds both marks at once.
    let twice = body.matches("{{%").count();
    let liquid = braces.saturating_sub(hugo + calls + twice);
    [("shortcodes", hugo + calls), ("Liquid tags", liquid)]
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
    fn foreign_tags_are_counted() {
        let cases = [
            ("{{< figure src=\"a.png\" >}} and {{% note %}}x{{% /note %}}", [3, 0]),
            ("{{ youtube(id=\"x\") }} {% quote(author=\"y\") %}z{% end %}", [2, 1]),
            ("{% include a.html %} {{ site.title }}", [0, 2]),
            ("no tags { } {.class}", [0, 0]),
        ];
        for (body, expected) in cases {
            assert_eq!(super::foreign_tags(body).map(|(_, n)| n), expected, "{body:?}");
        }
    }
}
