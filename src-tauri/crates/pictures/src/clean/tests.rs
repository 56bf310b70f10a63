//! Files as cameras and programs write them. Those in `fixtures` were made with Pillow 12; what they show was compared with it, too.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::{AnimationDecoder as _, ImageDecoder as _, RgbImage};

use super::*;

/// What none of them may say.
const PLACE: &[u8] = b"35 Church Lane";
/// What follows a picture in a telephone's file: a film, with the place that it was made at.
const FILM: &[u8] =
    b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom\0\0\0\x26moov\0\0\0\x1eudta\0\0\0\x16\xa9xyz35 Church Lane";
const TURNED: &[u8] = b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";

const AVIF: &[u8] = include_bytes!("fixtures/told.avif");
const AVIF_FILM: &[u8] = include_bytes!("fixtures/film.avif");
const RESTARTS: &[u8] = include_bytes!("fixtures/restarts.jpg");
const MOVING_WEBP: &[u8] = include_bytes!("fixtures/moving.webp");
const MOVING_PNG: &[u8] = include_bytes!("fixtures/moving.png");

fn has(bytes: &[u8], some: &[u8]) -> bool {
    bytes.windows(some.len()).any(|window| window == some)
}

fn cleaned(bytes: &[u8]) -> Vec<u8> {
    assert!(has(bytes, PLACE), "or there is nothing to see");
    let clean = clean_pixels(bytes).expect("a picture");
    assert!(!has(&clean, PLACE));
    assert_eq!(clean_pixels(&clean), Some(clean.clone()), "what is clean stays as it is");
    clean
}

/// A segment of a JPEG.
fn segment(marker: u8, contents: &[u8]) -> Vec<u8> {
    [&[0xff, marker][..], &(contents.len() as u16 + 2).to_be_bytes(), contents].concat()
}

/// As an encoder writes it, without anything else.
fn jpeg() -> Vec<u8> {
    let mut bytes = Vec::new();
    let picture = RgbImage::from_fn(48, 32, |x, y| image::Rgb([x as u8 * 5, y as u8 * 7, 99]));
    JpegEncoder::new_with_quality(&mut bytes, 90).encode_image(&picture).expect("encoded");
    bytes
}

#[test]
fn a_jpeg_ends_where_its_picture_ends_and_has_no_others_in_it() {
    let plain = jpeg();
    let jfif = plain.windows(5).position(|some| some == b"JFIF\0").expect("it is JFIF");
    assert_eq!(jfif, 6, "the first segment");
    let (head, rest) = plain.split_at(20);
    let second = [&plain[..2], &segment(0xe1, &[b"Exif\0\0", PLACE].concat()), &plain[2..]].concat();
    let told = [
        head,
        &segment(0xe0, &[b"JFXX\0\x10", PLACE].concat()),
        &segment(0xe1, &[b"Exif\0\0", TURNED, PLACE].concat()),
        &segment(0xe1, &[b"http://ns.adobe.com/xap/1.0/\0", PLACE].concat()),
        &segment(0xe2, &[b"MPF\0MM\0\x2a", PLACE].concat()),
        &segment(0xe2, b"ICC_PROFILE\0\x01\x01colours"),
        &segment(0xed, PLACE),
        &segment(0xee, &[b"Adobe\0\x64\0\0\0\0\x01", PLACE].concat()),
        &segment(0xfe, PLACE),
        // Decoders pass over what stands between segments.
        PLACE,
        rest,
        &second,
        FILM,
    ]
    .concat();
    let expected = [
        head,
        &segment(0xe1, &[b"Exif\0\0", TURNED].concat()),
        &segment(0xe2, b"ICC_PROFILE\0\x01\x01colours"),
        &segment(0xee, b"Adobe\0\x64\0\0\0\0\x01"),
        rest,
    ]
    .concat();
    assert_eq!(cleaned(&told), expected);
    assert_eq!(clean_pixels(&plain), Some(plain.clone()));

    // One that was cut off anywhere says nothing either.
    for length in 3..told.len() {
        assert!(!has(&jpeg::clean(&told[..length]), PLACE), "{length}");
    }
}

#[test]
fn a_scan_with_restarts_is_one_scan() {
    assert!(has(RESTARTS, b"\xff\xd0") && has(RESTARTS, b"\xff\xd1"), "that is what it is for");
    let told = [RESTARTS, FILM].concat();
    let clean = cleaned(&told);
    assert!(clean.ends_with(b"\xff\xd9") && !has(&clean, b"mp42"));
    let pixels = |bytes: &[u8]| image::load_from_memory(bytes).expect("a picture").into_rgb8();
    assert!(pixels(&clean) == pixels(RESTARTS));
    let mut decoder = image::codecs::jpeg::JpegDecoder::new(Cursor::new(&clean)).expect("a JPEG");
    assert_eq!(decoder.orientation().expect("read"), Orientation::Rotate90, "it lies as it lay");
}

#[test]
fn pictures_that_move_go_on_moving() {
    let frames = |bytes: &[u8]| {
        let decoder = WebPDecoder::new(Cursor::new(bytes)).expect("a WebP");
        decoder
            .into_frames()
            .collect_frames()
            .expect("read")
            .into_iter()
            .map(image::Frame::into_buffer)
            .collect::<Vec<_>>()
    };
    let clean = cleaned(&[MOVING_WEBP, PLACE].concat());
    assert_eq!(frames(&clean).len(), 2);
    assert!(frames(&clean) == frames(MOVING_WEBP));
    let mut decoder = WebPDecoder::new(Cursor::new(&clean)).expect("a WebP");
    assert_eq!(decoder.orientation().expect("read"), Orientation::Rotate90);

    let frames = |bytes: &[u8]| {
        let decoder = PngDecoder::new(Cursor::new(bytes)).expect("a PNG").apng().expect("it moves");
        decoder
            .into_frames()
            .collect_frames()
            .expect("read")
            .into_iter()
            .map(image::Frame::into_buffer)
            .collect::<Vec<_>>()
    };
    let clean = cleaned(&[MOVING_PNG, PLACE].concat());
    assert_eq!(frames(&clean).len(), 2);
    assert!(frames(&clean) == frames(MOVING_PNG));
    let mut decoder = PngDecoder::new(Cursor::new(&clean)).expect("a PNG");
    assert_eq!(decoder.orientation().expect("read"), Orientation::Rotate90);
}

/// A block of a GIF in pieces.
fn block(head: &[u8], contents: &[u8]) -> Vec<u8> {
    let pieces = contents.chunks(9).flat_map(|piece| [&[piece.len() as u8][..], piece].concat());
    head.iter().copied().chain(pieces).chain([0]).collect()
}

#[test]
fn a_gif_says_how_often_it_moves_and_no_more() {
    // One pixel, two colours; then again with colours of its own.
    let screen = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff";
    let repeats = block(b"!\xff\x0bNETSCAPE2.0", b"\x01\0\0");
    let [waits, pixel] = [&b"!\xf9\x04\x04\x0a\0\0\0"[..], b",\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0"];
    let own = b",\0\0\0\0\x01\0\x01\0\x80\x21\x21\xff\xfe!,\x02\x02\x44\x01\0";
    let told = [
        screen,
        &block(b"!\xfe", PLACE)[..],
        &repeats,
        &block(b"!\xff\x0bXMP DataXMP", PLACE),
        waits,
        &block(b"!\x01", PLACE),
        pixel,
        own,
        b";",
        PLACE,
    ]
    .concat();
    // Pieces cut the words apart: looked for whole, they stand behind the end alone.
    assert!(has(&told, b"Church La") || has(&told, PLACE));
    let expected = [screen, &repeats[..], waits, pixel, own, b";"].concat();
    assert_eq!(cleaned(&told), expected);
    for length in 13..told.len() {
        assert!(!has(&gif::clean(&told[..length]).expect("a head"), b"35 Ch"), "{length}");
    }
}

#[test]
fn an_avif_keeps_its_length_and_its_picture() {
    for (name, told) in [("a picture", AVIF), ("a film", AVIF_FILM)] {
        let clean = cleaned(told);
        assert_eq!(clean.len(), told.len(), "{name}: nothing may move");
        assert!(!has(&clean, b"xmpmeta"), "{name}");
        // Exif and XMP, and where a film has them; not the pictures, which take the most.
        let differing = told.iter().zip(&clean).filter(|(before, after)| before != after).count();
        assert!((80..350).contains(&differing), "{name}: {differing}");
        assert!(clean.ends_with(&told[told.len() - 150..]), "{name}");
    }
    let behind = [AVIF, b"\0\0\0\x16uuid", PLACE, FILM].concat();
    let clean = cleaned(&behind);
    assert!(!has(&clean, b"xyz3"));
    // What cannot be told apart stays out.
    let no_places = [&AVIF[..16], &[0; 40]].concat();
    assert_eq!(clean_pixels(&no_places), None);
    for length in 0..AVIF.len() {
        let clean = avif::clean(&AVIF[..length]);
        assert!(clean.is_none_or(|clean| !has(&clean, b"35 Ch")), "{length}");
    }
}
