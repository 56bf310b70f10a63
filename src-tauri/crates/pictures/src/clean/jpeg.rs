//! JPEG: segments behind markers, with scans between.

use super::only_orientation;

const EXIF: &[u8] = b"Exif\0\0";
const COLOURS: &[u8] = b"ICC_PROFILE\0";
const JFIF: &[u8] = b"JFIF\0";
const ADOBE: &[u8] = b"Adobe";

/// How many bytes JFIF and Adobe have to say; behind JFIF's stands a small picture.
const JFIF_BYTES: usize = 14;
const ADOBE_BYTES: usize = 12;

const SOI: u8 = 0xd8;
const EOI: u8 = 0xd9;
const SOS: u8 = 0xda;

pub(super) fn clean(bytes: &[u8]) -> Vec<u8> {
    let mut out = vec![0xff, SOI];
    let mut at = 2;
    let mut turned = false;
    while let Some((marker, behind)) = next_marker(bytes, at) {
        match marker {
            // A second beginning is another picture.
            EOI | SOI => break,
            // They stand alone.
            0x01 | 0xd0..=0xd7 => {
                at = behind;
                continue;
            }
            _ => {}
        }
        let Some(length) = bytes.get(behind..behind + 2) else { break };
        let length = usize::from(u16::from_be_bytes([length[0], length[1]]));
        let Some(contents) = bytes.get(behind + 2..behind + length).filter(|_| length >= 2) else { break };
        at = behind + length;
        if let Some(kept) = what_shows(marker, contents, &mut turned) {
            put(&mut out, marker, &kept);
        }
        if marker == SOS {
            let end = end_of_scan(bytes, at);
            out.extend(&bytes[at..end]);
            at = end;
        }
    }
    out.extend([0xff, EOI]);
    out
}

/// The next marker at or behind a place, and what stands behind it. Between segments decoders look for it, too.
fn next_marker(bytes: &[u8], mut at: usize) -> Option<(u8, usize)> {
    loop {
        at += bytes.get(at..)?.iter().position(|byte| *byte == 0xff)?;
        match bytes.get(at + 1)? {
            0x00 => at += 2,
            0xff => at += 1,
            marker => return Some((*marker, at + 2)),
        }
    }
}

/// Where the marker behind a scan stands, or the file ends. In it, 0xff is followed by 0 or by the number of a restart.
fn end_of_scan(bytes: &[u8], mut at: usize) -> usize {
    while let Some(next) = bytes.get(at..).and_then(|rest| rest.iter().position(|byte| *byte == 0xff)) {
        at += next;
        match bytes.get(at + 1) {
            Some(0x00 | 0xd0..=0xd7) => at += 2,
            _ => return at,
        }
    }
    bytes.len()
}

/// What of a segment is kept.
fn what_shows(marker: u8, contents: &[u8], turned: &mut bool) -> Option<Vec<u8>> {
    match marker {
        // APP0: JFIF without its small picture.
        0xe0 if contents.starts_with(JFIF) => {
            let mut kept = contents.get(..JFIF_BYTES)?.to_vec();
            kept[JFIF_BYTES - 2..].fill(0);
            Some(kept)
        }
        // APP1: how it lies. The first one counts.
        0xe1 if !*turned => {
            let short = only_orientation(contents.strip_prefix(EXIF)?)?;
            *turned = true;
            Some([EXIF, &short].concat())
        }
        // APP2: what its colours mean.
        0xe2 if contents.starts_with(COLOURS) => Some(contents.to_vec()),
        // APP14: how they are packed.
        0xee if contents.starts_with(ADOBE) => Some(contents.get(..ADOBE_BYTES)?.to_vec()),
        // Frames, tables, scans.
        0xc0..=0xcf | 0xda..=0xdf => Some(contents.to_vec()),
        _ => None,
    }
}

fn put(out: &mut Vec<u8>, marker: u8, contents: &[u8]) {
    out.extend([0xff, marker]);
    out.extend((contents.len() as u16 + 2).to_be_bytes());
    out.extend(contents);
}
