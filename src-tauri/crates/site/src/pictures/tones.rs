//! What a theme is told of a picture's looks: the colour in which its place waits for it, and what must stay visible where it is
//! cropped. Both are names of classes, since pages carry no styles of their own; what a class does stands in the theme's.

use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;
use std::fs;
use std::num::NonZero;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use galley_domain::{FocalPoint, MediaHash};
use galley_pictures::{Rgb, tone};

use super::{Store, is_unpacked};
use crate::fan_out::fan_out;
use crate::{Card, ExportError, Image, Source};

/// The steps of red, green and blue that a theme has classes for, from 0 to this.
const STEP_MAX: u8 = 5;
/// Most pictures whose colours are kept. Beyond, those stay that are shown now.
const KEPT_MAX: usize = 100_000;

/// The colour of a picture, in steps; none for one that can be seen through, or cannot be read.
pub(crate) type Tone = Option<[u8; 3]>;

/// The colours of pictures.
pub(crate) type Tones = HashMap<MediaHash, Tone>;

/// The colours of all covers of these articles: those that are not known yet are looked for in their files, on so many threads.
pub(crate) fn of_covers(
    cards: &[Card],
    source: &dyn Source,
    store: Store<'_>,
    threads: NonZero<usize>,
    check: &(dyn Fn() -> Result<(), ExportError> + Sync),
) -> Result<Tones, ExportError> {
    let covers = cards.iter().filter_map(|card| match &card.cover.as_deref()?.0 {
        Image::Media { hash, kind, .. } if is_unpacked(*kind) => Some(*hash),
        _ => None,
    });
    let covers: BTreeSet<MediaHash> = covers.collect();
    let mut known = if covers.is_empty() { Tones::new() } else { store.tones() };
    let new: Vec<_> = covers.iter().filter(|hash| !known.contains_key(hash)).copied().collect();
    if new.is_empty() {
        return Ok(known);
    }
    let found = Mutex::new(Tones::new());
    let give = |each: &mut dyn FnMut(_) -> ControlFlow<()>| {
        for hash in new {
            let file = source.media_path(&hash)?;
            if each((hash, file)).is_break() {
                break;
            }
        }
        Ok(())
    };
    fan_out(threads, give, |(hash, file): (MediaHash, PathBuf)| {
        check()?;
        // A file that is not there is said to be missing where its copy is made.
        if let Ok(bytes) = fs::read(file) {
            let tone = tone(&bytes).map(steps);
            found.lock().unwrap_or_else(PoisonError::into_inner).insert(hash, tone);
        }
        Ok(())
    })?;
    known.extend(found.into_inner().unwrap_or_else(PoisonError::into_inner));
    if known.len() > KEPT_MAX {
        known.retain(|hash, _| covers.contains(hash));
    }
    store.keep_tones(&known);
    Ok(known)
}

fn steps(colour: Rgb) -> [u8; 3] {
    let whole = u16::from(u8::MAX);
    colour.map(|part| ((u16::from(part) * u16::from(STEP_MAX) + whole / 2) / whole) as u8)
}

/// The classes for a picture, with a blank between each two; none where it is as any other.
pub(crate) fn classes(tone: Tone, [column, row]: [u8; 2]) -> String {
    let mut classes = String::new();
    if let Some([red, green, blue]) = tone {
        // Writing to a string cannot fail.
        let _ = write!(classes, "tone r{red} g{green} b{blue}");
    }
    for (axis, at) in [('x', column), ('y', row)] {
        if at != FocalPoint::CENTRE {
            let blank = if classes.is_empty() { "" } else { " " };
            let _ = write!(classes, "{blank}{axis}{at}");
        }
    }
    classes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_as_any_other_has_no_classes() {
        let cases = [
            (None, [2, 2], ""),
            (Some([0, 3, 5]), [2, 2], "tone r0 g3 b5"),
            (None, [0, 2], "x0"),
            (Some([1, 1, 1]), [4, 0], "tone r1 g1 b1 x4 y0"),
        ];
        for (tone, focal, expected) in cases {
            assert_eq!(classes(tone, focal), expected);
        }
        assert_eq!([[0, 0, 0], [255, 255, 255], [25, 26, 127]].map(steps), [[0, 0, 0], [5, 5, 5], [0, 1, 2]]);
    }
}
