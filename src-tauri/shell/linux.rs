//! What only WebKitGTK needs. The one file that knows it, since the next Tauri brings another webview.

use tauri::WebviewWindow;
use webkit2gtk::{InputMethodContextExt, WebViewExt};

/// Shows text while an input method composes it. The webview comes with this switched off, and then Chinese typed
/// with IBus is invisible until it is committed.
pub(crate) fn show_composition(window: &WebviewWindow) -> tauri::Result<()> {
    window.with_webview(|webview| {
        if let Some(context) = webview.inner().input_method_context() {
            context.set_enable_preedit(true);
        }
    })
}
