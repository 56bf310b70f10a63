//! PNG: chunks with a kind each.

use img_parts::Bytes;
use img_parts::png::PngChunk;

use super::only_orientation;

const HEAD: usize = 8;
/// Length and kind before a chunk's contents, and its sum behind them.
const BEFORE: usize = 8;
const BEHIND: usize = 4;

/// What shows: pixels, colours and what they mean, what can be seen through, and how a picture moves.
const SHOWS: [&[u8; 4]; 18] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"mDCV",
    b"cLLI", b"sBIT", b"bKGD", b"pHYs", b"acTL", b"fcTL", b"fdAT",
];

pub(super) fn clean(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = bytes.get(..HEAD)?.to_vec();
    let mut rest = &bytes[HEAD..];
    while let Some((head, _)) = rest.split_at_checked(BEFORE) {
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]) as usize;
        let kind = [head[4], head[5], head[6], head[7]];
        // One that is cut off is shown as far as it goes.
        let (chunk, behind) = rest.split_at(rest.len().min(BEFORE + length + BEHIND));
        if SHOWS.contains(&&kind) {
            out.extend(chunk);
        } else if kind == *b"eXIf"
            && let Some(short) = chunk.get(BEFORE..BEFORE + length).and_then(only_orientation)
        {
            let chunk = PngChunk::new(kind, Bytes::copy_from_slice(&short));
            out.extend(chunk.encoder().bytes());
        }
        if kind == *b"IEND" {
            break;
        }
        rest = behind;
    }
    Some(out)
}
