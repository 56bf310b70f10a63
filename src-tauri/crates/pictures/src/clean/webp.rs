//! WebP: chunks of RIFF.

use super::only_orientation;

const HEAD: usize = 12;
const BEFORE: usize = 8;

/// What shows: pixels, what can be seen through, what colours mean, and how a picture moves.
const SHOWS: [&[u8; 4]; 7] = [b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"];

/// What VP8X says of the file: that there is Exif, and XMP.
const HAS_EXIF: u8 = 0x08;
const HAS_XMP: u8 = 0x04;

pub(super) fn clean(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = bytes.get(..HEAD)?.to_vec();
    let whole = u32::from_le_bytes([bytes[4], bytes[5], bytes[6], bytes[7]]) as usize;
    let mut rest = &bytes[HEAD..bytes.len().min(whole.saturating_add(8)).max(HEAD)];
    let (mut flags, mut turned) = (None, None);
    while let Some((head, _)) = rest.split_at_checked(BEFORE) {
        let length = u32::from_le_bytes([head[4], head[5], head[6], head[7]]) as usize;
        let kind = [head[0], head[1], head[2], head[3]];
        // One that is cut off is shown as far as it goes.
        let (chunk, behind) = rest.split_at(rest.len().min(BEFORE + length + length % 2));
        if SHOWS.contains(&&kind) {
            if kind == *b"VP8X" && chunk.len() > BEFORE {
                flags = Some(out.len() + BEFORE);
            }
            out.extend(chunk);
        } else if kind == *b"EXIF" {
            turned = chunk.get(BEFORE..BEFORE + length).and_then(only_orientation);
        }
        rest = behind;
    }
    // Without these flags there is nothing but pixels.
    if let Some(flags) = flags {
        out[flags] &= !(HAS_EXIF | HAS_XMP);
        if let Some(short) = turned {
            out[flags] |= HAS_EXIF;
            out.extend(b"EXIF");
            out.extend((short.len() as u32).to_le_bytes());
            out.extend(short);
        }
    }
    let size = (out.len() - 8) as u32;
    out[4..8].copy_from_slice(&size.to_le_bytes());
    Some(out)
}
