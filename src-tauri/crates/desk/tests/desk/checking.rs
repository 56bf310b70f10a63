//! Links that lead out, looked at on demand; menus, with every check.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use galley_desk::{Cache, Cancel};

use crate::support::{Room, answering};

static ASKED: AtomicUsize = AtomicUsize::new(0);

fn host() -> String {
    answering(|request| {
        ASKED.fetch_add(1, Ordering::Relaxed);
        let status = match request.split(' ').nth(1).unwrap_or_default() {
            "/there" => "200 OK",
            "/moved" => "301 Moved\r\nLocation: /there",
            _ => "404 Not Found",
        };
        format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
    })
}

#[test]
fn links_that_lead_out_are_looked_at_once_and_what_was_there_not_again_for_a_day() {
    let mut room = Room::new();
    room.desk.remember_in(Some(Cache::at(room.folder.path().join("cache"))));
    let host = host();
    let (one, other) = (room.article("One"), room.article("Other"));
    room.write(one, &format!("See [a]({host}/there#part).\n\nAnd [b]({host}/gone), [c](/other/)."));
    room.write(other, &format!("[a]({host}/there) [d]({host}/moved)"));
    let far = std::sync::Mutex::new(Vec::new());
    let look = |room: &Room| {
        let tell =
            |progress: galley_desk::Progress| far.lock().expect("told").push((progress.done, progress.total));
        let found = room.desk.check_external(Duration::ZERO, &tell, &Cancel::default()).expect("looked at");
        found.into_iter().map(|f| (f.headline, f.line, f.check)).collect::<Vec<_>>()
    };
    let expected =
        [("One".to_owned(), Some(3), "external-gone"), ("Other".to_owned(), Some(1), "external-moved")];
    assert_eq!(look(&room), expected);
    assert_eq!(*far.lock().expect("told"), [(1, Some(3)), (2, Some(3)), (3, Some(3))]);
    let asked = ASKED.swap(0, Ordering::Relaxed);
    assert_eq!(look(&room), expected);
    assert_eq!(ASKED.swap(0, Ordering::Relaxed), asked - 1, "what was there is not asked again");
    room.hands.minutes(25 * 60);
    look(&room);
    assert_eq!(ASKED.load(Ordering::Relaxed), asked, "but the next day");
}

#[test]
fn a_check_names_entries_of_menus_that_lead_nowhere() {
    let mut room = Room::new();
    let target = room.desk.find_target(None).expect("the first target");
    let menu = vec![("menu".to_owned(), "Archive /archive/, Gone /gone/".to_owned())];
    room.desk.set_target_fields(&target, &menu).expect("set");
    let found = room.desk.check().expect("checked");
    let told: Vec<_> = found.iter().filter(|f| f.check == "dead-menu").map(|f| f.message.as_str()).collect();
    assert!(told.len() == 1 && told[0].contains("\"/gone/\""), "{told:?}");
}
