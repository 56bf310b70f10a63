//! What WordPress makes of a slug. It keeps one percent-encoded and cuts it at two hundred bytes of that; one that is taken gets a number, and is
//! cut further where there is no room for it (`wp_unique_post_slug`, `utf8_uri_encode`).

/// Posts that are looked for by one slug, with what the server makes of it where it is taken.
const ALIKE_MAX: usize = 20;
/// Most bytes of slugs in one address: Apache and nginx take no line above 8 KB, a proxy before them perhaps less.
const SLUGS_BYTES_MAX: usize = 4 * 1024;
/// Longest slug that the server keeps, in bytes as it writes them.
const KEPT_BYTES_MAX: usize = 200;

/// A slug, and what the server makes of it where it is taken. All are asked for: the one that took ours may be gone by now.
pub(super) fn alike(slug: &str) -> Vec<String> {
    // The server cuts what is asked for as it cuts what it keeps: only a number has to stand where it put it.
    std::iter::once(slug.to_owned()).chain((2..=ALIKE_MAX).map(|at| numbered(slug, at))).collect()
}

fn numbered(slug: &str, number: usize) -> String {
    let suffix = format!("-{number}");
    let mut left = KEPT_BYTES_MAX - suffix.len();
    let fits = |c: &char| {
        let room = left.checked_sub(bytes_there(*c));
        left = room.unwrap_or(0);
        room.is_some()
    };
    let cut: String = slug.chars().take_while(fits).collect();
    format!("{}{suffix}", cut.trim_end_matches('-'))
}

/// How many bytes the server writes for a letter. Latin ones lose their marks there; a few become two, of which some only in sites in German.
const fn bytes_there(c: char) -> usize {
    match c {
        'æ' | 'œ' | 'þ' | 'ĳ' => 2,
        '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => 1,
        c if c.is_ascii() => 1,
        c => 3 * c.len_utf8(),
    }
}

/// How many slugs like this one go into one question. Each byte of another script is three in an address.
pub(super) fn at_once(slug: &str) -> usize {
    let encoded: usize = url::form_urlencoded::byte_serialize(slug.as_bytes()).map(str::len).sum();
    (SLUGS_BYTES_MAX / ("&slug%5B%5D=-20".len() + encoded)).max(1)
}

/// The server keeps a slug of other letters percent-encoded.
pub(super) fn is_encoded(stored: &str, slug: &str) -> bool {
    let encoded: String = url::form_urlencoded::byte_serialize(slug.as_bytes()).collect();
    stored.eq_ignore_ascii_case(&encoded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_stands_behind_as_much_of_a_slug_as_the_server_leaves() {
        let cyrillic = "щ".repeat(90);
        for (slug, number, expected) in [
            ("cables".to_owned(), 2, "cables-2".to_owned()),
            ("b".repeat(198), 2, format!("{}-2", "b".repeat(198))),
            ("b".repeat(200), 2, format!("{}-2", "b".repeat(198))),
            ("b".repeat(200), 20, format!("{}-20", "b".repeat(197))),
            // Nothing behind what does not fit, and no hyphen before the number.
            (format!("{}-bbb", "b".repeat(197)), 2, format!("{}-2", "b".repeat(197))),
            (format!("{}щbb", "b".repeat(196)), 2, format!("{}-2", "b".repeat(196))),
            (cyrillic.clone(), 2, format!("{}-2", "щ".repeat(33))),
            (cyrillic.clone(), 10, format!("{}-10", "щ".repeat(32))),
            (format!("a{cyrillic}"), 2, format!("a{}-2", "щ".repeat(32))),
            ("é".repeat(100), 2, format!("{}-2", "é".repeat(100))),
        ] {
            assert_eq!(numbered(&slug, number), expected);
        }
    }
}
