//! Articles whose time lies ahead, at any kind of server: new ones, those that are out, and changes to those.

use std::time::Duration;

use galley_desk::domain::{Instant, Target, TimeZone};
use galley_desk::publish::{NoteWord, Passwords, Runner, Secret};
use galley_desk::wire::{
    ArticleFilter, JobStateWord, ListOrder, PublishState, PublishStep, StandingWord, WhyWord,
};
use galley_desk::{Access, Clock, Desk, Signature, System};
use galley_testkit::Time;
use galley_tests::peer::Peer;
use galley_tests::program::Room;
use galley_tests::wire::Wire;
use serde_json::Value;

use super::{done, publish, room, run, there, told};

/// What is scheduled is shown by the server, and taken off where it may not go out. `waits`: the server's word for such a post.
pub(super) fn schedule_and_hold(server: &dyn Peer, waits: &str) {
    let secret = server.secret();
    let room = room("later", server, &server.address());
    let count_waiting = || there(server, "later").0.iter().filter(|post| post["status"] == waits).count();
    assert!(run(&room, secret, &["set", "later", "publish-at=2090-01-01 08:00"]).status.success());
    let sent = done(&publish(&room, secret, "later", &[]));
    assert_eq!((&sent["step"], &sent["state"]), (&"create".into(), &"sent".into()));
    assert_eq!(sent["liveAt"], "2090-01-01T08:00:00Z");
    let post = &there(server, "later").0[0];
    assert_eq!((&post["status"], &post["date"]), (&waits.into(), &"2090-01-01 08:00:00".into()));
    assert_eq!(done(&publish(&room, secret, "later", &[]))["step"], "nothing", "it is there as it should be");

    // An embargo, taking it back, the trash: each stops it, and undoing that lets it go again.
    let stops: [(&[&str], &[&str]); 3] = [
        (&["set", "later", "embargo=2091-01-01"], &["set", "later", "embargo="]),
        (&["trash", "later"], &["untrash", "later"]),
        (&["unrelease", "later"], &["release", "later", "--at", "2090-01-01 08:00"]),
    ];
    for (stop, go) in stops {
        assert!(run(&room, secret, stop).status.success(), "{stop:?}");
        let ran = run(&room, secret, &["outbox", "run", "--json"]);
        assert_eq!(done(&ran)["step"], "remove", "{stop:?}: {}", told(&ran));
        assert_eq!(count_waiting(), 0, "{stop:?}");
        assert!(run(&room, secret, go).status.success(), "{go:?}");
        done(&publish(&room, secret, "later", &[]));
        assert_eq!(count_waiting(), 1, "{go:?}");
    }
}

/// An article that is out and gets a later time is no reader's until then, and is the same one afterwards. `waits`: the server's word for
/// one that it will show, `out` for one that it shows.
pub(super) fn move_to_later(server: &dyn Peer, waits: &str, out: &str) {
    let secret = server.secret();
    let room = room("moved", server, &server.address());
    assert_eq!(done(&publish(&room, secret, "moved", &[]))["state"], "verified");
    let before = there(server, "moved").0[0].clone();
    assert!(run(&room, secret, &["set", "moved", "publish-at=2090-01-01 08:00"]).status.success());
    assert_eq!(there(server, "moved").0[0], before, "nothing happens there before it is published");
    let sent = done(&publish(&room, secret, "moved", &[]));
    assert_eq!((&sent["step"], &sent["state"]), (&"update".into(), &"sent".into()), "{sent}");
    assert_eq!(sent["liveAt"], "2090-01-01T08:00:00Z");
    let (posts, pictures) = there(server, "moved");
    let [post] = posts.as_slice() else { panic!("{posts:?}") };
    assert_eq!((&post["id"], &post["status"]), (&before["id"], &waits.into()));
    assert_eq!((&post["date"], pictures.len()), (&"2090-01-01 08:00:00".into(), 2));
    assert_eq!(done(&publish(&room, secret, "moved", &[]))["step"], "nothing");

    assert!(run(&room, secret, &["set", "moved", "publish-at=2023-01-01 08:00"]).status.success());
    let back = done(&publish(&room, secret, "moved", &[]));
    assert_eq!((&back["step"], &back["state"]), (&"update".into(), &"verified".into()), "{back}");
    let post = &there(server, "moved").0[0];
    assert_eq!((&post["id"], &post["status"], &post["date"]), (&before["id"], &out.into(), &before["date"]));
}

/// A change to an article that is out waits here for its time: its readers keep what they have, and get it then without anyone's hand.
pub(super) fn change_later(server: &dyn Peer) {
    let secret = server.secret();
    let room = room("changed-later", server, &server.address());
    assert_eq!(done(&publish(&room, secret, "changed-later", &[]))["state"], "verified");
    let before = there(server, "changed-later").0[0].clone();
    assert!(run(&room, secret, &["set", "changed-later", "lead=What came of it"]).status.success());
    assert!(run(&room, secret, &["release", "changed-later", "--at", "2090-01-01 08:00"]).status.success());
    assert_eq!(done(&publish(&room, secret, "changed-later", &[]))["step"], "nothing", "it is not its time");
    assert_eq!(there(server, "changed-later").0[0], before);
    let waits = run(&room, secret, &["outbox", "--json"]);
    let waits: Value = serde_json::from_slice(&waits.stdout).expect("JSON");
    assert_eq!((&waits["jobs"][0]["why"], &waits["jobs"][0]["change"]), (&"scheduled".into(), &true.into()));

    let soon = System.now() + Duration::from_secs(2);
    assert!(
        run(&room, secret, &["release", "changed-later", "--at", &TimeZone::UTC.rfc3339(soon)])
            .status
            .success()
    );
    assert!(run(&room, secret, &["outbox", "run", "--wait"]).status.success());
    let post = &there(server, "changed-later").0[0];
    assert_eq!((&post["id"], &post["date"]), (&before["id"], &before["date"]));
    assert_eq!(post["lead"], "What came of it");
    assert_eq!(done(&publish(&room, secret, "changed-later", &[]))["step"], "nothing");
}

/// A change whose time has come while the server is busy is a change still: it is late by its own time, and goes out once the server takes it.
pub(super) fn change_at_a_busy_server(server: &dyn Peer) {
    let secret = server.secret();
    let wire = Wire::to(server);
    let room = room("changed-busy", server, &wire.address());
    assert_eq!(done(&publish(&room, secret, "changed-busy", &[]))["state"], "verified");
    assert!(run(&room, secret, &["set", "changed-busy", "lead=What came of it"]).status.success());
    assert!(run(&room, secret, &["release", "changed-busy", "--at", "2090-01-01 08:00"]).status.success());
    assert_eq!(done(&publish(&room, secret, "changed-busy", &[]))["step"], "nothing", "it is not its time");

    let time = Time::at("2090-01-01T08:00:30Z");
    let by = Signature { author: "Bo Tan".to_owned(), device: "test".to_owned() };
    let hands = Box::new(Hands(time.clone()));
    let mut desk = Desk::open_with(&room.path("News.galley"), Access::Write, by, hands, Box::new(System))
        .expect("it opens");
    let (mut runner, known) = (Runner::default(), Known(secret.to_owned()));
    wire.answer_next(1, "429 Too Many Requests\r\nRetry-After: 60", "{}");
    let busy = runner.next(&mut desk, None, &known).expect("it can be written down").expect("it is due");
    assert!(busy.outcome.is_err());
    let job = busy.job.expect("it is there");
    assert_eq!((job.state, job.why), (JobStateWord::Waiting, Some(WhyWord::Busy)));
    assert_eq!((job.change, job.overdue, job.meant_for.as_str()), (true, false, "2090-01-01T08:00:00Z"));
    assert_eq!(desk.outbox_counts().expect("it can be read").overdue, 0);
    let standing = || {
        let page =
            desk.list(&ArticleFilter::default(), ListOrder::default(), None, 10).expect("it can be read");
        page.articles.iter().find(|row| row.slug == "changed-busy").expect("it is there").standing
    };
    assert_eq!(standing(), Some(StandingWord::Waiting));
    time.pass(6 * 60_000);
    assert_eq!(
        (standing(), desk.outbox_counts().expect("it can be read").overdue),
        (Some(StandingWord::Overdue), 1)
    );

    wire.mend();
    let sent = runner.next(&mut desk, None, &known).expect("it can be written down").expect("it is due");
    let sent = sent.outcome.expect("the site takes it");
    assert_eq!((sent.step, sent.state), (PublishStep::Update, PublishState::Verified));
    assert_eq!(there(server, "changed-busy").0[0]["lead"], "What came of it");
}

/// The time of a test.
pub(super) struct Hands(pub(super) Time);

impl Clock for Hands {
    fn now(&self) -> Instant {
        self.0.now()
    }
}

/// One password, for whoever asks.
pub(super) struct Known(pub(super) String);

impl Passwords for Known {
    fn of(&self, _: &Target) -> Option<Secret> {
        Some(Secret::new(self.0.as_str()))
    }
}

/// What a site does not show at its time is looked at again, later each time, until a person is asked. The site's own clock is of today:
/// here it is past that time.
pub(super) fn look_again(server: &dyn Peer) {
    let secret = server.secret();
    let room = room("let-go", server, &server.address());
    // The date that is printed is the one that it is shown from.
    for words in [
        &["set", "let-go", "date="][..],
        &["release", "let-go"],
        &["set", "let-go", "publish-at=2090-01-01 08:00"],
    ] {
        assert!(run(&room, secret, words).status.success(), "{words:?}");
    }
    done(&publish(&room, secret, "let-go", &[]));
    assert_eq!(
        looks_until_it_fails(&room, secret, "2090-01-01T08:01:00Z", WhyWord::Scheduled),
        WhyWord::Refused
    );
    assert_eq!(there(server, "let-go").0.len(), 1, "it is one article all the time");
}

/// Looks from this time on whether readers get an article that waits for that; answers why it failed in the end.
pub(super) fn looks_until_it_fails(room: &Room, secret: &str, from: &str, waits_for: WhyWord) -> WhyWord {
    let time = Time::at(from);
    let by = Signature { author: "Bo Tan".to_owned(), device: "test".to_owned() };
    let hands = Box::new(Hands(time.clone()));
    let mut desk = Desk::open_with(&room.path("News.galley"), Access::Write, by, hands, Box::new(System))
        .expect("it opens");
    let (mut runner, known, mut waits) = (Runner::default(), Known(secret.to_owned()), Vec::new());
    let job = loop {
        let ran = runner.next(&mut desk, None, &known).expect("it can be written down").expect("it is due");
        let sent = ran.outcome.expect("the site answers");
        assert!(sent.notes.iter().any(|note| note.word == NoteWord::NotPublic), "{sent:?}");
        let job = ran.job.expect("it is there");
        if job.state == JobStateWord::Failed {
            break job;
        }
        assert_eq!((job.state, job.why), (JobStateWord::Waiting, Some(waits_for)));
        let due = galley_desk::domain::parse_instant(&job.due, TimeZone::UTC).expect("a time");
        let wait = due.timestamp_millis() - time.now().timestamp_millis();
        waits.push(wait / 60_000);
        time.pass(wait);
        let is_overdue = desk.outbox().expect("it can be read")[0].overdue;
        assert!(is_overdue == (waits.iter().sum::<i64>() > 4) || waits_for == WhyWord::Unseen);
    };
    let all = [2, 4, 8, 16, 32, 60, 60, 60, 60, 60, 60];
    assert!(waits.len() >= all.len() - 1 && all.ends_with(&waits), "{waits:?}");
    job.why.expect("it says why")
}
