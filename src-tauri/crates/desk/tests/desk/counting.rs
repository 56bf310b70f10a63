//! The views that a site's counter says: kept, written by the next export, and left as they were where it says nothing.

use std::fs;
use std::sync::atomic::{AtomicU64, Ordering};

use galley_desk::domain::Instant;
use galley_desk::export::CounterQuestion;
use galley_desk::nouns_set::Fields;
use galley_desk::{Cancel, Desk};

use galley_testkit::answering;

use crate::support::Room;

/// What the counter says next; nothing but an error where it is zero.
static NEXT: AtomicU64 = AtomicU64::new(0);

/// A counter: `/all` has the numbers of two articles, any other address its own.
fn counter() -> String {
    answering(|request| {
        let number = NEXT.load(Ordering::Relaxed);
        let body = if request.starts_with("GET /all ") {
            format!("{{\"ten-years-on\":{{\"views\":\"{number}\"}},\"other\":[]}}")
        } else {
            format!("{{\"data\":[{{\"views\":{number}}}]}}")
        };
        let status = if number == 0 { "503 Down" } else { "200 OK" };
        format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len())
    })
}

fn fields(pairs: &[(&str, &str)]) -> Fields {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn page(room: &Room, name: &str) -> String {
    let out = room.folder.path().join(name);
    room.desk.export_site(&out, None, &|_| {}, &Cancel::default()).expect("exported");
    fs::read_to_string(out.join("ten-years-on/index.html")).expect("a page")
}

fn set(desk: &mut Desk, values: &[(&str, &str)]) {
    let target = desk.find_target(None).expect("the first target");
    desk.set_target_fields(&target, &fields(values)).expect("set");
}

#[test]
fn what_a_counter_says_is_written_by_the_next_export_and_stands_where_it_says_nothing() {
    let mut room = Room::new();
    let ids = [room.article("Ten years on"), room.article("Other")];
    room.set(ids[0], "views", "56");
    room.desk.release(&ids, None).expect("released");
    let host = counter();
    assert!(room.desk.count_views(None).expect("asked").is_none(), "it has none");
    let (all, each) = (format!("{host}/all"), format!("{host}/{{slug}}"));
    set(&mut room.desk, &[("counter", &all), ("counter-number", "/{slug}/views")]);
    assert!(page(&room, "site").contains("Views: 56"), "what was counted before");
    NEXT.store(44, Ordering::Relaxed);
    let report = room.desk.count_views(None).expect("asked").expect("it has one");
    assert_eq!((report.asked, report.counted, report.changed, report.failure), (2, 1, 1, None));
    assert!(page(&room, "site").contains("Views: 100"), "the page is made anew for it");
    assert_eq!(page(&room, "site"), page(&room, "another"), "the same figures, the same bytes");

    set(&mut room.desk, &[("counter", &each), ("counter-number", "/data/0/views"), ("counter-live", "yes")]);
    NEXT.store(45, Ordering::Relaxed);
    let report = room.desk.count_views(None).expect("asked").expect("it has one");
    assert_eq!((report.asked, report.counted, report.changed), (2, 2, 2));
    let html = page(&room, "site");
    for part in [
        "Views: 101",
        &format!("data-views-url=\"{host}/ten-years-on\""),
        "data-views-pointer=\"/data/0/views\" data-views-base=\"56\"",
        &format!("connect-src &#39;self&#39; {host};"),
        "script-src &#39;self&#39;",
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }

    NEXT.store(0, Ordering::Relaxed);
    let said = room.desk.count_before_export(None).expect("it may fail").expect("it is down");
    assert!(said.contains("HTTP 503") && said.contains("stand"), "{said}");
    assert!(page(&room, "site").contains("Views: 101"), "the numbers of before");
    set(&mut room.desk, &[("counter", "")]);
    assert!(page(&room, "site").contains("Views: 56"), "nothing counts any more");
}

#[test]
fn a_second_export_with_the_same_figures_writes_none_of_them_again() {
    let mut room = Room::new();
    let ids = [room.article("Ten years on"), room.article("Other")];
    room.desk.release(&ids, None).expect("released");
    let host = answering(|request| {
        let number = if request.starts_with("GET /later") { 8 } else { 7 };
        let body = format!("{{\"ten-years-on\":{number},\"views\":{number}}}");
        format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len())
    });
    // One answer has all, and says nothing of the second article; each has an answer of its own.
    for (at, number, articles) in [("all", "/{slug}", 1), ("each/{slug}", "/views", 2)] {
        let address = format!("{host}/{at}");
        set(&mut room.desk, &[("counter", &address), ("counter-number", number)]);
        room.desk.count_views(None).expect("asked").expect("it has one");
        assert!(page(&room, "site").contains("Views: 7"));
        let watch = room.neighbour();
        let before = watch.data_version().expect("a number");
        room.hands.minutes(5);
        let report = room.desk.count_views(None).expect("asked").expect("it has one");
        assert_eq!((report.asked, report.counted, report.changed), (2, articles, 0));
        assert_eq!(room.desk.count_before_export(None).expect("asked"), None);
        assert_eq!(watch.data_version().expect("a number"), before, "nothing was written: {at}");
        set(&mut room.desk, &[("counter", &format!("{host}/later/{at}"))]);
        let report = room.desk.count_views(None).expect("asked").expect("it has one");
        assert_eq!(report.changed, articles, "what differs is");
        assert!(page(&room, "site").contains("Views: 8"));
    }
}

/// One that takes longer than an export waits, and less than one answer may take otherwise.
#[test]
fn a_slow_counter_does_not_hold_an_export() {
    let mut room = Room::new();
    let ids = [room.article("Ten years on"), room.article("Other")];
    room.set(ids[0], "views", "56");
    room.desk.release(&ids, None).expect("released");
    let host = answering(|_| {
        std::thread::sleep(std::time::Duration::from_secs(6));
        let body = "{\"views\":44}";
        format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len())
    });
    for address in [format!("{host}/all"), format!("{host}/{{slug}}")] {
        set(&mut room.desk, &[("counter", &address), ("counter-number", "/views")]);
        let said = room.desk.count_before_export(None).expect("it may fail").expect("nobody waited for it");
        assert!(said.contains("the numbers that it said before stand"), "{said}");
        assert!(page(&room, "site").contains("Views: 56"), "as it was before: {said}");
    }
}

#[test]
fn a_counter_that_could_lead_elsewhere_is_refused() {
    let mut room = Room::new();
    let target = room.desk.find_target(None).expect("the first target");
    for (field, value) in [
        ("counter", "http://example.org/{slug}"),
        ("counter", "https://{slug}.example.org/"),
        ("counter", "https://example.org/{headline}"),
        ("counter", "file:///etc/passwd"),
        ("counter-number", "/views"),
        ("counter-live", "yes"),
    ] {
        assert!(room.desk.set_target_fields(&target, &fields(&[(field, value)])).is_err(), "{field}={value}");
    }
    let all = fields(&[("counter", "https://example.org/all.json"), ("counter-live", "yes")]);
    assert!(room.desk.set_target_fields(&target, &all).is_err(), "each page would load the numbers of all");
}

#[test]
fn an_article_that_is_released_under_another_date_or_category_is_found_where_it_was() {
    let mut room = Room::new();
    let id = room.article("Ten years on");
    set(&mut room.desk, &[("permalink", "/{category}/{year}/{slug}/")]);
    let put = |room: &mut Room, field: &str, value: &str, at: Option<Instant>| {
        room.hands.minutes(5);
        room.set(id, field, value);
        room.desk.release(&[id], at).expect("released");
    };
    put(&mut room, "date", "2023-10-19", None);
    put(&mut room, "category", "News", None);
    put(&mut room, "category", "Reports", None);
    let in_an_hour = Instant::from_timestamp_millis(room.desk.now().timestamp_millis() + 3_600_000);
    put(&mut room, "date", "2024-01-01", in_an_hour);
    let out = room.folder.path().join("site");
    let led = |room: &Room| {
        room.desk.export_site(&out, None, &|_| {}, &Cancel::default()).expect("exported");
        fs::read_to_string(out.join("_redirects")).expect("a table")
    };
    let now = "/reports/2023/ten-years-on/";
    let table = led(&room);
    assert!(table.contains(&format!("/news/2023/ten-years-on/ {now} 301")), "{table}");
    assert!(table.contains(&format!("/2023/ten-years-on/ {now} 301")), "it had no category once: {table}");
    assert!(!table.contains("2024"), "a change that waits moves nothing: {table}");
    room.hands.minutes(90);
    let table = led(&room);
    assert!(table.contains(&format!("{now} /reports/2024/ten-years-on/ 301")), "{table}");
}

#[test]
fn a_counter_is_tried_for_the_newest_article_and_a_private_one_only_where_that_is_said() {
    let mut room = Room::new();
    let host = answering(|request| {
        let body = if request.starts_with("GET /ten-years-on ") { "{\"n\":7}" } else { "{}" };
        format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len())
    });
    let tried = |room: &Room| room.desk.counter_question().expect("asked").map(CounterQuestion::ask);
    assert_eq!(tried(&room), None, "there is no counter");
    set(&mut room.desk, &[("counter", &format!("{host}/{{slug}}")), ("counter-number", "/views")]);
    assert_eq!(tried(&room), None, "readers have no article");
    let id = room.article("Ten years on");
    room.desk.release(&[id], None).expect("released");
    let none = tried(&room).expect("it is tried");
    assert_eq!(
        (none.views, none.answer.as_str(), none.headline.as_str()),
        (None, "{\"n\":7}", "Ten years on")
    );
    set(&mut room.desk, &[("counter-number", "/n")]);
    assert_eq!(tried(&room).expect("it is tried").views, Some(7));
    assert!(!page(&room, "site").contains("Views: 7"), "nothing is kept of it");

    set(&mut room.desk, &[("counter", "https://10.0.0.1/{slug}")]);
    let refused = tried(&room).expect("it is tried");
    assert!(refused.is_private && refused.trouble.is_some(), "{refused:?}");
    let private = |room: &Room| {
        let target = room.desk.find_target(None).expect("the first target");
        let fields = room.desk.target_fields(&target).expect("its fields");
        fields.contains(&("counter-private".to_owned(), "yes".to_owned()))
    };
    set(&mut room.desk, &[("counter-private", "yes")]);
    set(&mut room.desk, &[("counter", "https://10.0.0.1/views/{slug}")]);
    assert!(private(&room), "the same host");
    set(&mut room.desk, &[("counter", "https://10.0.0.2/{slug}")]);
    assert!(!private(&room), "what was allowed of one host is allowed of no other");
}
