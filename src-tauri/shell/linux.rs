//! What only GTK and WebKitGTK need. The one file that knows them, since the next Tauri brings another webview.

use std::path::Path;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use gtk::{gdk, glib};
use tauri::{AppHandle, Manager, WebviewWindow};
use webkit2gtk::{InputMethodContextExt, WebViewExt};

use super::rooms::Rooms;

/// What the system tells a program that is to end, at a logout or before the machine goes down, by its numbers: that its terminal is
/// closed, that Ctrl C was pressed there, and that it is to end.
const END_SIGNALS: [i32; 3] = [1, 2, 15];
/// Whoever is told to end ends after this long, also where a window stays since something in it could not be saved.
const ENDING_MOST: Duration = Duration::from_secs(10);

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

/// Does one of the webview's own commands where the keyboard is, as its key would.
pub(crate) fn edit(window: &WebviewWindow, command: &'static str) -> tauri::Result<()> {
    window.with_webview(move |webview| webview.inner().execute_editing_command(command))
}

/// Lets the webview draw by itself where there is no graphics card, on a virtual machine for instance. It would have the processor
/// imitate a card, and put the whole window together anew for each letter. To be called before anything else: a webview that exists
/// already ends when it is told later, and no other thread may run while the environment is changed.
pub(crate) fn draw_without_card() {
    if !has_card() {
        // What a person has set there stays. Where it cannot be set, the window is slower and nothing else.
        let _ = gtk::glib::setenv("WEBKIT_DISABLE_COMPOSITING_MODE", "1", false);
    }
}

/// Has the app end as when a person quits it where the system tells it to: each window saves what is typed first, and all come back at the
/// next start.
pub(crate) fn end_when_told(app: &AppHandle) {
    for signal in END_SIGNALS {
        let app = app.clone();
        glib::source::unix_signal_add(signal, move || {
            let app = app.clone();
            // This is the thread that draws the windows.
            thread::spawn(move || {
                app.state::<Rooms>().quit();
                thread::sleep(ENDING_MOST);
                app.exit(0);
            });
            glib::ControlFlow::Continue
        });
    }
}

/// Whether the kernel offers a card that can draw, and nobody asked to do without.
fn has_card() -> bool {
    let cards = std::fs::read_dir("/dev/dri").into_iter().flatten().flatten();
    let offered =
        cards.map(|entry| entry.file_name()).any(|name| name.to_string_lossy().starts_with("renderD"));
    // NVIDIA's own driver, and Linux within Windows.
    let another = ["/dev/nvidiactl", "/dev/dxg"].into_iter().any(|device| Path::new(device).exists());
    let unwanted =
        std::env::var_os("LIBGL_ALWAYS_SOFTWARE").is_some_and(|said| said == "1" || said == "true");
    (offered || another) && !unwanted
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
