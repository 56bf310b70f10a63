//! Pictures: small, real, and each different from the others.

/// Width and height of the PNG files.
const PNG_PIXELS: (u32, u32) = (48, 32);

/// A JPEG of 48 by 32 pixels, drawn for this purpose.
const JPEG: &[u8] = include_bytes!("picture.jpg");

/// Bytes of the picture of this number, and the extension they go by: two in three are PNG, the others JPEG.
pub fn picture(number: u32) -> (Vec<u8>, &'static str) {
    if number % 3 == 2 { (jpeg(number), "jpg") } else { (png(number), "png") }
}

/// The same JPEG with its number in a comment, which makes it another file.
fn jpeg(number: u32) -> Vec<u8> {
    let comment = format!("picture {number}");
    let (start, rest) = JPEG.split_at(2);
    let mut bytes = start.to_vec();
    bytes.extend([0xff, 0xfe]);
    bytes.extend((comment.len() as u16 + 2).to_be_bytes());
    bytes.extend(comment.as_bytes());
    bytes.extend(rest);
    bytes
}

/// A gradient between two colours of a palette of sixteen, four bits a pixel, not compressed.
fn png(number: u32) -> Vec<u8> {
    let (width, height) = PNG_PIXELS;
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut header = Vec::new();
    header.extend(width.to_be_bytes());
    header.extend(height.to_be_bytes());
    header.extend([4, 3, 0, 0, 0]);
    chunk(&mut bytes, *b"IHDR", &header);
    let tint = number.wrapping_mul(37);
    let palette: Vec<u8> = (0..16)
        .flat_map(|step| {
            [(step * 16) as u8, (tint % 256) as u8, (number as u8).wrapping_add(255 - step as u8 * 8)]
        })
        .collect();
    chunk(&mut bytes, *b"PLTE", &palette);
    let mut rows = Vec::new();
    for y in 0..height {
        rows.push(0);
        rows.extend((0..width / 2).map(|x| (((x + y + number) % 16) * 17) as u8));
    }
    chunk(&mut bytes, *b"IDAT", &stored(&rows));
    chunk(&mut bytes, *b"IEND", &[]);
    bytes
}

fn chunk(png: &mut Vec<u8>, kind: [u8; 4], data: &[u8]) {
    png.extend((data.len() as u32).to_be_bytes());
    let start = png.len();
    png.extend(kind);
    png.extend(data);
    let sum = crc32(&png[start..]);
    png.extend(sum.to_be_bytes());
}

/// A zlib stream with one block, stored as it is.
fn stored(data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).expect("the picture is smaller than one block");
    let mut bytes = vec![0x78, 0x01, 0x01];
    bytes.extend(length.to_le_bytes());
    bytes.extend((!length).to_le_bytes());
    bytes.extend(data);
    let (mut low, mut high) = (1_u32, 0_u32);
    for byte in data {
        low = (low + u32::from(*byte)) % 65_521;
        high = (high + low) % 65_521;
    }
    bytes.extend((high << 16 | low).to_be_bytes());
    bytes
}

fn crc32(data: &[u8]) -> u32 {
    !data.iter().fold(!0, |sum, byte| {
        (0..8).fold(
            sum ^ u32::from(*byte),
            |sum, _| if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 },
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_those_of_the_formats() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
        assert_eq!(stored(b"Wikipedia")[16..], 0x11e6_0398_u32.to_be_bytes());
    }

    #[test]
    fn pictures_are_many() {
        let all: std::collections::HashSet<_> = (0..60).map(|n| picture(n).0).collect();
        assert_eq!(all.len(), 60);
    }
}
