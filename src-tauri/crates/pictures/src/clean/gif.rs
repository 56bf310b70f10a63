//! GIF: blocks one after the other, most of them in pieces of at most 255 bytes.

/// Head and size of the screen.
const HEAD: usize = 13;
/// A picture's place and size, with the sign before it.
const PICTURE: usize = 10;

/// The applications whose blocks show: how often it moves, and what its colours mean.
const SHOWS: [&[u8]; 3] = [b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012"];

pub(super) fn clean(bytes: &[u8]) -> Option<Vec<u8>> {
    let screen = *bytes.get(HEAD - 3)?;
    let mut at = (HEAD + colours(screen)).min(bytes.len());
    let mut out = bytes[..at].to_vec();
    while let Some(sign) = bytes.get(at) {
        let (pieces, shows) = match sign {
            b',' => {
                let Some(flags) = bytes.get(at + PICTURE - 1) else { break };
                // One byte more says how the pixels are packed.
                (at + PICTURE + colours(*flags) + 1, true)
            }
            b'!' => {
                let shows = match bytes.get(at + 1) {
                    // How long a picture is shown, and what can be seen through.
                    Some(0xf9) => true,
                    Some(0xff) => bytes.get(at + 3..at + 14).is_some_and(|name| SHOWS.contains(&name)),
                    _ => false,
                };
                (at + 2, shows)
            }
            _ => break,
        };
        let end = end_of_pieces(bytes, pieces);
        if shows {
            out.extend(&bytes[at..end]);
        }
        at = end;
    }
    out.push(b';');
    Some(out)
}

/// How many bytes the colours take that flags tell of.
fn colours(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

/// Where the pieces end that begin at a place.
fn end_of_pieces(bytes: &[u8], mut at: usize) -> usize {
    while let Some(length) = bytes.get(at) {
        at += 1 + usize::from(*length);
        if *length == 0 {
            return at;
        }
    }
    bytes.len()
}
