//! Names of files that every system holds and no reader is misled by.

use galley_domain::is_device_name;
use unicode_normalization::UnicodeNormalization;

/// Longest name of a file or folder, in bytes: what Linux, macOS and Windows all take.
const NAME_BYTES_MAX: usize = 255;

/// Whether one part of a path may be written on, or taken from, any system.
pub(crate) fn is_portable(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= NAME_BYTES_MAX
        && name != "."
        && name != ".."
        && !name.ends_with(['.', ' '])
        && !name
            .chars()
            .any(|c| is_hidden(c) || matches!(c, '/' | '\\' | '<' | '>' | ':' | '"' | '|' | '?' | '*'))
        && !is_device_name(name)
}

/// Whether a name that is on this disk already may appear in a report and be imported. Milder than
/// [`is_portable`]: a question mark is harmless in a file that is only read.
pub(crate) fn is_honest(name: &str) -> bool {
    !name.chars().any(|c| is_hidden(c) || c == '\\')
}

/// Whether each part of a path with `/` between them is portable.
pub(crate) fn is_portable_path(path: &str) -> bool {
    path.split('/').all(is_portable)
}

/// One text for all names that some file system takes for the same: composed, and in lower case.
pub(crate) fn folded(path: &str) -> String {
    path.nfc().flat_map(char::to_lowercase).nfc().collect()
}

/// Characters that are not seen, or that change how others are seen.
pub(crate) fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'
                ..='\u{202e}'
        )
        || matches!(c, '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_travel() {
        let cases = [
            ("a.png", true),
            ("数字丝绸之路.md", true),
            ("con", false),
            ("NUL.txt", false),
            ("com1.md", false),
            ("LPT¹", false),
            ("common.md", true),
            ("a\u{202e}gnp.exe", false),
            ("a\u{0}b", false),
            ("tab\tbed", false),
            ("..", false),
            (".", false),
            ("", false),
            ("a.", false),
            ("a ", false),
            ("a:b", false),
            ("a\\b", false),
            ("a\u{200b}b", false),
        ];
        for (name, good) in cases {
            assert_eq!(is_portable(name), good, "{name:?}");
        }
    }

    #[test]
    fn names_that_fall_together() {
        assert_eq!(folded("Cafe\u{301}.PNG"), folded("café.png"));
        assert_eq!(folded("ÀB"), folded("a\u{300}b"));
        assert_ne!(folded("a"), folded("b"));
    }
}
