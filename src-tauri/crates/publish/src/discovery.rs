//! Where a site says that an endpoint of it lies: in a `Link` header, or in a `<link>` or `<a>` of its page. The page is anybody's HTML.

use url::Url;

use crate::foreign::{Piece, pieces};
use crate::web::Answer;

/// Longest beginning of a page that is looked through, in bytes.
const PAGE_BYTES_MAX: usize = 1024 * 1024;

/// The first address that a page gives this relation, resolved against the page's own. A header comes before the text.
pub(crate) fn endpoint(page: &Url, answer: &Answer, relation: &str) -> Option<Url> {
    let headers = answer.headers.get_all("link").iter().filter_map(|header| header.to_str().ok());
    let found = headers.flat_map(links).find_map(|(to, rest)| {
        let named = rest.split(';').filter_map(|part| part.trim().split_once('='));
        let named = named.filter(|(name, _)| name.trim().eq_ignore_ascii_case("rel"));
        let is_it = named.into_iter().any(|(_, value)| has_word(value.trim().trim_matches('"'), relation));
        is_it.then(|| to.to_owned())
    });
    let html = &answer.body[..answer.body.len().min(PAGE_BYTES_MAX)];
    let found = found.or_else(|| in_html(&String::from_utf8_lossy(html), relation));
    page.join(found?.trim()).ok()
}

/// The links of a header (RFC 8288): each an address, and what is said of it.
fn links(header: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = header;
    std::iter::from_fn(move || {
        let (_, after) = rest.split_once('<')?;
        let (to, after) = after.split_once('>')?;
        // A comma parts links, unless it stands in quotes.
        let mut is_quoted = false;
        let end = after.find(|c: char| {
            is_quoted ^= c == '"';
            c == ',' && !is_quoted
        });
        let said;
        (said, rest) = after.split_at(end.unwrap_or(after.len()));
        Some((to, said))
    })
}

fn in_html(html: &str, relation: &str) -> Option<String> {
    pieces(html).find_map(|piece| match piece {
        Piece::Begin(tag) if tag.is("link") || tag.is("a") => {
            let is_it = tag.value("rel").is_some_and(|rel| has_word(&rel, relation));
            tag.value("href").filter(|_| is_it)
        }
        _ => None,
    })
}

fn has_word(value: &str, word: &str) -> bool {
    value.split_whitespace().any(|one| one.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use ureq::http::{HeaderMap, HeaderValue};

    use super::*;

    fn found(header: &str, html: &str) -> Option<String> {
        let mut headers = HeaderMap::new();
        if !header.is_empty() {
            headers.insert("link", HeaderValue::from_str(header).expect("a header"));
        }
        let answer = Answer { status: 200, headers, body: html.as_bytes().to_vec() };
        let page = Url::parse("https://a.org/blog/").expect("a URL");
        endpoint(&page, &answer, "micropub").map(String::from)
    }

    #[test]
    fn an_endpoint_is_found_wherever_the_standard_lets_a_site_name_it() {
        let cases = [
            ("<https://a.org/mp>; rel=\"micropub\"", "", Some("https://a.org/mp")),
            ("</mp>; rel=micropub", "", Some("https://a.org/mp")),
            ("<mp>; rel=\"me micropub\"", "", Some("https://a.org/blog/mp")),
            ("<https://x.org>; rel=\"hub\", </mp?a,b>; rel=\"micropub\"", "", Some("https://a.org/mp?a,b")),
            ("</header>; rel=micropub", "<link rel=micropub href=/page>", Some("https://a.org/header")),
            ("</x>; title=\"a, rel=micropub\"; rel=me", "", None),
            ("", "<link rel=\"micropub\" href=\"/mp\">", Some("https://a.org/mp")),
            ("", "<LINK HREF='mp?a=1&amp;b=2' REL='Micropub'/>", Some("https://a.org/blog/mp?a=1&b=2")),
            ("", "<a class=x rel=micropub href=//b.org/mp>x</a>", Some("https://b.org/mp")),
            ("", "<link rel=micropub href=\"\">", Some("https://a.org/blog/")),
            (
                "",
                "<!-- <link rel=micropub href=/no> --><link rel=micropub href=/yes>",
                Some("https://a.org/yes"),
            ),
            (
                "",
                "<script>'<link rel=micropub href=/no>'</SCRIPT><a rel=micropub href=/yes>",
                Some("https://a.org/yes"),
            ),
            ("", "<link rel=micropub><link rel=micropub_media href=/no>", None),
            ("", "<p title='<link rel=micropub href=/no>'>", None),
            ("", "<link rel=micropub href='/never ends", Some("https://a.org/never%20ends")),
            ("", "<", None),
            ("", "<a =\" é<!--", None),
        ];
        for (header, html, expected) in cases {
            assert_eq!(found(header, html).as_deref(), expected, "{header} {html}");
        }
    }
}
