//! From the bytes of a picture to those of its forms.

use std::io::Cursor;

use fast_image_resize as resize;
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{PngDecoder, PngEncoder};
use image::codecs::webp::WebPDecoder;
use image::metadata::Orientation;
use image::{
    DynamicImage, ExtendedColorType, ImageDecoder, ImageEncoder, ImageFormat, ImageReader, RgbaImage,
};
use img_parts::webp::WebP;
use img_parts::{Bytes, ImageICC};

use crate::clean::clean_pixels;
use crate::drawing::{clean_drawing, is_drawing};
use crate::{Form, PIXELS_MAX, Rgb, WIDEST};

/// Most memory that unpacking a picture may take, in bytes.
const MEMORY_MAX: u64 = PIXELS_MAX * 4;

/// From 0 to 100. At these, what differs is hard to see beside the original.
const WEBP_QUALITY: f32 = 78.0;
const JPEG_QUALITY: u8 = 85;

/// The bytes are no picture that can be made smaller: damaged, moving, or larger than the limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unreadable;

/// Makes forms of a picture, or says of each that it cannot be made. One that cannot be read can still be made clean: its
/// parts are looked through, and those that do not show stay out.
pub fn make(bytes: &[u8], forms: &[Form]) -> Vec<Result<Vec<u8>, Unreadable>> {
    let read = Read::new(bytes);
    let make = |form: &Form| match form {
        Form::AsIs => Ok(bytes.to_vec()),
        Form::Clean if is_drawing(bytes) => clean_drawing(bytes).map(String::into_bytes),
        Form::Clean => match &read {
            Ok(read) if read.is_too_wide() || read.was_turned => read.clean(),
            _ => clean_pixels(bytes).ok_or(Unreadable),
        },
        Form::Webp(width) => read.as_ref().map_err(|unreadable| *unreadable)?.webp(*width),
    };
    forms.iter().map(make).collect()
}

/// The picture as whoever asked for it may have it: in its own size, without what does not show.
///
/// # Errors
/// [`Unreadable`], where no part of it can be told from another, or it is no picture.
pub fn clean(bytes: &[u8]) -> Result<Vec<u8>, Unreadable> {
    if is_drawing(bytes) {
        return clean_drawing(bytes).map(String::into_bytes);
    }
    clean_pixels(bytes).ok_or(Unreadable)
}

/// The pixels of a picture, upright, and how much of each can be seen through.
pub(crate) fn unpacked(bytes: &[u8]) -> Result<RgbaImage, Unreadable> {
    let Read { width, height, pixels, has_alpha, .. } = Read::new(bytes)?;
    let pixels = if has_alpha {
        pixels
    } else {
        pixels.chunks_exact(3).flat_map(|rgb| [rgb[0], rgb[1], rgb[2], 255]).collect()
    };
    RgbaImage::from_raw(width, height, pixels).ok_or(Unreadable)
}

/// The colour of a picture, all of it taken together; none for one that can be seen through somewhere, or cannot be read.
pub fn tone(bytes: &[u8]) -> Option<Rgb> {
    let Read { pixels, has_alpha, .. } = Read::new(bytes).ok()?;
    let each = if has_alpha { 4 } else { 3 };
    if has_alpha && pixels.chunks_exact(each).any(|pixel| pixel[3] < u8::MAX) {
        return None;
    }
    let mut sums = [0_u64; 3];
    for pixel in pixels.chunks_exact(each) {
        for (sum, part) in sums.iter_mut().zip(pixel) {
            *sum += u64::from(*part);
        }
    }
    let count = (pixels.len() / each) as u64;
    (count > 0).then(|| sums.map(|sum| (sum / count) as u8))
}

/// A picture, unpacked and upright.
struct Read {
    format: ImageFormat,
    width: u32,
    height: u32,
    /// Three bytes a pixel, or four where it can be seen through.
    pixels: Vec<u8>,
    has_alpha: bool,
    was_turned: bool,
    /// What its colours mean, where that is not what everyone takes them for.
    colours: Option<Vec<u8>>,
}

impl Read {
    fn new(bytes: &[u8]) -> Result<Self, Unreadable> {
        let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| Unreadable)?;
        let format = reader.format().ok_or(Unreadable)?;
        if moves(format, bytes) {
            return Err(Unreadable);
        }
        let mut decoder = reader.into_decoder().map_err(|_| Unreadable)?;
        let mut limits = image::Limits::no_limits();
        limits.max_alloc = Some(MEMORY_MAX);
        decoder.set_limits(limits).map_err(|_| Unreadable)?;
        let (width, height) = decoder.dimensions();
        if u64::from(width) * u64::from(height) > PIXELS_MAX {
            return Err(Unreadable);
        }
        let colours = decoder.icc_profile().ok().flatten().filter(|profile| is_worth_keeping(profile));
        let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
        let mut image = DynamicImage::from_decoder(decoder).map_err(|_| Unreadable)?;
        image.apply_orientation(orientation);
        let has_alpha = image.color().has_alpha();
        let (width, height) = (image.width(), image.height());
        let pixels = if has_alpha { image.into_rgba8().into_raw() } else { image.into_rgb8().into_raw() };
        let was_turned = orientation != Orientation::NoTransforms;
        Ok(Self { format, width, height, pixels, has_alpha, was_turned, colours })
    }

    fn is_too_wide(&self) -> bool {
        self.width > WIDEST
    }

    fn webp(&self, width: u32) -> Result<Vec<u8>, Unreadable> {
        let (width, height, pixels) = self.resized(width)?;
        let encoder = if self.has_alpha {
            webp::Encoder::from_rgba(&pixels, width, height)
        } else {
            webp::Encoder::from_rgb(&pixels, width, height)
        };
        let encoded = encoder.encode_simple(false, WEBP_QUALITY).map_err(|_| Unreadable)?.to_vec();
        let Some(colours) = &self.colours else { return Ok(encoded) };
        let mut webp = WebP::from_bytes(Bytes::from(encoded)).map_err(|_| Unreadable)?;
        webp.set_icc_profile(Some(Bytes::from(colours.clone())));
        Ok(webp.encoder().bytes().to_vec())
    }

    /// Its own kind, not wider than the widest.
    fn clean(&self) -> Result<Vec<u8>, Unreadable> {
        if self.format == ImageFormat::WebP {
            return self.webp(WIDEST);
        }
        let (width, height, pixels) = self.resized(WIDEST)?;
        let colour = if self.has_alpha { ExtendedColorType::Rgba8 } else { ExtendedColorType::Rgb8 };
        let mut out = Vec::new();
        let written = if self.format == ImageFormat::Jpeg {
            self.write(
                JpegEncoder::new_with_quality(&mut out, JPEG_QUALITY),
                &pixels,
                (width, height),
                colour,
            )
        } else {
            self.write(PngEncoder::new(&mut out), &pixels, (width, height), colour)
        };
        written.map(|()| out)
    }

    fn write(
        &self,
        mut encoder: impl ImageEncoder,
        pixels: &[u8],
        (width, height): (u32, u32),
        colour: ExtendedColorType,
    ) -> Result<(), Unreadable> {
        if let Some(colours) = &self.colours {
            // A kind that cannot say what its colours mean shows them as everyone takes them.
            encoder.set_icc_profile(colours.clone()).ok();
        }
        encoder.write_image(pixels, width, height, colour).map_err(|_| Unreadable)
    }

    /// Width, height and pixels at most this wide.
    fn resized(&self, width: u32) -> Result<(u32, u32, Vec<u8>), Unreadable> {
        let (from_width, from_height) = (self.width, self.height);
        if width >= from_width {
            return Ok((from_width, from_height, self.pixels.clone()));
        }
        let height =
            (u64::from(from_height) * u64::from(width)).div_ceil(u64::from(from_width)).max(1) as u32;
        let kind = if self.has_alpha { resize::PixelType::U8x4 } else { resize::PixelType::U8x3 };
        let from = resize::images::ImageRef::new(from_width, from_height, &self.pixels, kind);
        let mut to = resize::images::Image::new(width, height, kind);
        let resized = resize::Resizer::new().resize(&from.map_err(|_| Unreadable)?, &mut to, None);
        resized.map_err(|_| Unreadable)?;
        Ok((width, height, to.into_vec()))
    }
}

/// Whether it has more than one picture, one after the other.
fn moves(format: ImageFormat, bytes: &[u8]) -> bool {
    let bytes = Cursor::new(bytes);
    match format {
        ImageFormat::Png => PngDecoder::new(bytes).and_then(|png| png.is_apng()).unwrap_or(false),
        ImageFormat::WebP => WebPDecoder::new(bytes).is_ok_and(|webp| webp.has_animation()),
        _ => false,
    }
}

/// Whether a profile of colours says something that nobody takes for granted, about colours as they are unpacked.
fn is_worth_keeping(profile: &[u8]) -> bool {
    let is_rgb = profile.get(16..20) == Some(b"RGB ");
    let names = |name: &[u8]| profile.windows(name.len()).any(|some| some == name);
    let is_usual = names(b"sRGB") || names(b"s\0R\0G\0B");
    is_rgb && !is_usual
}
