//! Addresses: which may stand in a page, and how they are written there.

use ammonia::{Url, url::ParseError};

/// The schemes that a link or a picture may have; relative addresses are welcome too.
pub(crate) const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// Pictures that only live in the preview's own window. The caller may hand them in, the author may not.
pub(crate) const PREVIEW_SCHEME: &str = "blob";

/// Whether an author's address may stand in a page. The sanitiser asks in the same words.
pub(crate) fn is_safe(address: &str) -> bool {
    match Url::parse(address) {
        Ok(url) => SCHEMES.contains(&url.scheme()),
        Err(error) => error == ParseError::RelativeUrlWithoutBase,
    }
}

/// Whether a picture's address, as the caller resolved it, may stand in a page.
pub(crate) fn is_safe_picture(address: &str) -> bool {
    is_safe(address) || Url::parse(address).is_ok_and(|url| url.scheme() == PREVIEW_SCHEME)
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
