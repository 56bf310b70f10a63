//! Which script a letter belongs to, as far as spelling asks: a dictionary says nothing about letters of another one.

/// A script, or for those that are not named here a stretch of Unicode, which holds one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Script {
    Latin,
    Greek,
    Cyrillic,
    Hebrew,
    Arabic,
    Georgian,
    Hangul,
    /// Written without spaces between words, or with signs for whole words: no list of words can check it.
    Unspaced,
    /// So many letters are a stretch: [`STRETCH`].
    Other(u32),
}

/// The scripts of India begin at each multiple of this.
const STRETCH: u32 = 0x80;

/// The script of a letter. Marks that stand on letters of any script have none.
pub(crate) fn of(letter: char) -> Option<Script> {
    Some(match u32::from(letter) {
        0x0300..=0x036F | 0x1AB0..=0x1AFF | 0x1DC0..=0x1DFF | 0x20D0..=0x20FF | 0x200C | 0x200D => {
            return None;
        }
        0x0000..=0x02FF
        | 0x1D00..=0x1DBF
        | 0x1E00..=0x1EFF
        | 0x2C60..=0x2C7F
        | 0xA720..=0xA7FF
        | 0xFB00..=0xFB06 => Script::Latin,
        0x0370..=0x03FF | 0x1F00..=0x1FFF => Script::Greek,
        0x0400..=0x052F | 0x1C80..=0x1C8F | 0x2DE0..=0x2DFF | 0xA640..=0xA69F => Script::Cyrillic,
        0x0590..=0x05FF | 0xFB1D..=0xFB4F => Script::Hebrew,
        0x0600..=0x06FF | 0x0750..=0x077F | 0x0870..=0x08FF | 0xFB50..=0xFDFF | 0xFE70..=0xFEFF => {
            Script::Arabic
        }
        0x10A0..=0x10FF | 0x1C90..=0x1CBF | 0x2D00..=0x2D2F => Script::Georgian,
        0x1100..=0x11FF | 0x3130..=0x318F | 0xAC00..=0xD7AF => Script::Hangul,
        // Thai, Lao; Myanmar; Khmer; kana and Han.
        0x0E00..=0x0EFF
        | 0x1000..=0x109F
        | 0x1780..=0x17FF
        | 0x2E80..=0x312F
        | 0x3190..=0x9FFF
        | 0xF900..=0xFAFF
        | 0xFF00..=0xFFEF
        | 0x20000..=0x3FFFF => Script::Unspaced,
        other => Script::Other(other / STRETCH),
    })
}

/// The script that most of these letters are of.
pub(crate) fn most(letters: impl Iterator<Item = char>) -> Script {
    let mut counted: Vec<(Script, usize)> = Vec::new();
    for script in letters.filter(|c| c.is_alphabetic()).filter_map(of) {
        match counted.iter_mut().find(|(known, _)| *known == script) {
            Some((_, count)) => *count += 1,
            None => counted.push((script, 1)),
        }
    }
    counted.into_iter().max_by_key(|(_, count)| *count).map_or(Script::Latin, |(script, _)| script)
}
