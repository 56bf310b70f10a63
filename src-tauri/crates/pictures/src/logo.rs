//! A logo, and the icons that are made of it.

use std::io::Cursor;

use image::codecs::png::PngEncoder;
use image::imageops::{self, FilterType};
use image::{ExtendedColorType, ImageEncoder as _, RgbaImage};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg;

use crate::drawing::{clean_drawing, is_drawing};
use crate::make::unpacked;
use crate::{Rgb, Unreadable};

/// Sizes that stand in a `favicon.ico`.
const ICO_SIZES: [u32; 3] = [16, 32, 48];

/// A logo, ready to be drawn in any size.
pub struct Logo {
    kind: Kind,
}

enum Kind {
    /// The clean drawing, and the same as it is drawn.
    Drawing(String, Box<usvg::Tree>),
    Pixels(RgbaImage),
}

/// What stands behind and around a logo in an icon.
#[derive(Debug, Clone, Copy)]
pub struct Ground {
    /// Its colour; none where what lies below shines through.
    pub colour: Option<Rgb>,
    /// What is left free on each side, in hundredths of the icon.
    pub margin_percent: u32,
}

impl Ground {
    /// Nothing.
    pub const NONE: Self = Self { colour: None, margin_percent: 0 };
}

impl Logo {
    /// Reads a logo from the bytes of a picture.
    ///
    /// # Errors
    /// [`Unreadable`]
    pub fn read(bytes: &[u8]) -> Result<Self, Unreadable> {
        if !is_drawing(bytes) {
            return Ok(Self { kind: Kind::Pixels(unpacked(bytes)?) });
        }
        let drawing = clean_drawing(bytes)?;
        // A clean drawing names no files; this says once more that none is opened.
        let images = usvg::ImageHrefResolver {
            resolve_data: usvg::ImageHrefResolver::default_data_resolver(),
            resolve_string: Box::new(|_, _| None),
        };
        let options = usvg::Options { image_href_resolver: images, ..usvg::Options::default() };
        let tree = usvg::Tree::from_str(&drawing, &options).map_err(|_| Unreadable)?;
        Ok(Self { kind: Kind::Drawing(drawing, Box::new(tree)) })
    }

    /// The drawing, where it is one.
    pub fn drawing(&self) -> Option<&str> {
        match &self.kind {
            Kind::Drawing(text, _) => Some(text),
            Kind::Pixels(_) => None,
        }
    }

    /// Whether letters in it would not be drawn, since they are not outlines.
    pub fn has_letters(&self) -> bool {
        self.drawing().is_some_and(|text| text.contains("<text"))
    }

    /// Its width and height, as fine as they are known.
    fn size(&self) -> (f32, f32) {
        match &self.kind {
            Kind::Drawing(_, tree) => (tree.size().width(), tree.size().height()),
            Kind::Pixels(image) => (image.width() as f32, image.height() as f32),
        }
    }

    /// Its pixels, as large as fits.
    pub(crate) fn fitting(&self, width: u32, height: u32) -> RgbaImage {
        let (own_width, own_height) = self.size();
        let scale = (width as f32 / own_width).min(height as f32 / own_height);
        let side = |own: f32, most: u32| ((own * scale).round() as u32).clamp(1, most);
        let (width, height) = (side(own_width, width), side(own_height, height));
        match &self.kind {
            Kind::Pixels(image) => imageops::resize(image, width, height, FilterType::Lanczos3),
            Kind::Drawing(_, tree) => {
                let Some(mut pixels) = Pixmap::new(width, height) else { return RgbaImage::new(1, 1) };
                let scale = Transform::from_scale(width as f32 / own_width, height as f32 / own_height);
                resvg::render(tree, scale, &mut pixels.as_mut());
                let bytes = pixels.pixels().iter().flat_map(|pixel| {
                    let pixel = pixel.demultiply();
                    [pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()]
                });
                let bytes: Vec<u8> = bytes.collect();
                RgbaImage::from_raw(width, height, bytes).expect("four bytes for each pixel")
            }
        }
    }

    /// A square icon of this many pixels a side.
    fn square(&self, side: u32, ground: Ground) -> RgbaImage {
        let below = ground.colour.map_or([0; 4], |[red, green, blue]| [red, green, blue, 255]);
        let mut icon = RgbaImage::from_pixel(side, side, image::Rgba(below));
        let free = side * ground.margin_percent.min(40) / 100;
        let logo = self.fitting(side - 2 * free, side - 2 * free);
        let middle = |own: u32| i64::from((side - own) / 2);
        imageops::overlay(&mut icon, &logo, middle(logo.width()), middle(logo.height()));
        icon
    }

    /// A square icon as PNG.
    pub fn png(&self, side: u32, ground: Ground) -> Vec<u8> {
        png(&self.square(side, ground))
    }

    /// A `favicon.ico` of several sizes, each a PNG: what feed readers and old browsers ask for without being told.
    pub fn ico(&self) -> Vec<u8> {
        let icons = ICO_SIZES.map(|side| (side, self.png(side, Ground::NONE)));
        let mut bytes = vec![0, 0, 1, 0, icons.len() as u8, 0];
        let mut at = 6 + 16 * icons.len() as u32;
        for (side, png) in &icons {
            bytes.extend([*side as u8, *side as u8, 0, 0, 1, 0, 32, 0]);
            bytes.extend((png.len() as u32).to_le_bytes());
            bytes.extend(at.to_le_bytes());
            at += png.len() as u32;
        }
        bytes.extend(icons.into_iter().flat_map(|(_, png)| png));
        bytes
    }
}

fn png(image: &RgbaImage) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    PngEncoder::new(&mut out)
        .write_image(image.as_raw(), image.width(), image.height(), ExtendedColorType::Rgba8)
        .expect("writing into memory does not fail");
    out.into_inner()
}

#[cfg(test)]
mod tests {
    use super::*;

    const BANNER: &[u8] =
        b"<svg xmlns='http://www.w3.org/2000/svg' width='40' height='20'><rect width='40' height='20' fill='#c00'/></svg>";

    fn opened(bytes: &[u8]) -> RgbaImage {
        image::load_from_memory(bytes).expect("a picture").into_rgba8()
    }

    #[test]
    fn an_icon_is_square_whatever_the_logo_is() {
        let logo = Logo::read(BANNER).expect("a drawing");
        let icon = opened(&logo.png(32, Ground::NONE));
        assert_eq!((icon.width(), icon.height()), (32, 32));
        assert_eq!(icon.get_pixel(16, 2).0[3], 0, "nothing above it");
        assert_eq!(icon.get_pixel(0, 16).0, [204, 0, 0, 255], "as wide as fits");
        let ground = Ground { colour: Some([255, 255, 255]), margin_percent: 10 };
        let icon = opened(&logo.png(100, ground));
        assert_eq!((icon.get_pixel(4, 50).0, icon.get_pixel(50, 50).0), ([255; 4], [204, 0, 0, 255]));
        // The same from pixels.
        let logo = Logo::read(&logo.png(64, Ground::NONE)).expect("a PNG");
        assert!(logo.drawing().is_none());
        assert_eq!(opened(&logo.png(32, Ground::NONE)).get_pixel(16, 16).0, [204, 0, 0, 255]);
    }

    #[test]
    fn an_ico_has_its_sizes() {
        let ico = Logo::read(BANNER).expect("a drawing").ico();
        let mut at = 6 + 16 * 3;
        for (entry, side) in ico[6..].chunks(16).zip(ICO_SIZES) {
            let number =
                |from: usize| u32::from_le_bytes(entry[from..from + 4].try_into().expect("four")) as usize;
            assert_eq!((u32::from(entry[0]), number(12)), (side, at));
            assert_eq!(opened(&ico[at..at + number(8)]).width(), side);
            at += number(8);
        }
        assert_eq!(at, ico.len());
    }

    #[test]
    fn letters_that_are_no_outlines_are_noticed() {
        let logo = Logo::read(b"<svg xmlns='http://www.w3.org/2000/svg'><text>Lantern</text></svg>");
        assert!(logo.expect("a drawing").has_letters());
        assert!(Logo::read(b"GIF89a cut off").is_err());
        assert!(Logo::read(b"<svg").is_err());
    }
}
