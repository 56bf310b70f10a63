//! The app's icons in every form that Tauri bundles, drawn from two pictures: one for large, one for small sizes.

use std::fs;
use std::path::Path;

use crate::job::Job;
use crate::trouble::{Trouble, at};
use crate::{machine, places};

/// Up to this size the drawing with fewer lines is read better.
const SMALL_UP_TO_PX: u32 = 48;

/// Files of one picture each: Linux, and the tiles of the Windows store.
const PNG: [(&str, u32); 14] = [
    ("32x32.png", 32),
    ("128x128.png", 128),
    ("128x128@2x.png", 256),
    ("icon.png", 512),
    ("StoreLogo.png", 50),
    ("Square30x30Logo.png", 30),
    ("Square44x44Logo.png", 44),
    ("Square71x71Logo.png", 71),
    ("Square89x89Logo.png", 89),
    ("Square107x107Logo.png", 107),
    ("Square142x142Logo.png", 142),
    ("Square150x150Logo.png", 150),
    ("Square284x284Logo.png", 284),
    ("Square310x310Logo.png", 310),
];

/// The pictures in Windows' file.
const ICO_PX: [u32; 6] = [16, 24, 32, 48, 64, 256];

/// The pictures in Apple's file, under Apple's names for their sizes; those of high resolution stand twice.
const ICNS: [(&[u8; 4], u32); 10] = [
    (b"icp4", 16),
    (b"icp5", 32),
    (b"ic11", 32),
    (b"ic12", 64),
    (b"ic07", 128),
    (b"ic13", 256),
    (b"ic08", 256),
    (b"ic14", 512),
    (b"ic09", 512),
    (b"ic10", 1024),
];

pub(crate) fn draw() -> Result<(), Trouble> {
    machine::set_up(&[&machine::ICONS])?;
    let icons = places::root().join("icons");
    for (name, size_px) in PNG {
        let file = icons.join(name);
        let picture = png(&icons, size_px)?;
        fs::write(&file, picture).map_err(at(file))?;
    }
    let pictures: Result<Vec<_>, _> = ICO_PX.iter().map(|size| Ok((*size, png(&icons, *size)?))).collect();
    let file = icons.join("icon.ico");
    fs::write(&file, ico(&pictures?)).map_err(at(file))?;
    let pictures: Result<Vec<_>, _> =
        ICNS.iter().map(|(name, size)| Ok((*name, png(&icons, *size)?))).collect();
    let file = icons.join("icon.icns");
    fs::write(&file, icns(&pictures?)).map_err(at(file))
}

/// One square picture, as a PNG.
fn png(icons: &Path, size_px: u32) -> Result<Vec<u8>, Trouble> {
    let drawing = if size_px <= SMALL_UP_TO_PX { "galley-small.svg" } else { "galley.svg" };
    let out = places::notes()?.join("icon.png");
    fs::create_dir_all(places::notes()?).map_err(at(&out))?;
    let size = size_px.to_string();
    Job::new("rsvg-convert")
        .args(["--width", &size, "--height", &size, "--output"])
        .args([&out, &icons.join(drawing)])
        .run()?;
    fs::read(&out).map_err(at(&out))
}

/// Windows' file: a table of sizes, lengths and places, then the pictures.
fn ico(pictures: &[(u32, Vec<u8>)]) -> Vec<u8> {
    let mut file = vec![0, 0, 1, 0];
    file.extend((pictures.len() as u16).to_le_bytes());
    let mut place = 6 + 16 * pictures.len() as u32;
    for (size_px, picture) in pictures {
        // 256 is written as 0: the format has one byte for it.
        let size = (*size_px % 256) as u8;
        file.extend([size, size, 0, 0, 1, 0, 32, 0]);
        file.extend((picture.len() as u32).to_le_bytes());
        file.extend(place.to_le_bytes());
        place += picture.len() as u32;
    }
    file.extend(pictures.iter().flat_map(|(_, picture)| picture));
    file
}

/// Apple's file: a row of chunks, each with its name and length.
fn icns(pictures: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut chunks = Vec::new();
    for (name, picture) in pictures {
        chunks.extend(*name);
        chunks.extend((picture.len() as u32 + 8).to_be_bytes());
        chunks.extend(picture);
    }
    let mut file = b"icns".to_vec();
    file.extend((chunks.len() as u32 + 8).to_be_bytes());
    file.extend(chunks);
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_the_windows_file_leads_to_its_pictures() {
        let file = ico(&[(16, b"small".to_vec()), (256, b"large one".to_vec())]);
        assert_eq!(file[..6], [0, 0, 1, 0, 2, 0]);
        let entry = |at: usize| {
            let word = |from: usize| u32::from_le_bytes(file[from..from + 4].try_into().expect("four bytes"));
            let (length, place) = (word(at + 8) as usize, word(at + 12) as usize);
            (file[at], &file[place..place + length])
        };
        assert_eq!(entry(6), (16, b"small".as_slice()));
        assert_eq!(entry(22), (0, b"large one".as_slice()));
    }

    #[test]
    fn the_apple_file_says_its_own_length_and_that_of_each_picture() {
        let file = icns(&[(b"icp4", b"small".to_vec())]);
        assert_eq!(file, b"icns\0\0\0\x15icp4\0\0\0\x0dsmall");
    }
}
