//! The picture on a screen, as Xvfb keeps it in a file: X11's window dump, 32 bits a pixel.

use std::collections::HashSet;

/// Where the numbers of the header stand, counted in words of four bytes.
const HEADER_BYTES: usize = 0;
const WIDTH: usize = 4;
const HEIGHT: usize = 5;
const BITS_PER_PIXEL: usize = 11;
const BYTES_PER_LINE: usize = 12;
const COLOUR_ENTRIES: usize = 19;
/// A colour table's entry, as the format lays it down.
const COLOUR_ENTRY_BYTES: usize = 12;

pub(crate) struct Picture {
    pixels: Vec<[u8; 3]>,
}

impl Picture {
    /// None where it is not a dump of 32 bits a pixel, or not whole.
    pub(crate) fn read(dump: &[u8]) -> Option<Self> {
        let word = |at: usize| -> Option<usize> {
            let bytes = dump.get(at * 4..at * 4 + 4)?.try_into().ok()?;
            usize::try_from(u32::from_be_bytes(bytes)).ok()
        };
        if word(BITS_PER_PIXEL)? != 32 {
            return None;
        }
        let (width, height, line) = (word(WIDTH)?, word(HEIGHT)?, word(BYTES_PER_LINE)?);
        let start =
            word(HEADER_BYTES)?.checked_add(word(COLOUR_ENTRIES)?.checked_mul(COLOUR_ENTRY_BYTES)?)?;
        let mut pixels = Vec::with_capacity(width.checked_mul(height)?.min(dump.len()));
        for row in 0..height {
            let from = start.checked_add(row.checked_mul(line)?)?;
            let row = dump.get(from..from.checked_add(width.checked_mul(4)?)?)?;
            // The machines that this runs on keep the lowest byte first: blue, green, red, nothing.
            pixels.extend(row.chunks_exact(4).map(|pixel| [pixel[2], pixel[1], pixel[0]]));
        }
        Some(Self { pixels })
    }

    /// How many different colours there are.
    pub(crate) fn colours(&self) -> usize {
        self.pixels.iter().collect::<HashSet<_>>().len()
    }

    /// The share of the pixels that have this colour, from 0 to 1.
    pub(crate) fn share(&self, colour: [u8; 3]) -> f64 {
        let of_it = self.pixels.iter().filter(|pixel| **pixel == colour).count();
        of_it as f64 / self.pixels.len().max(1) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A dump of two pixels in one row, with one entry in its colour table.
    fn dump(bits: u32) -> Vec<u8> {
        let mut words = [0_u32; 25];
        words[HEADER_BYTES] = 100;
        words[WIDTH] = 2;
        words[HEIGHT] = 1;
        words[BITS_PER_PIXEL] = bits;
        words[BYTES_PER_LINE] = 8;
        words[COLOUR_ENTRIES] = 1;
        let mut bytes: Vec<u8> = words.iter().flat_map(|word| word.to_be_bytes()).collect();
        bytes.extend([0; COLOUR_ENTRY_BYTES]);
        bytes.extend([0xf8, 0xfa, 0xfb, 0, 0, 0, 0, 0]);
        bytes
    }

    #[test]
    fn colours_are_counted_pixel_by_pixel() {
        let picture = Picture::read(&dump(32)).expect("this dump is whole");
        assert_eq!(picture.colours(), 2);
        assert!((picture.share([0xfb, 0xfa, 0xf8]) - 0.5).abs() < f64::EPSILON);
    }

    #[test]
    fn a_dump_of_another_kind_or_cut_short_is_refused() {
        assert!(Picture::read(&dump(16)).is_none());
        let whole = dump(32);
        for length in 0..whole.len() {
            assert!(Picture::read(&whole[..length]).is_none(), "{length} bytes");
        }
    }
}
