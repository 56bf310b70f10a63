//! The library's window: its size, its place, and what its page may not do.

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tauri::plugin::TauriPlugin;
use tauri::webview::NewWindowResponse;
use tauri::{
    App, AppHandle, Emitter, Manager, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder, WindowEvent, Wry,
};
use tauri_plugin_window_state::{AppHandleExt, StateFlags};

/// Windows whose name begins so have the capability in tauri.conf.json.
const LABEL: &str = "library-1";
const SIZE_PX: (f64, f64) = (1280.0, 800.0);
/// The event that asks the page to save and to close the window.
const CLOSING: &str = "closing";
/// Whoever asks again after this long, and the page has said nothing, wants the window closed.
const INSIST_AFTER: Duration = Duration::from_secs(3);
/// Whoever asks again after this long asks for the first time.
const FORGOTTEN_AFTER: Duration = Duration::from_secs(30);
const SMALLEST_PX: (f64, f64) = (960.0, 640.0);
/// The file in the app's folder of settings that remembers the window's place.
const PLACE_FILE: &str = "window.json";
/// What is remembered of it.
const PLACE: StateFlags =
    StateFlags::SIZE.union(StateFlags::POSITION).union(StateFlags::MAXIMIZED).union(StateFlags::FULLSCREEN);

/// Puts the window where it was left, in the file in `settings`.
pub(crate) fn stays_where_it_was(settings: Option<&Path>) -> TauriPlugin<Wry> {
    // The plugin joins the name to a folder of its own, which an absolute path takes the place of.
    let file = settings.map_or_else(|| PLACE_FILE.into(), |settings| settings.join(PLACE_FILE));
    tauri_plugin_window_state::Builder::new()
        .with_state_flags(PLACE)
        .with_filename(file.to_string_lossy())
        .build()
}

/// Opens the window. Its page can neither leave the app nor open another window.
pub(crate) fn open(app: &App) -> tauri::Result<()> {
    let window = WebviewWindowBuilder::new(app, LABEL, WebviewUrl::default())
        .title("Galley")
        .inner_size(SIZE_PX.0, SIZE_PX.1)
        // Until it stands where it was left.
        .visible(false)
        .min_inner_size(SMALLEST_PX.0, SMALLEST_PX.1)
        // Files that are dropped are the page's: with Tauri's own handler it would never hear of them.
        .disable_drag_drop_handler()
        .on_navigation(stays_inside)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_document_title_changed(|window, title| {
            // A window without its title is still a window.
            let _ = window.set_title(&title);
        })
        .build()?;
    window.show()?;
    save_before_closing(&window);
    remember_place(&window);
    #[cfg(target_os = "linux")]
    super::linux::show_composition(&window)?;
    Ok(())
}

/// Shows the window to the person.
pub(crate) fn bring_to_front(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(LABEL) {
        // Each is a wish: what a desktop does not let happen does not happen.
        let _ = window.unminimize();
        let _ = window.show();
        let _ = window.set_focus();
    }
}

/// Its place is written down at the end by the plugin, and here whenever a person turns to another program: the app may be
/// killed.
fn remember_place(window: &WebviewWindow) {
    let app = window.app_handle().clone();
    window.on_window_event(move |event| {
        if let WindowEvent::Focused(false) = event {
            // Then it stands where it stood before, at the next start.
            let _ = app.save_window_state(PLACE);
        }
    });
}

/// When the page was asked to save and to close the window, as long as it has not answered.
#[derive(Debug, Default)]
pub(crate) struct Asked(Mutex<Option<Instant>>);

impl Asked {
    /// The page has answered that the window stays, and why: whoever asks again asks for the first time.
    pub(crate) fn stays(&self) {
        *self.first() = None;
    }

    /// Someone asks for the window to close. True where the page was asked before and does not answer: it closes without it.
    fn insists(&self, now: Instant) -> bool {
        let mut first = self.first();
        // Much later it is another wish.
        first.take_if(|first| now.duration_since(*first) > FORGOTTEN_AFTER);
        let before = *first.get_or_insert(now);
        now.duration_since(before) > INSIST_AFTER
    }

    fn first(&self) -> MutexGuard<'_, Option<Instant>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Asks the page to save before the window closes; the page closes it then, or says that it stays. Where the page does not
/// answer, asking a second time closes it.
fn save_before_closing(window: &WebviewWindow) {
    let page = window.clone();
    window.on_window_event(move |event| {
        let WindowEvent::CloseRequested { api, .. } = event else {
            return;
        };
        let insists = page.state::<Asked>().insists(Instant::now());
        if !insists && page.emit(CLOSING, ()).is_ok() {
            api.prevent_close();
        }
    });
}

/// True for the app's own page and for the frame that shows an article.
fn stays_inside(url: &Url) -> bool {
    let host = url.host_str();
    match url.scheme() {
        "tauri" => host == Some("localhost"),
        "http" | "https" if cfg!(windows) => host == Some("tauri.localhost"),
        "http" if cfg!(dev) => host == Some("127.0.0.1") && url.port() == Some(5173),
        "about" => matches!(url.path(), "srcdoc" | "blank"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_wish_insists_only_while_the_page_is_silent() {
        let begin = Instant::now();
        let after = |seconds| begin + Duration::from_secs(seconds);
        let asked = Asked::default();
        assert!(!asked.insists(begin), "the page is asked");
        assert!(!asked.insists(after(2)), "it may still be saving");
        assert!(asked.insists(after(4)), "it does not answer");
        asked.stays();
        assert!(!asked.insists(after(5)), "it has answered: it is asked again");
        assert!(asked.insists(after(9)));
        assert!(!asked.insists(after(60)), "much later it is another wish");
    }

    #[test]
    #[cfg(all(not(dev), not(windows)))]
    fn the_page_stays_in_the_app() {
        let cases = [
            ("tauri://localhost/", true),
            ("tauri://localhost/index.html", true),
            ("about:srcdoc", true),
            ("about:blank", true),
            ("tauri://elsewhere/", false),
            ("https://tauri.localhost/", false),
            ("http://127.0.0.1:5173/", false),
            ("https://example.org/", false),
            ("file:///etc/passwd", false),
            ("data:text/html,x", false),
            ("javascript:1", false),
            ("about:config", false),
        ];
        for (url, inside) in cases {
            let url = Url::parse(url).expect("the addresses of this table are addresses");
            assert_eq!(stays_inside(&url), inside, "{url}");
        }
    }
}
