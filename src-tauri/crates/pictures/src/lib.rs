//! Pictures made smaller, and clean of what does not show: the bytes of one in, those of its forms out. And pictures that are
//! drawn: icons from a logo, cards from a headline.
//!
//! Not here: which pictures a site shows, where they stand, and what is kept of them (`galley-site`). A crate of its own because
//! all of it is slow where it is built without optimisation. Begin with [`make()`], [`Logo`] and [`Painter`].

mod card;
mod clean;
mod drawing;
mod letters;
mod logo;
mod make;

pub use card::{CARD_HEIGHT, CARD_WIDTH, Card, Look, Painter, Paper};
pub use drawing::{EMPTY_DRAWING, clean_drawing};
pub use letters::Font;
pub use logo::{Ground, Logo};
pub use make::{Unreadable, clean, make, tone};

/// A colour: red, green, blue.
pub type Rgb = [u8; 3];

/// Widths that a picture is made in, in pixels.
pub const WIDTHS: [u32; 3] = [400, 800, WIDEST];

/// The widest, which is also the most that a picture's own file has.
pub const WIDEST: u32 = 1600;

/// Pictures of more pixels than this stay as they are: unpacked, one takes four bytes for each.
const PIXELS_MAX: u64 = 80_000_000;

/// What is made of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// Nothing: the bytes as they are. For what is no picture.
    AsIs,
    /// A picture of its own kind, upright, without what a camera wrote into it, and not wider than [`WIDEST`]. One that moves, AVIF, and one of
    /// too many pixels keep every pixel.
    Clean,
    /// WebP of this width.
    Webp(u32),
}

/// The widths for a picture of this size. The last is its own, or the widest; none where the picture is small itself.
pub fn widths((width, height): (u32, u32)) -> Vec<u32> {
    let last = width.min(WIDEST);
    if width <= WIDTHS[0] || u64::from(width) * u64::from(height) > PIXELS_MAX {
        return Vec::new();
    }
    // Two that are nearly the same are one too many.
    let mut widths: Vec<u32> = WIDTHS.into_iter().filter(|one| one * 5 <= last * 4).collect();
    widths.push(last);
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_follow_from_the_size() {
        let cases: [((u32, u32), &[u32]); 6] = [
            ((400, 300), &[]),
            ((480, 320), &[480]),
            ((900, 600), &[400, 900]),
            ((1200, 800), &[400, 800, 1200]),
            ((6000, 4000), &[400, 800, 1600]),
            ((20_000, 20_000), &[]),
        ];
        for (pixels, expected) in cases {
            assert_eq!(widths(pixels), expected, "{pixels:?}");
        }
    }
}
