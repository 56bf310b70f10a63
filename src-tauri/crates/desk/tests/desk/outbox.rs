//! What is queued for servers: for which, what is overdue, and what stops it. Nothing is sent here.

use galley_desk::Code;
use galley_desk::domain::{ArticleId, Target};
use galley_desk::publish::{Passwords, Round, Secret, Text, Wish};
use galley_desk::wire::{ArticleFilter, ListOrder, NoteName, Op, PlanStep, ServerWord, StandingWord};

use crate::support::Room;

/// Nobody's password is known.
struct Nobody;

impl Passwords for Nobody {
    fn of(&self, _: &Target) -> Option<Secret> {
        None
    }
}

fn server(room: &mut Room, name: &str, more: &[(&str, &str)]) -> Target {
    let fields = [&[("address", "https://example.org")], more].concat();
    let fields = fields.iter().map(|(field, value)| ((*field).to_owned(), (*value).to_owned())).collect();
    room.desk.add_server(name, ServerWord::Micropub, &fields).expect("added").output
}

fn released(room: &mut Room, headline: &str) -> ArticleId {
    let id = room.article(headline);
    room.desk.release(&[id], None).expect("released");
    id
}

fn standing(room: &Room, id: ArticleId) -> Option<StandingWord> {
    let page = room.desk.list(&ArticleFilter::default(), ListOrder::default(), None, 100).expect("a page");
    page.articles.iter().find(|row| row.id == id.to_string()).expect("it is in the list").standing
}

fn names(rounds: &[Round]) -> Vec<(&str, usize)> {
    rounds.iter().map(|(target, ids)| (target.name.as_str(), ids.len())).collect()
}

#[test]
fn a_job_is_overdue_long_after_its_time_and_loud_in_the_list() {
    let mut room = Room::new();
    let target = server(&mut room, "Notes", &[]);
    let (now, later) = (released(&mut room, "Now"), room.article("Later"));
    let at = galley_desk::Clock::now(&room.hands) + std::time::Duration::from_mins(90);
    room.desk.release(&[later], Some(at)).expect("released");
    room.desk.queue(&[now, later], &target, Wish::Publish, false).expect("queued");
    let overdue = |room: &Room| -> Vec<bool> {
        room.desk.outbox().expect("read").iter().map(|job| job.overdue).collect()
    };
    for (minutes, is) in [(59, [false, false]), (2, [true, false]), (33, [true, false]), (2, [true, true])] {
        room.hands.minutes(minutes);
        assert_eq!(overdue(&room), is, "{minutes} minutes on");
        for (id, is) in [now, later].into_iter().zip(is) {
            let word = if is { StandingWord::Overdue } else { StandingWord::Waiting };
            assert_eq!(standing(&room, id), Some(word), "{minutes} minutes on");
        }
    }
    let meant = &room.desk.outbox().expect("read")[1].meant_for;
    assert_eq!(meant, "2026-03-01T10:30:00Z", "the time that was promised");
}

#[test]
fn a_server_that_is_removed_takes_what_waits_for_it_along() {
    let mut room = Room::new();
    let (gone, stays) = (server(&mut room, "Gone", &[]), server(&mut room, "Stays", &[]));
    let id = released(&mut room, "One");
    room.desk.queue(&[id], &gone, Wish::Publish, false).expect("queued");
    room.desk.queue(&[id], &stays, Wish::Publish, false).expect("queued");
    room.desk.remove_target(&gone).expect("it is not the default");
    let left: Vec<_> = room.desk.outbox().expect("read").into_iter().map(|job| job.target_name).collect();
    assert_eq!(left, ["Stays"]);
    room.desk.undo().expect("undone");
    assert_eq!(room.desk.find_target(Some("Gone")).expect("it is back").id, gone.id);
}

#[test]
fn an_article_goes_to_each_server_that_takes_it_and_one_that_none_takes_is_said() {
    let mut room = Room::new();
    let (one, two) = (released(&mut room, "One"), released(&mut room, "Two"));
    let nobody = room.desk.rounds(&[one], Text::Released).expect_err("no server");
    assert!(nobody.to_string().contains("knows no server yet"), "{nobody}");
    server(&mut room, "French", &[("languages", "fr")]);
    let nowhere = room.desk.rounds(&[one], Text::Released).expect_err("none takes it");
    assert_eq!(nowhere.code(), Code::Gate, "{nowhere}");
    server(&mut room, "All", &[]);
    server(&mut room, "English", &[("languages", "en")]);
    let rounds = room.desk.rounds(&[one, two, one], Text::Released).expect("they belong");
    assert_eq!(names(&rounds), [("All", 2), ("English", 2)], "each once");

    let draft = room.article("Draft");
    assert_eq!(room.desk.rounds(&[draft], Text::Released).expect_err("a draft").code(), Code::Gate);
    assert_eq!(names(&room.desk.rounds(&[draft], Text::Working).expect("it would")).len(), 2);
    let behind = room.desk.rounds_of_all_behind(None).expect("read");
    assert_eq!(names(&behind), [("All", 2), ("English", 2)]);
    // Nobody's wish to have it off is written over.
    room.desk.queue_rounds(&behind[..1], Wish::Publish, false).expect("queued");
    assert_eq!(names(&room.desk.rounds_of_all_behind(None).expect("read")), [("All", 2), ("English", 2)]);
}

#[test]
fn what_does_not_go_out_is_not_released_either() {
    let mut room = Room::new();
    let (notes, french) =
        (server(&mut room, "Notes", &[]), server(&mut room, "French", &[("languages", "fr")]));
    let (draft, held) = (room.article("Draft"), room.article("Held"));
    room.set(held, "embargo", "2026-12-31");
    for (ids, target) in [
        (vec![held], Some(&notes)),
        (vec![draft, held], Some(&notes)),
        (vec![draft, held], None),
        (vec![draft], Some(&french)),
    ] {
        let refused = room.desk.publish(&ids, target, false).expect_err("it does not go out");
        assert_eq!(refused.code(), Code::Gate, "{refused}");
        for id in [draft, held] {
            assert!(room.desk.article(id).expect("there").released.is_none(), "{refused}");
        }
        assert!(room.desk.outbox().expect("read").is_empty(), "{refused}");
    }
    assert_eq!(room.desk.can_undo(), Some(Op::Fields), "there is no release to undo");
    let done = room.desk.publish(&[draft], None, false).expect("it is queued");
    assert_eq!((done.output.len(), done.changes.articles.as_slice()), (1, &[draft][..]));
    let again = room.desk.publish(&[draft], Some(&notes), false).expect("it is queued again");
    assert!(again.changes.articles.is_empty(), "nothing was released");
    assert_eq!(room.desk.outbox().expect("read").len(), 1, "the one before gave way");
    room.desk.undo().expect("the release");
    assert!(room.desk.article(draft).expect("there").released.is_none());
}

#[test]
fn a_plan_says_each_thing_that_stops_an_article_and_goes_on_with_the_others() {
    let mut room = Room::new();
    server(&mut room, "Notes", &[]);
    let (held, fine) = (room.article(""), room.article("Fine"));
    room.write(held, "A text with a TK in it.");
    let ids = [held, fine];
    let rounds = room.desk.rounds_to_plan(&ids, Text::Working).expect("read");
    let plans = room.desk.plan(&rounds, Text::Working, false, &Nobody).expect("read");
    let stops: Vec<Vec<_>> =
        plans.iter().map(|plan| plan.stops.iter().map(|stop| stop.code).collect()).collect();
    assert_eq!(stops, [vec![Code::NotAllowed, Code::Gate], vec![Code::SignIn]], "{plans:?}");
    let note = plans[0].stops[1].note.as_ref().expect("it can be said in any language");
    assert_eq!((note.word, note.what.as_str()), (NoteName::HasPlaceholder, "1"));
    assert!(plans.iter().all(|plan| plan.step == PlanStep::Stopped), "{plans:?}");
    assert!(room.desk.article(fine).expect("there").released.is_none(), "a plan changes nothing");

    let rounds = room.desk.rounds_to_plan(&ids, Text::Released).expect("read");
    let plans = room.desk.plan(&rounds, Text::Released, false, &Nobody).expect("read");
    assert!(plans.iter().all(|plan| plan.stops[0].message.contains("it is not released")), "{plans:?}");
}

#[test]
fn the_board_has_all_that_is_on_its_way_page_by_page_and_what_needs_a_look() {
    let mut room = Room::new();
    let (notes, blog) = (server(&mut room, "Notes", &[]), server(&mut room, "Blog", &[]));
    assert!(room.desk.board(None, false).expect("read").articles.is_empty());
    let ids: Vec<_> = (0..150).map(|at| released(&mut room, &format!("Number {at}"))).collect();
    room.desk.queue(&ids, &notes, Wish::Publish, false).expect("queued");
    room.desk.queue(&ids[..1], &blog, Wish::Publish, false).expect("queued");

    let first = room.desk.board(None, false).expect("read");
    assert_eq!(first.servers, ["Notes", "Blog"]);
    let after = first.next.map(|id| id.parse().expect("an id"));
    let second = room.desk.board(after, false).expect("read");
    assert_eq!((first.articles.len(), second.articles.len(), second.next), (100, 50, None));
    let mut all: Vec<_> = first.articles.iter().chain(&second.articles).map(|line| line.id.clone()).collect();
    let oldest = second.articles.last().expect("one");
    let standings: Vec<_> = oldest.places.iter().map(|place| place.standing).collect();
    assert_eq!(oldest.headline.as_deref(), Some("Number 0"));
    assert_eq!(standings, [Some(StandingWord::Waiting); 2]);
    assert_eq!(first.articles[0].places[1].standing, None, "it goes to one of the two");
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 150, "each once");

    assert!(room.desk.board(None, true).expect("read").articles.is_empty(), "all is as it should be");
    room.desk.trash(&ids[..1]).expect("trashed");
    let troubled = room.desk.board(None, true).expect("read").articles;
    assert_eq!((troubled.len(), troubled[0].trashed), (1, true));
    room.hands.minutes(600);
    assert_eq!(room.desk.board(None, true).expect("read").articles.len(), 100, "and what is overdue");
}
