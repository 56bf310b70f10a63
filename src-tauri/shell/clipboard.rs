//! What other programs copied, as they wrote it.
//!
//! `WebKitGTK` hands its page a text that it has cleaned: Word's lists and footnotes are gone, and of pictures it says nothing. So
//! on Linux the clipboard is asked itself; elsewhere the page has what it needs.

use tauri::WebviewWindow;

/// The HTML of the clipboard.
pub(crate) fn html(window: &WebviewWindow) -> Option<String> {
    copied(window, "text/html").map(|bytes| decoded(&bytes))
}

/// The picture of the clipboard, as a file.
pub(crate) fn picture(window: &WebviewWindow) -> Option<Vec<u8>> {
    ["image/png", "image/jpeg", "image/webp", "image/gif"].into_iter().find_map(|kind| copied(window, kind))
}

#[cfg(target_os = "linux")]
use super::linux::copied;

#[cfg(not(target_os = "linux"))]
fn copied(_: &WebviewWindow, _: &'static str) -> Option<Vec<u8>> {
    None
}

/// Some programs write UTF-16, with a mark before it; all others UTF-8.
fn decoded(bytes: &[u8]) -> String {
    match bytes {
        [0xff, 0xfe, rest @ ..] => {
            let units: Vec<u16> =
                rest.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
            String::from_utf16_lossy(&units)
        }
        _ => String::from_utf8_lossy(bytes).trim_end_matches('\0').to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn both_encodings_are_read() {
        let utf16: Vec<u8> =
            [0xff, 0xfe].into_iter().chain("<b>ö".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert_eq!(decoded(&utf16), "<b>ö");
        assert_eq!(decoded("<b>ö\0".as_bytes()), "<b>ö");
    }
}
