//! A library's window: its size, its place, its end, and what its page may not do.

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use tauri::plugin::TauriPlugin;
use tauri::webview::NewWindowResponse;
use tauri::{
    AppHandle, Emitter, LogicalPosition, LogicalSize, Manager, Url, WebviewUrl, WebviewWindow,
    WebviewWindowBuilder, WindowEvent, Wry,
};
use tauri_plugin_window_state::{AppHandleExt, StateFlags};

use super::rooms::Rooms;

/// How the names of windows begin. Those have the capability in tauri.conf.json.
const LABEL: &str = "library-";
/// So far below and beside another window a new one stands.
const OFFSET_PX: f64 = 32.0;
const SIZE_PX: (f64, f64) = (1280.0, 800.0);
/// The event that asks the page to save and to close the window.
const CLOSING: &str = "closing";
/// Whoever asks again after this long, and the page has said nothing, wants the window closed.
const INSIST_AFTER: Duration = Duration::from_secs(3);
/// Whoever asks again after this long asks for the first time.
const FORGOTTEN_AFTER: Duration = Duration::from_secs(30);
/// A window waits so long for its library to be closed.
const CLOSING_MOST: Duration = Duration::from_secs(5);
const SMALLEST_PX: (f64, f64) = (960.0, 640.0);
/// The file in the app's folder of settings that remembers where windows stand.
const PLACE_FILE: &str = "window.json";
/// What is remembered of each.
const PLACE: StateFlags =
    StateFlags::SIZE.union(StateFlags::POSITION).union(StateFlags::MAXIMIZED).union(StateFlags::FULLSCREEN);

/// Puts each window where the one of its name was left, by the file in `settings`.
pub(crate) fn stays_where_it_was(settings: Option<&Path>) -> TauriPlugin<Wry> {
    // The plugin joins the name to a folder of its own, which an absolute path takes the place of.
    let file = settings.map_or_else(|| PLACE_FILE.into(), |settings| settings.join(PLACE_FILE));
    tauri_plugin_window_state::Builder::new()
        .with_state_flags(PLACE)
        .with_filter(|label| label.starts_with(LABEL))
        .with_filename(file.to_string_lossy())
        .build()
}

/// What a window is called by the program, the first one by 0.
pub(crate) fn label(number: usize) -> String {
    format!("{LABEL}{}", number + 1)
}

/// Opens a window. Its page can neither leave the app nor open another window.
pub(crate) fn open(app: &AppHandle, label: &str, beside: Option<&WebviewWindow>) -> tauri::Result<()> {
    let mut window = WebviewWindowBuilder::new(app, label, WebviewUrl::default())
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
        });
    // Where it cannot be known how the other stands, the system finds a place.
    let new_place = beside.and_then(|beside| place_beside(beside).ok().flatten());
    if let Some((place, size)) = new_place {
        window = window.position(place.x, place.y).inner_size(size.width, size.height);
    }
    let window = window.build()?;
    if let Some((place, size)) = new_place {
        // One of another time, which had its name, may have stood elsewhere.
        window.unmaximize()?;
        window.set_size(size)?;
        window.set_position(place)?;
    }
    window.show()?;
    save_before_closing(&window);
    note_focus(&window);
    end_with(&window);
    #[cfg(target_os = "linux")]
    super::linux::show_composition(&window)?;
    Ok(())
}

/// A little below and beside this window, as large, and no farther out of the screen; nothing where it fills the screen.
fn place_beside(other: &WebviewWindow) -> tauri::Result<Option<(LogicalPosition<f64>, LogicalSize<f64>)>> {
    if other.is_maximized()? || other.is_fullscreen()? || other.is_minimized()? {
        return Ok(None);
    }
    let scale = other.scale_factor()?;
    let place = other.outer_position()?.to_logical::<f64>(scale);
    let (outer, inner) = (other.outer_size()?.to_logical(scale), other.inner_size()?.to_logical(scale));
    let Some(screen) = other.current_monitor()? else { return Ok(None) };
    let (from, size) = (screen.position().to_logical::<f64>(scale), screen.size().to_logical::<f64>(scale));
    let x = one_beside((place.x, outer.width), (from.x, size.width));
    let y = one_beside((place.y, outer.height), (from.y, size.height));
    Ok(Some((LogicalPosition { x, y }, inner)))
}

/// Where the next of a row of windows begins, in one direction: behind the last, or from the start again where it would not fit.
fn one_beside((at, long): (f64, f64), (from, most): (f64, f64)) -> f64 {
    let next = at + OFFSET_PX;
    if next + long <= from + most { next } else { from }
}

/// Shows the window to the person.
pub(crate) fn bring_to_front(window: &WebviewWindow) {
    // Each is a wish: what a desktop does not let happen does not happen.
    let _ = window.unminimize();
    let _ = window.show();
    let _ = window.set_focus();
}

/// Which window is in front is known, and where each stands: their places are written down at the end by the plugin, and here
/// whenever a person turns to another window, since the app may be killed.
fn note_focus(window: &WebviewWindow) {
    let noted = window.clone();
    window.on_window_event(move |event| match event {
        WindowEvent::Focused(true) => noted.state::<Rooms>().came_to_front(noted.label()),
        // Where it cannot be written, it stands where it stood before, at the next start.
        WindowEvent::Focused(false) => drop(noted.app_handle().save_window_state(PLACE)),
        _ => {}
    });
}

/// Its library is closed with it, by whatever way it ends.
fn end_with(window: &WebviewWindow) {
    let ended = window.clone();
    window.on_window_event(move |event| {
        if let WindowEvent::Destroyed = event {
            let ended = ended.clone();
            // This is the thread that draws the other windows.
            thread::spawn(move || ended.state::<Rooms>().close(ended.label()));
        }
    });
}

/// Closes a window whose page has nothing left to save: first its library, so that all of that is in its place when the window is gone.
pub(crate) fn close(window: &WebviewWindow) {
    let (done, closed) = mpsc::channel();
    let closing = window.clone();
    thread::spawn(move || {
        closing.state::<Rooms>().close(closing.label());
        // The window may not have waited.
        let _ = done.send(());
    });
    let _ = closed.recv_timeout(CLOSING_MOST);
    // A window that cannot be destroyed is gone already.
    let _ = window.destroy();
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
        let room = page.state::<Rooms>().of(page.label());
        let insists = room.is_none_or(|room| room.asked().insists(Instant::now()));
        if !insists && page.emit_to(page.label(), CLOSING, ()).is_ok() {
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
    fn windows_stand_in_a_row_and_on_the_screen() {
        let beside = |at: f64, long: f64| one_beside((at, long), (0.0, 1920.0));
        assert!((beside(0.0, 1280.0) - OFFSET_PX).abs() < f64::EPSILON);
        assert!(beside(640.0, 1280.0).abs() < f64::EPSILON, "it would not fit");
        assert!(beside(10.0, 1920.0).abs() < f64::EPSILON);
        let second = one_beside((1940.0, 1280.0), (1920.0, 1920.0));
        assert!((second - 1972.0).abs() < f64::EPSILON, "on a screen that stands beside another");
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
