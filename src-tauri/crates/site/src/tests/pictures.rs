//! Pictures of cameras, as readers get them.

use std::collections::BTreeMap;
use std::fs;
use std::io::Cursor;

use galley_domain::{Cover, FocalPoint, Media, MediaHash, MediaKind, Picture};
use image::codecs::jpeg::{JpegDecoder, JpegEncoder};
use image::codecs::png::PngEncoder;
use image::codecs::webp::WebPDecoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder as _, ImageFormat, RgbImage, RgbaImage};
use img_parts::jpeg::Jpeg;
use img_parts::{Bytes, ImageEXIF as _, ImageICC as _};
use sha2::{Digest as _, Sha256};

use super::{Place, tree};
use crate::out::Disk;
use crate::{Options, Problem, Report};

/// What a camera says in the tests: turned to the right, and where it was.
fn exif(orientation: u8) -> Vec<u8> {
    // TIFF, big-endian, one entry: orientation (0x0112), one short.
    let mut exif = b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    exif.extend([orientation, 0, 0, 0, 0, 0, 0]);
    exif.extend(b"GPS 35 Church Lane");
    exif
}

/// Dark at the left, light at the right.
fn photo(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let light = (x * 255 / width) as u8;
        image::Rgb([light, light / 2, (y * 255 / height) as u8])
    })
}

pub(super) fn jpeg(width: u32, height: u32, orientation: u8, colours: Option<&[u8]>) -> Vec<u8> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, 90).encode_image(&photo(width, height)).expect("encoded");
    let mut jpeg = Jpeg::from_bytes(Bytes::from(bytes)).expect("a JPEG");
    jpeg.set_exif(Some(Bytes::from(exif(orientation))));
    jpeg.set_icc_profile(colours.map(Bytes::copy_from_slice));
    jpeg.encoder().bytes().to_vec()
}

fn png(width: u32, height: u32) -> Vec<u8> {
    let picture =
        RgbaImage::from_fn(width, height, |x, _| image::Rgba([200, 30, 30, (x * 255 / width) as u8]));
    let mut bytes = Vec::new();
    picture.write_with_encoder(PngEncoder::new(&mut bytes)).expect("encoded");
    bytes
}

impl Place {
    /// Gives the main article a cover of these bytes. The file's path in the site begins with what comes back.
    pub(super) fn cover(&mut self, kind: MediaKind, bytes: &[u8], pixels: (u32, u32)) -> String {
        let hash = MediaHash::new(Sha256::digest(bytes).into());
        fs::write(self.sample.folder.join(hash.to_string()), bytes).expect("a file");
        self.sample.media.push(Media {
            hash,
            kind,
            bytes: bytes.len() as u64,
            pixels: Some(pixels),
            name: "Mast.any".to_owned(),
            alt: String::new(),
            caption: String::new(),
            credit: String::new(),
            focal: None,
        });
        let (picture, alt) = (Picture::Media(hash), "A mast".to_owned());
        let content = &mut self.sample.item(1).content;
        content.cover = Some(Cover { picture, alt, caption: String::new(), credit: String::new() });
        content.pictures.insert("mast".to_owned(), hash);
        content.body = "A picture:\n\n![A mast](mast \"Seen from below\")\n".to_owned();
        format!("media/{}", &hash.to_string()[..16])
    }

    fn export_keeping_pictures(&self, name: &str) -> Report {
        let kept = self.folder.path().join("pictures");
        let options = Options { pictures: Some(&kept), ..Options::default() };
        crate::export(&self.sample, &self.theme, &self.out(name), &options).expect("the export works")
    }
}

/// Files of a site whose names begin like this.
fn files(place: &Place, name: &str, stem: &str) -> BTreeMap<String, Vec<u8>> {
    tree(&place.out(name)).into_iter().filter(|(path, _)| path.starts_with(stem)).collect()
}

fn opened(bytes: &[u8]) -> DynamicImage {
    image::load_from_memory(bytes).expect("a picture")
}

#[test]
fn the_place_of_a_cover_waits_in_its_colour_and_what_matters_of_it_stays_visible() {
    let mut place = Place::new();
    place.cover(MediaKind::Jpeg, &jpeg(900, 600, 1, None), (900, 600));
    let hash = place.sample.media.last().expect("the cover").hash;
    let page =
        |place: &Place, name: &str| place.read(name, "ten-years-of-cable-how-a-coast-came-online/index.html");
    place.export_keeping_pictures("site");
    // Half as red as can be, and half of that green; half as blue as can be.
    assert!(
        page(&place, "site").contains("<figure class=\"cover tone r2 g1 b2\">"),
        "{}",
        page(&place, "site")
    );
    assert!(place.read("site", "index.html").contains("<a class=\"picture tone r2 g1 b2\""), "in lists, too");
    let kept = fs::read_to_string(place.folder.path().join("pictures/tones.1")).expect("kept");
    assert!(kept.contains(&format!("\n{hash} 2 1 2\n")), "{kept}");

    // What is kept is believed, for as long as it is whole.
    place.sample.media.last_mut().expect("the cover").focal = Some(FocalPoint { x: 0.1, y: 1.0 });
    fs::write(place.folder.path().join("pictures/tones.1"), kept.replace("2 1 2", "5 5 5")).expect("written");
    place.export_keeping_pictures("again");
    assert!(
        page(&place, "again").contains("<figure class=\"cover tone r2 g1 b2 x0 y4\">"),
        "{}",
        page(&place, "again")
    );

    place.cover(MediaKind::Png, &png(900, 600), (900, 600));
    place.export("seen through");
    assert!(
        page(&place, "seen through").contains("<figure class=\"cover\">"),
        "what is behind it would show"
    );
}

#[test]
fn a_photo_comes_upright_in_several_widths_and_says_nothing_of_its_place() {
    let mut place = Place::new();
    let stem = place.cover(MediaKind::Jpeg, &jpeg(2000, 1200, 6, None), (1200, 2000));
    place.export("site");
    let files = files(&place, "site", &stem);
    let names: Vec<_> = files.keys().map(|path| &path[stem.len()..]).collect();
    assert_eq!(names, ["-mast-1200.webp", "-mast-400.webp", "-mast-800.webp", "-mast.jpg"]);
    for (path, bytes) in &files {
        assert!(!bytes.windows(3).any(|some| some == b"GPS" || some == b"Exi"), "{path}");
        let picture = opened(bytes).into_rgb8();
        assert_eq!(picture.height(), (picture.width() * 2000).div_ceil(1200), "{path} stands upright");
        // Turned to the right, what was left is above.
        let (above, below) = (picture.get_pixel(3, 3), picture.get_pixel(3, picture.height() - 4));
        assert!(above.0[0] < 40 && below.0[0] > 215, "{path}: {above:?} {below:?}");
    }
    let widths = ["-400.webp", "-800.webp", "-1200.webp", ".jpg"];
    let widths = widths.map(|end| opened(&files[&format!("{stem}-mast{end}")]).width());
    assert_eq!(widths, [400, 800, 1200, 1200]);
    let page = place.read("site", "ten-years-of-cable-how-a-coast-came-online/index.html");
    let choice =
        format!("/{stem}-mast-400.webp 400w, /{stem}-mast-800.webp 800w, /{stem}-mast-1200.webp 1200w");
    assert_eq!(page.matches(&format!("srcset=\"{choice}\"")).count(), 2, "above the text and in it");
    assert!(page.contains(&format!("<img src=\"/{stem}-mast.jpg\"")), "for browsers that do not choose");
    assert_eq!(page.matches("width=\"1200\" height=\"2000\"").count(), 2, "its place is as high as it is");
    let feed = place.read("site", "feed.json");
    assert!(feed.contains(&format!("/{stem}-mast.jpg")) && !feed.contains("srcset"), "a feed has one");
}

#[test]
fn what_need_not_be_made_anew_keeps_every_pixel() {
    let mut place = Place::new();
    let original = jpeg(300, 200, 1, Some(b"0000000000000000RGB  Display P3"));
    let stem = place.cover(MediaKind::Jpeg, &original, (300, 200));
    place.export("site");
    let files = files(&place, "site", &stem);
    assert_eq!(files.len(), 1, "a small one has no smaller ones: {:?}", files.keys());
    let made = &files[&format!("{stem}-mast.jpg")];
    assert!(opened(made) == opened(&original));
    assert!(made.len() < original.len() && !made.windows(3).any(|some| some == b"GPS"));
    let jpeg = Jpeg::from_bytes(Bytes::copy_from_slice(made)).expect("a JPEG");
    assert!(jpeg.icc_profile().is_some_and(|colours| colours.ends_with(b"Display P3")));
}

#[test]
fn what_is_not_unpacked_says_nothing_of_its_place_either() {
    const AVIF: &[u8] = include_bytes!("../../../pictures/src/clean/fixtures/told.avif");
    let gif = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff!\xfe\x12GPS 35 Church Lane\0,\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0;";
    let of_a_telephone = [&jpeg(300, 200, 1, None)[..], b"\0\0\0\x18ftypmp42 GPS 35 Church Lane"].concat();
    // More pixels than are unpacked; nobody looks at them.
    let mut huge = jpeg(16, 8, 6, None);
    let frame = huge.windows(2).position(|marker| marker == b"\xff\xc0").expect("it has one");
    huge[frame + 5..frame + 9].copy_from_slice(&[30_u8, 0, 60, 0]);
    let mut place = Place::new();
    for (kind, end, bytes, pixels) in [
        (MediaKind::Avif, "avif", AVIF, (48, 32)),
        (MediaKind::Gif, "gif", gif, (1, 1)),
        (MediaKind::Jpeg, "jpg", &of_a_telephone, (300, 200)),
        (MediaKind::Jpeg, "jpg", &huge, (7680, 15_360)),
    ] {
        assert!(bytes.windows(3).any(|some| some == b"GPS"), "or there is nothing to see");
        let stem = place.cover(kind, bytes, pixels);
        let report = place.export("site");
        let files = files(&place, "site", &stem);
        let [own] = files.keys().map(String::as_str).collect::<Vec<_>>()[..] else {
            panic!("{:?}", files.keys())
        };
        assert_eq!(own, format!("{stem}-mast.{end}"));
        let made = &files[own];
        assert!(!made.windows(3).any(|some| some == b"GPS"), "{end}");
        assert_eq!(MediaKind::of(made), Some(kind));
        assert!(!report.problems.iter().any(|p| matches!(p, Problem::Unreadable { .. })), "{report:?}");
        if bytes == huge {
            let mut decoder = JpegDecoder::new(Cursor::new(made)).expect("a JPEG");
            assert_eq!(decoder.orientation().expect("read"), Orientation::Rotate90, "it lies as it lay");
        }
    }
}

#[test]
fn colours_and_what_can_be_seen_through_stay() {
    let profile = b"0000000000000000RGB  Display P3";
    let mut place = Place::new();
    let stem = place.cover(MediaKind::Jpeg, &jpeg(500, 400, 1, Some(profile)), (500, 400));
    place.export("site");
    let webp = &files(&place, "site", &stem)[&format!("{stem}-mast-500.webp")];
    let mut decoder = WebPDecoder::new(Cursor::new(webp)).expect("a WebP");
    assert_eq!(decoder.icc_profile().expect("read").as_deref(), Some(&profile[..]));

    let stem = place.cover(MediaKind::Png, &png(2000, 40), (2000, 40));
    place.export("site");
    let files = files(&place, "site", &stem);
    for end in ["-mast-800.webp", "-mast.png"] {
        let picture = opened(&files[&format!("{stem}{end}")]).into_rgba8();
        let (left, right) = (picture.get_pixel(2, 4), picture.get_pixel(picture.width() - 3, 4));
        assert!(left.0[3] < 8 && right.0[3] > 247, "{end}: {left:?} {right:?}");
    }
    let own = &files[&format!("{stem}-mast.png")];
    assert_eq!((image::guess_format(own).expect("known"), opened(own).width()), (ImageFormat::Png, 1600));
}

#[test]
fn a_picture_that_cannot_be_read_has_one_size_and_is_named() {
    let mut place = Place::new();
    let mut cut = jpeg(900, 600, 1, None);
    cut.truncate(200);
    let stem = place.cover(MediaKind::Jpeg, &cut, (900, 600));
    let report = place.export("site");
    let named = |p: &Problem| matches!(p, Problem::Unreadable { path } if path.contains(&stem));
    assert!(report.problems.iter().any(named), "{report:?}");
    let names: Vec<_> = files(&place, "site", &stem).into_keys().collect();
    assert_eq!(names, [format!("{stem}-mast.jpg")]);
    let page = place.read("site", "ten-years-of-cable-how-a-coast-came-online/index.html");
    assert!(page.contains(&format!("{stem}-mast.jpg")) && !page.contains("srcset"));
    let left: Vec<_> = fs::read_dir(place.out("")).expect("a folder").collect();
    assert_eq!(left.len(), 1, "no staging folder is left");
}

#[test]
fn what_was_made_once_is_not_made_again_and_damage_is_noticed() {
    let mut place = Place::new();
    let stem = place.cover(MediaKind::Jpeg, &jpeg(900, 600, 1, None), (900, 600));
    place.export_keeping_pictures("first");
    let first = files(&place, "first", &stem);
    let kept = place.folder.path().join("pictures");
    let hash = place.sample.media.last().expect("it was added").hash;
    let names = fs::read_dir(&kept).expect("a folder").flatten().map(|file| file.file_name());
    let of_it = names.filter(|name| name.to_string_lossy().starts_with(&hash.to_string())).count();
    assert_eq!(of_it, first.len());
    // Another site takes them from there: the library's own file is not even looked at.
    let original = place.sample.folder.join(hash.to_string());
    let bytes = fs::read(&original).expect("a file");
    fs::remove_file(&original).expect("removed");
    let report = place.export_keeping_pictures("second");
    assert_eq!(files(&place, "second", &stem), first, "{:?}", report.problems);
    // What was damaged there is made again.
    fs::write(&original, bytes).expect("written");
    for file in fs::read_dir(&kept).expect("a folder").flatten() {
        fs::write(file.path(), "damaged").expect("written");
    }
    place.export_keeping_pictures("third");
    assert_eq!(files(&place, "third", &stem), first);
    // Without the original, what is missing is named and the rest stands.
    fs::remove_file(&original).expect("removed");
    let report = place.try_export(&Disk::default(), "fourth").expect("the export works");
    assert!(report.problems.iter().any(|p| matches!(p, Problem::Media { path, .. } if path.contains(&stem))));
}

#[test]
fn an_export_that_remembers_takes_pictures_as_they_stand_there() {
    let mut place = Place::new();
    let stem = place.cover(MediaKind::Jpeg, &jpeg(900, 600, 1, None), (900, 600));
    let memory = place.folder.path().join("memory");
    let export = |place: &Place| {
        let options = Options { memory: Some(&memory), ..Options::default() };
        crate::export(&place.sample, &place.theme, &place.out("site"), &options).expect("the export works")
    };
    export(&place);
    let first = files(&place, "site", &stem);
    let hash = place.sample.media.last().expect("it was added").hash;
    fs::remove_file(place.sample.folder.join(hash.to_string())).expect("removed");
    place.sample.item(20).content.body = "Another text.".to_owned();
    let report = export(&place);
    assert_eq!((files(&place, "site", &stem), report.removed), (first, 0), "{:?}", report.problems);
    // One that someone took away is made again, and cannot be.
    fs::remove_file(place.out("site").join(format!("{stem}-mast-400.webp"))).expect("removed");
    let report = export(&place);
    assert!(
        report.problems.iter().any(|p| matches!(p, Problem::Media { path, .. } if path.contains("-400")))
    );
}
