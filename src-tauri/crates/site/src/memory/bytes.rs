//! How what is remembered stands in a file: values one after the other, numbers in as few bytes as they need. Read back, it is
//! what was written or nothing; whether the bytes are still the same is for the reader of the file to know.

use galley_domain::{
    ArticleId, BylineId, CategoryId, FormSwitch, Instant, Kind, Language, MediaHash, MediaKind, Slug, TagId,
};
use uuid::Uuid;

/// What can be kept in a file.
pub(crate) trait Kept: Sized {
    /// Writes it behind what is there.
    fn put(&self, out: &mut Vec<u8>);

    /// Reads it from the beginning, and takes that away.
    fn take(from: &mut &[u8]) -> Option<Self>;
}

/// Writes and reads the fields of a type in one order.
macro_rules! kept {
    ($type:ty { $($field:ident),* $(,)? }) => {
        impl $crate::memory::bytes::Kept for $type {
            fn put(&self, out: &mut Vec<u8>) {
                $($crate::memory::bytes::Kept::put(&self.$field, out);)*
            }

            fn take(from: &mut &[u8]) -> Option<Self> {
                Some(Self { $($field: $crate::memory::bytes::Kept::take(from)?),* })
            }
        }
    };
}
pub(crate) use kept;

impl Kept for u64 {
    fn put(&self, out: &mut Vec<u8>) {
        let mut rest = *self;
        while rest >= 0x80 {
            out.push(rest as u8 | 0x80);
            rest >>= 7;
        }
        out.push(rest as u8);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        let mut number = 0;
        for shift in (0..u64::BITS).step_by(7) {
            let (byte, rest) = from.split_first()?;
            *from = rest;
            number |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }
}

impl Kept for u32 {
    fn put(&self, out: &mut Vec<u8>) {
        u64::from(*self).put(out);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        u64::take(from)?.try_into().ok()
    }
}

impl Kept for i64 {
    fn put(&self, out: &mut Vec<u8>) {
        out.extend(self.to_le_bytes());
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        <[u8; 8]>::take(from).map(Self::from_le_bytes)
    }
}

impl Kept for bool {
    fn put(&self, out: &mut Vec<u8>) {
        out.push(u8::from(*self));
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        <[u8; 1]>::take(from).map(|[byte]| byte != 0)
    }
}

impl<const N: usize> Kept for [u8; N] {
    fn put(&self, out: &mut Vec<u8>) {
        out.extend(self);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        let (bytes, rest) = from.split_first_chunk()?;
        *from = rest;
        Some(*bytes)
    }
}

/// Writes how many bytes there are, and these.
pub(crate) fn put_bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    (bytes.len() as u64).put(out);
    out.extend_from_slice(bytes);
}

/// Takes such bytes away without copying them.
pub(crate) fn take_bytes<'b>(from: &mut &'b [u8]) -> Option<&'b [u8]> {
    let length = usize::try_from(u64::take(from)?).ok()?;
    let (bytes, rest) = from.split_at_checked(length)?;
    *from = rest;
    Some(bytes)
}

/// Takes a text away without copying it.
fn take_text<'b>(from: &mut &'b [u8]) -> Option<&'b str> {
    std::str::from_utf8(take_bytes(from)?).ok()
}

impl Kept for Box<str> {
    fn put(&self, out: &mut Vec<u8>) {
        put_bytes(out, self.as_bytes());
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        take_text(from).map(Into::into)
    }
}

impl Kept for String {
    fn put(&self, out: &mut Vec<u8>) {
        put_bytes(out, self.as_bytes());
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        take_text(from).map(Into::into)
    }
}

impl<T: Kept> Kept for Option<T> {
    fn put(&self, out: &mut Vec<u8>) {
        self.is_some().put(out);
        if let Some(value) = self {
            value.put(out);
        }
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        if bool::take(from)? { T::take(from).map(Some) } else { Some(None) }
    }
}

impl<T: Kept> Kept for Vec<T> {
    fn put(&self, out: &mut Vec<u8>) {
        (self.len() as u64).put(out);
        for value in self {
            value.put(out);
        }
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        let length = usize::try_from(u64::take(from)?).ok()?;
        // Each value takes a byte at least: a wrong length asks for no more memory than the file has.
        let mut values = Self::with_capacity(length.min(from.len()));
        for _ in 0..length {
            values.push(T::take(from)?);
        }
        Some(values)
    }
}

impl<T: Kept> Kept for Box<[T]> {
    fn put(&self, out: &mut Vec<u8>) {
        (self.len() as u64).put(out);
        self.iter().for_each(|value| value.put(out));
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Vec::take(from).map(Into::into)
    }
}

impl<T: Kept> Kept for Box<T> {
    fn put(&self, out: &mut Vec<u8>) {
        (**self).put(out);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        T::take(from).map(Self::new)
    }
}

impl<A: Kept, B: Kept> Kept for (A, B) {
    fn put(&self, out: &mut Vec<u8>) {
        self.0.put(out);
        self.1.put(out);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Some((A::take(from)?, B::take(from)?))
    }
}

impl Kept for Instant {
    fn put(&self, out: &mut Vec<u8>) {
        self.timestamp_millis().put(out);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Self::from_timestamp_millis(i64::take(from)?)
    }
}

impl Kept for MediaHash {
    fn put(&self, out: &mut Vec<u8>) {
        self.bytes().put(out);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        <[u8; 32]>::take(from).map(Self::new)
    }
}

macro_rules! kept_ids {
    ($($id:ty),*) => {$(
        impl Kept for $id {
            fn put(&self, out: &mut Vec<u8>) {
                self.uuid().as_bytes().put(out);
            }

            fn take(from: &mut &[u8]) -> Option<Self> {
                <[u8; 16]>::take(from).map(|bytes| Self::new(Uuid::from_bytes(bytes)))
            }
        }
    )*};
}
kept_ids!(ArticleId, CategoryId, TagId, BylineId);

macro_rules! kept_texts {
    ($($text:ty),*) => {$(
        impl Kept for $text {
            fn put(&self, out: &mut Vec<u8>) {
                (self.as_str().len() as u64).put(out);
                out.extend(self.as_str().as_bytes());
            }

            fn take(from: &mut &[u8]) -> Option<Self> {
                take_text(from)?.parse().ok()
            }
        }
    )*};
}
kept_texts!(Language, Slug);

/// Writes a choice as its place among all.
macro_rules! kept_choices {
    ($($choice:ty: $all:expr;)*) => {$(
        impl Kept for $choice {
            fn put(&self, out: &mut Vec<u8>) {
                let at = $all.iter().position(|one| one == self).expect("all of them are there");
                out.push(at as u8);
            }

            fn take(from: &mut &[u8]) -> Option<Self> {
                let [at] = <[u8; 1]>::take(from)?;
                $all.get(usize::from(at)).copied()
            }
        }
    )*};
}
kept_choices! {
    Kind: [Kind::Article, Kind::Page];
    MediaKind: MediaKind::ALL;
    FormSwitch: [FormSwitch::Inherit, FormSwitch::On, FormSwitch::Off];
    crate::Part: crate::Part::ALL;
}
