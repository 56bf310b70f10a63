//! An Admin API key, and the tokens that are made of it: each is signed anew and lasts some minutes by the server's clock.

use std::cell::Cell;
use std::time;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::json;
use sha2::Sha256;

use crate::Secret;
use crate::web::Answer;

/// How long a token holds, in seconds. The server takes none that is older.
const TOKEN_S: i64 = 5 * 60;
/// Bytes of a secret.
const SECRET_BYTES: usize = 32;

/// The two halves of `id:secret`.
pub(super) struct Key {
    id: String,
    secret: Vec<u8>,
}

impl Key {
    /// A key as the site shows it; none where it cannot be one.
    pub(super) fn read(typed: &Secret) -> Option<Self> {
        let (id, secret) = typed.reveal().trim().split_once(':')?;
        let is_hex = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_hexdigit());
        if !is_hex(id) || !is_hex(secret) || secret.len() != 2 * SECRET_BYTES {
            return None;
        }
        let bytes = (0..secret.len()).step_by(2).map(|at| u8::from_str_radix(&secret[at..at + 2], 16));
        Some(Self { id: id.to_owned(), secret: bytes.collect::<Result<_, _>>().ok()? })
    }

    /// A JSON web token (RFC 7519, HS256) for a request at this time, in seconds.
    pub(super) fn token(&self, now_s: i64) -> String {
        let part = |json: serde_json::Value| URL_SAFE_NO_PAD.encode(json.to_string());
        let head = part(json!({ "alg": "HS256", "typ": "JWT", "kid": self.id }));
        let claims = part(json!({ "iat": now_s, "exp": now_s + TOKEN_S, "aud": "/admin/" }));
        let signed = format!("{head}.{claims}");
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.secret).expect("HMAC takes keys of any length");
        mac.update(signed.as_bytes());
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes()))
    }
}

/// The server's clock: what it said last, and for how long that has been. This computer's own may be wrong by more than a token
/// lasts, and the server would call that a wrong key.
#[derive(Default)]
pub(super) struct ServerClock(Cell<Option<(i64, time::Instant)>>);

impl ServerClock {
    /// Takes the time of an answer, where it says one.
    pub(super) fn set(&self, answer: &Answer) {
        if let Some(said) = answer.said_s() {
            self.0.set(Some((said, time::Instant::now())));
        }
    }

    /// Now, in seconds.
    pub(super) fn now_s(&self) -> i64 {
        self.0.get().map_or(0, |(said, since)| said.saturating_add_unsigned(since.elapsed().as_secs()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_the_one_that_others_make_of_the_same_key() {
        let secret = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
        let key = Key::read(&Secret::new(format!(" 0123456789abcdef01234567:{secret}\n"))).expect("a key");
        // Made by Python's hmac of the same parts.
        let expected = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCIsImtpZCI6IjAxMjM0NTY3ODlhYmNkZWYwMTIzNDU2NyJ9.eyJpYXQiOjE3MDAwMDAwMDAsImV4cCI6MTcwMDAwMDMwMCwiYXVkIjoiL2FkbWluLyJ9.I6S28rV4fnxS46bM_flCy5MW6fj4EyJWXLk2OlR-MSM";
        assert_eq!(key.token(1_700_000_000), expected);
    }

    #[test]
    fn what_is_no_key_is_not_taken_for_one() {
        let secret = "0".repeat(64);
        for bad in [
            "",
            ":",
            "abc",
            &secret,
            &format!(":{secret}"),
            "abc:def",
            &format!("abc:{secret}0"),
            &format!("ü:{secret}"),
        ] {
            assert!(Key::read(&Secret::new(bad)).is_none(), "{bad}");
        }
    }
}
