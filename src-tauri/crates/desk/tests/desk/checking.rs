//! Links that lead out, looked at on demand; menus, with every check.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use galley_desk::import::From;
use galley_desk::{Cache, Cancel};

use galley_testkit::answering;

use crate::support::Room;

static ASKED: AtomicUsize = AtomicUsize::new(0);

fn host() -> String {
    answering(|request| {
        ASKED.fetch_add(1, Ordering::Relaxed);
        answer(request)
    })
}

fn answer(request: &str) -> String {
    let status = match request.split(' ').nth(1).unwrap_or_default() {
        "/there" => "200 OK",
        "/inbox" => "405 Method Not Allowed",
        "/moved" => "301 Moved\r\nLocation: /there",
        _ => "404 Not Found",
    };
    format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
}

#[test]
fn a_link_that_was_written_before_its_article_is_not_dead() {
    let mut room = Room::new();
    let first = room.article("First");
    room.set(first, "body", "See [the plan](/en/the-plan/) and [none](/en/never-written/).");
    let dead = |room: &Room| -> Vec<String> {
        let found = room.desk.check().expect("checked");
        found.into_iter().filter(|found| found.check == "dead-link").map(|found| found.message).collect()
    };
    assert_eq!(dead(&room).len(), 2);
    room.article("The plan");
    assert_eq!(dead(&room), ["The link \"/en/never-written/\" leads to no article."]);
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

#[test]
fn a_link_of_the_written_site_is_laid_to_the_article_that_has_it_and_to_no_other() {
    let mut room = Room::new();
    let target = room.desk.find_target(None).expect("the first target");
    let menu = vec![("menu".to_owned(), "Gone /gone/".to_owned())];
    room.desk.set_target_fields(&target, &menu).expect("set");
    let one = room.article("One");
    room.set(one, "tags", "Ports");
    room.write(one, "First.\n\nSee [the tides](/潮汐/).");
    // Its name is the last one in the address of the tag's page.
    let ports = room.article("Ports");
    room.write(ports, "Words.");
    room.desk.release(&[one, ports], None).expect("released");
    let out = room.folder.path().join("site");
    room.desk.export_site(&out, None, &|_| {}, &Cancel::default()).expect("exported");
    let found = room.desk.check_written(&out).expect("checked");
    let dead: Vec<_> = found.iter().filter(|f| f.check == "site-dead-link").collect();
    assert!(dead.iter().any(|f| f.headline == "tag/ports/index.html" && f.about == "/gone/"), "{dead:?}");
    let laid: Vec<_> = dead.iter().filter(|f| !f.article.is_empty()).collect();
    let [of_one] = laid.as_slice() else { panic!("one is an article's: {laid:?}") };
    assert_eq!((&of_one.headline, of_one.line), (&"One".to_owned(), Some(3)));
}

#[test]
fn a_check_names_what_readers_do_not_get_or_should_not_see() {
    let mut room = Room::new();
    let id = room.article("One");
    room.write(
        id,
        "First.\n\n<iframe src=\"https://www.youtube.com/embed/x\"></iframe>\n\n<p onclick=\"x()\">Words</p>\n\n\
         See [[Other note]], {{< youtube x >}} and {% raw %}.\n\n[caption id=\"a\"]Words[/caption]\n\n\
         `{{< code >}}` and $a^{{b}}$ and \\[[no link]] and [a][[b]](/c/).\n",
    );
    let other = room.article("Archive");
    room.desk.release(&[other], None).expect("released");
    let found = room.desk.check().expect("checked");
    let told: Vec<_> = found.iter().filter(|f| f.named == "en/one").map(|f| (f.line, f.check)).collect();
    for expected in [
        (Some(3), "html-removed"),
        (Some(5), "html-removed"),
        (Some(7), "foreign-tag"),
        (Some(9), "foreign-tag"),
    ] {
        assert!(told.contains(&expected), "{expected:?}: {told:?}");
    }
    let tags = told.iter().filter(|(_, check)| *check == "foreign-tag").count();
    assert_eq!(tags, 4, "code, formulas and what is escaped are none: {found:?}");
    let taken = found.iter().find(|f| f.check == "address-taken").expect("a list stands at /archive/");
    assert!(taken.named == "en/archive" && taken.message.contains("/archive-2/"), "{taken:?}");
}

#[test]
fn what_leads_out_elsewhere_than_in_a_text_is_looked_at_too() {
    let mut room = Room::new();
    let host = answering(answer);
    let id = room.article("One");
    room.set(id, "canonical", &format!("{host}/canonical"));
    room.set(id, "cover", &format!("{host}/there"));
    room.set(id, "cover-credit", &format!("Li Wei (see {host}/credit)."));
    let set = |room: &mut Room, field: &str, value: String| {
        let target = room.desk.find_target(None).expect("the first target");
        room.desk.set_target_fields(&target, &vec![(field.to_owned(), value)]).expect("set");
    };
    set(&mut room, "menu", format!("Home /, Shop {host}/menu"));
    set(&mut room, "social", format!("Code {host}/social, mailto:desk@example.org"));
    for (name, path) in [("Inquiry", "gone"), ("Other", "inbox")] {
        let endpoint = vec![("endpoint".to_owned(), format!("{host}/{path}"))];
        room.desk.add_form(name, &endpoint).expect("made");
    }
    let found = room.desk.check_external(Duration::ZERO, &|_| {}, &Cancel::default()).expect("looked at");
    let mut told: Vec<_> = found.iter().map(|f| f.message.replace(&host, "")).collect();
    told.sort_unstable();
    let gone = "leads nowhere any more (HTTP 404).";
    assert_eq!(
        told,
        [
            format!("The address in the cover's credit /credit {gone}"),
            format!("The canonical address /canonical {gone}"),
            format!("The menu's entry \"Shop\" /menu {gone}"),
            format!("The social link /social {gone}"),
            format!("Where the form is sent, /gone {gone}"),
        ]
    );
}

/// A film says where it was made, and a PDF who made it: neither goes out, and a check says so.
#[test]
fn a_file_that_is_no_picture_goes_nowhere_and_a_check_names_it() {
    let mut room = Room::new();
    let blog = room.folder.path().join("blog");
    std::fs::create_dir(&blog).expect("a folder");
    let report = b"%PDF-1.4\n1 0 obj<</Author(Somebody at home)>>endobj\n";
    std::fs::write(blog.join("report.pdf"), report).expect("written");
    let text = "---\ntitle: Files\ndate: 2024-01-01\n---\n\nFirst.\n\n![The report](report.pdf)\n";
    std::fs::write(blog.join("files.md"), text).expect("written");
    room.desk.import(&blog, From::Auto, &mut |_| {}).expect("imported");
    let found = room.desk.check().expect("checked");
    let of: Vec<_> = found.iter().filter(|f| f.check == "no-picture").collect();
    assert!(of.len() == 1 && of[0].line.is_some() && of[0].message.contains("report.pdf"), "{found:?}");
    let out = room.folder.path().join("site");
    let report = room.desk.export_site(&out, None, &|_| {}, &Cancel::default()).expect("exported");
    assert!(report.notes.iter().any(|note| note.contains("report.pdf")), "{:?}", report.notes);
    let files = crate::exporting::tree(&out);
    assert!(files.keys().all(|file| file.extension().is_none_or(|e| e != "pdf")), "{:?}", files.keys());
    assert!(files.values().all(|bytes| !bytes.windows(8).any(|part| part == b"Somebody")));
}
