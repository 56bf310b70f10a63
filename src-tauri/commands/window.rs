//! Commands about the window itself.

use tauri::WebviewWindow;

/// Closes the window: the page has nothing left to save.
#[tauri::command(async)]
pub(crate) fn window_close(window: WebviewWindow) {
    // A window that cannot be destroyed is gone already.
    let _ = window.destroy();
}
