//! Addresses: which may stand in a page, and how they are written there.

use ammonia::{Url, url::ParseError};

/// The schemes that a link or a picture may have; relative addresses are welcome too.
pub(crate) const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// Pictures that only live in the preview's own window. The caller may hand them in, the author may not.
pub(crate) const PREVIEW_SCHEME: &str = "blob";

/// Whether an author's address may stand in a page. The sanitiser asks in the same words.
pub(crate) fn is_safe(address: &str) -> bool {
    if is_plain(address) {
        return true;
    }
    match Url::parse(address) {
        Ok(url) => SCHEMES.contains(&url.scheme()),
        Err(error) => error == ParseError::RelativeUrlWithoutBase,
    }
}

/// The addresses of every day, told without parsing: relative ones that begin with a character that no scheme begins
/// with, and web addresses whose host is made of letters and dots.
fn is_plain(address: &str) -> bool {
    if matches!(address.as_bytes().first(), Some(b'/' | b'.' | b'#' | b'?')) {
        return true;
    }
    let Some(rest) = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://")) else {
        return false;
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let letters =
        |label: &str| (1..=60).contains(&label.len()) && label.bytes().all(|it| it.is_ascii_lowercase());
    host.len() < 200 && host.split('.').all(letters)
}

/// Whether a picture's address, as the caller resolved it, may stand in a page.
pub(crate) fn is_safe_picture(address: &str) -> bool {
    is_safe(address) || Url::parse(address).is_ok_and(|url| url.scheme() == PREVIEW_SCHEME)
}

/// Whether addresses with widths may stand in a page: `/a-400.webp 400w, /a-800.webp 800w`.
pub(crate) fn is_safe_srcset(srcset: &str) -> bool {
    srcset.split(", ").all(|one| {
        let width = |width: &str| width.strip_suffix('w').is_some_and(|width| width.parse::<u32>().is_ok());
        one.split_once(' ').is_some_and(|(address, with)| is_safe(address) && width(with))
    })
}

/// Percent-encodes what may not stand in an address. What is encoded already stays.
pub(crate) fn encode(address: &str) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    // Brackets belong to IPv6 hosts and are encoded everywhere else.
    let brackets = address.contains("://[");
    let mut out = String::with_capacity(address.len());
    for byte in address.bytes() {
        let plain = byte.is_ascii_alphanumeric()
            || b"-._~:/?#@!$&()*+,;=%".contains(&byte)
            || (brackets && matches!(byte, b'[' | b']'));
        if plain {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(char::from(HEX[usize::from(byte >> 4)]));
            out.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::is_plain;
    use ammonia::{Url, url::ParseError};

    #[test]
    fn what_is_told_without_parsing_parses() {
        let plain = [
            "/a",
            "//a",
            "//[",
            "/\\x",
            "///:@[",
            "./a",
            "../a",
            ".",
            "#",
            "#:[",
            "?a:b",
            "https://a",
            "https://a.b/c d",
            "http://localhost/:[]",
            "https://example.org/%zz?[]#{}",
            "https://a.b?",
            "https://a.b#",
            "https://a.b/\\\n",
        ];
        for address in plain {
            assert!(is_plain(address), "{address:?}");
            let parsed = Url::parse(address);
            assert!(parsed.is_ok() || parsed == Err(ParseError::RelativeUrlWithoutBase), "{address:?}");
        }
        for address in
            ["javascript:x", "a:b", "https:", "https://", "https://a:b", "https://a@b", "https://xn--a"]
        {
            assert!(!is_plain(address), "{address:?}");
        }
    }
}
