//! What only GTK and WebKitGTK need. The one file that knows them, since the next Tauri brings another webview.

use std::sync::mpsc;
use std::time::Duration;

use gtk::gdk;
use tauri::WebviewWindow;
use webkit2gtk::{InputMethodContextExt, WebViewExt};

/// How long the program in which something was copied may take to hand it over, in milliseconds.
const HANDING_OVER_MS: u64 = 3_000;

/// Shows text while an input method composes it. The webview comes with this switched off, and then Chinese typed
/// with IBus is invisible until it is committed.
pub(crate) fn show_composition(window: &WebviewWindow) -> tauri::Result<()> {
    window.with_webview(|webview| {
        if let Some(context) = webview.inner().input_method_context() {
            context.set_enable_preedit(true);
        }
    })
}

/// What was copied, as this media type; none where the clipboard has no such thing. Not to be called on the main thread,
/// which has to answer.
pub(crate) fn copied(window: &WebviewWindow, kind: &'static str) -> Option<Vec<u8>> {
    let (give, take) = mpsc::channel();
    let asking = window.run_on_main_thread(move || {
        let clipboard = gtk::Clipboard::get(&gdk::SELECTION_CLIPBOARD);
        clipboard.request_contents(&gdk::Atom::intern(kind), move |_, contents| {
            // Who asked may have given up.
            let _ = give.send(contents.data());
        });
    });
    asking.ok()?;
    take.recv_timeout(Duration::from_millis(HANDING_OVER_MS)).ok().filter(|bytes| !bytes.is_empty())
}
