//! The outbox: its order, its leases, and what gives way to what.

use std::time::Duration;

use galley_domain::{ArticleId, Ids as _, Instant, TargetId};
use galley_store::{Due, Held, JobState, JobStep, Library, NewJob, OutboxCounts, OutboxJob, Why, Wish};
use uuid::Uuid;

use crate::support::{Room, transact};

const LEASE: Duration = Duration::from_mins(8);

/// A library, an article and a target.
struct Scene {
    room: Room,
    library: Library,
    new: NewJob,
}

impl Scene {
    fn new() -> Self {
        let mut room = Room::new();
        let library = room.create();
        let now = room.now();
        let (target, article) = (TargetId::new(room.ids.next(now)), ArticleId::new(room.ids.next(now)));
        let new = NewJob { target, article, wish: Wish::Publish, mine: false };
        Self { room, library, new }
    }

    fn now(&self) -> Instant {
        self.room.now()
    }

    fn queue(&mut self, new: NewJob) -> i64 {
        let now = self.now();
        let mut id = 0;
        transact(&mut self.library, |tx| {
            id = tx.queue_job(new, now)?;
            Ok(())
        });
        id
    }

    /// Claims the next job that is due at a time.
    fn claim(&mut self, at: Instant) -> Option<(OutboxJob, Held)> {
        let lease = self.room.ids.next(at);
        let mut job = None;
        transact(&mut self.library, |tx| {
            job = tx.claim_job(None, lease, at + LEASE, at)?;
            Ok(())
        });
        job.map(|job| (job.clone(), Held { id: job.id, lease, until: at + LEASE }))
    }

    fn job(&self, id: i64) -> OutboxJob {
        self.library.view().job(id).expect("read").expect("it is there")
    }
}

#[test]
fn a_job_is_one_runners_until_its_lease_ends() {
    let mut scene = Scene::new();
    let id = scene.queue(scene.new);
    let now = scene.now();
    let (job, first) = scene.claim(now).expect("it is due");
    assert_eq!((job.id, job.state, job.lease_until), (id, JobState::Running, Some(now + LEASE)));
    assert!(scene.claim(now + LEASE - Duration::from_millis(1)).is_none(), "it is at work");

    let (_, second) = scene.claim(now + LEASE).expect("its runner is gone");
    transact(&mut scene.library, |tx| {
        assert!(!tx.begin_step(first, JobStep::Sending, 0, 0)?, "the first may not go on");
        assert!(tx.begin_step(second, JobStep::Sending, 2, 1)?);
        // What the first one thinks came of it is not written down either.
        tx.end_job(first, Some(Why::Refused), "late".into(), now)?;
        tx.put_job_off(first, Due { at: now, why: None }, "late".into(), 1)
    });
    let job = scene.job(id);
    assert_eq!((job.state, job.step, job.pictures, job.sent), (JobState::Running, JobStep::Sending, 2, 1));
}

#[test]
fn whoever_opens_a_library_alone_need_wait_for_no_lease() {
    let mut scene = Scene::new();
    scene.queue(scene.new);
    let now = scene.now();
    scene.claim(now).expect("it is due");
    let neighbour = scene.room.open();
    assert!(scene.claim(now).is_none(), "somebody has it open, and may be at work");
    drop(neighbour);
    let folder = scene.library.folder().to_owned();
    // The way of a process that is killed: nothing is given back.
    let Scene { room, library, new } = scene;
    drop(library);
    let library = room.open();
    assert_eq!(library.folder(), folder);
    let mut scene = Scene { room, library, new };
    assert!(scene.claim(now).is_some(), "nobody can be at work");
}

#[test]
fn jobs_of_one_article_at_one_target_are_done_one_after_the_other() {
    let mut scene = Scene::new();
    let first = scene.queue(scene.new);
    let now = scene.now();
    let (_, held) = scene.claim(now).expect("it is due");
    let second = scene.queue(NewJob { wish: Wish::Remove, ..scene.new });
    let elsewhere = NewJob { target: TargetId::new(Uuid::from_u128(7)), ..scene.new };
    let elsewhere = scene.queue(elsewhere);
    let (job, _) = scene.claim(now).expect("the other target's");
    assert_eq!(job.id, elsewhere, "the second waits for the first");
    assert!(scene.claim(now).is_none());
    transact(&mut scene.library, |tx| tx.end_job(held, None, "".into(), now));
    let (job, _) = scene.claim(now).expect("the first is done");
    assert_eq!((job.id, job.new.wish), (second, Wish::Remove));
    assert_eq!(scene.job(first).state, JobState::Done);
}

#[test]
fn a_later_wish_takes_the_place_of_one_that_waits_or_failed() {
    let mut scene = Scene::new();
    let first = scene.queue(scene.new);
    let second = scene.queue(NewJob { mine: true, ..scene.new });
    assert!(second > first);
    let jobs = scene.library.view().outbox(10).expect("read");
    assert_eq!(jobs.iter().map(|job| (job.id, job.new.mine)).collect::<Vec<_>>(), [(second, true)]);

    let now = scene.now();
    let (_, held) = scene.claim(now).expect("due");
    transact(&mut scene.library, |tx| tx.end_job(held, Some(Why::Changed), "someone was there".into(), now));
    assert_eq!(scene.job(second).why, Some(Why::Changed));
    let third = scene.queue(scene.new);
    let jobs = scene.library.view().outbox(10).expect("read");
    assert_eq!(jobs.iter().map(|job| job.id).collect::<Vec<_>>(), [third], "numbers are not used again");
}

#[test]
fn a_later_wish_does_not_wait_for_one_whose_runner_is_gone() {
    let mut scene = Scene::new();
    scene.queue(scene.new);
    let now = scene.now();
    let (_, gone) = scene.claim(now).expect("due");
    let new = NewJob { wish: Wish::Remove, ..scene.new };
    let later = now + LEASE;
    let second = transact(&mut scene.library, |tx| tx.queue_job(new, later));
    let (job, _) = scene.claim(later).expect("it waits for nobody");
    assert_eq!((job.id, job.new.wish), (second, Wish::Remove));
    transact(&mut scene.library, |tx| {
        assert!(!tx.begin_step(gone, JobStep::Sending, 0, 0)?, "should it be there after all");
        Ok(())
    });
}

#[test]
fn what_waits_is_not_due_before_its_time_and_a_target_waits_as_one() {
    let mut scene = Scene::new();
    let first = scene.queue(scene.new);
    let article = ArticleId::new(Uuid::from_u128(9));
    let second = scene.queue(NewJob { article, ..scene.new });
    let now = scene.now();
    let later = now + Duration::from_secs(5);
    let (_, held) = scene.claim(now).expect("due");
    let target = scene.new.target;
    transact(&mut scene.library, |tx| {
        let due = Due { at: later, why: Some(Why::Offline) };
        tx.put_job_off(held, due, "no network".into(), 1)?;
        tx.put_target_off(target, due)
    });
    assert!(scene.claim(now).is_none());
    assert_eq!(scene.library.view().next_job_at().expect("read"), Some(later));
    for id in [first, second] {
        let job = scene.job(id);
        assert_eq!((job.state, job.why, job.due_at), (JobState::Waiting, Some(Why::Offline), later));
    }
    assert_eq!(scene.job(first).attempts, 1);
    assert_eq!(scene.claim(later).expect("due").0.id, first, "in their order");
    transact(&mut scene.library, |tx| {
        assert!(tx.retry_job(second, now)?, "a person need not wait");
        assert!(!tx.retry_job(first, now)?, "it is at work");
        Ok(())
    });
    assert_eq!(scene.claim(now).expect("due").0.id, second);
}

#[test]
fn a_target_that_waits_takes_no_tries_of_another_kind_along_and_leaves_what_is_scheduled_its_word() {
    let mut scene = Scene::new();
    let now = scene.now();
    let (soon, later) = (now + Duration::from_secs(5), now + Duration::from_mins(10));
    let waits = [(Why::Unseen, 8), (Why::Busy, 3), (Why::Scheduled, 2)];
    let ids = waits.map(|(why, attempts)| {
        let article = ArticleId::new(scene.room.ids.next(now));
        let id = scene.queue(NewJob { article, ..scene.new });
        let (_, held) = scene.claim(now).expect("due");
        let due = Due { at: soon, why: Some(why) };
        transact(&mut scene.library, |tx| tx.put_job_off(held, due, "".into(), attempts));
        id
    });
    let (target, due) = (scene.new.target, Due { at: later, why: Some(Why::Busy) });
    transact(&mut scene.library, |tx| tx.put_target_off(target, due));
    let now = ids.map(|id| scene.job(id)).map(|job| (job.due_at, job.why.expect("it waits"), job.attempts));
    assert_eq!(now, [(later, Why::Busy, 0), (later, Why::Busy, 3), (later, Why::Scheduled, 2)]);
}

#[test]
fn a_change_that_gets_another_time_takes_its_job_along_but_not_to_where_the_server_wants_to_be_left_alone() {
    let mut scene = Scene::new();
    let now = scene.now();
    let after = |minutes| now + Duration::from_mins(minutes);
    let id = scene.queue(scene.new);
    let (_, held) = scene.claim(now).expect("due");
    let due = Due { at: after(10), why: Some(Why::Scheduled) };
    transact(&mut scene.library, |tx| tx.put_job_off(held, due, "".into(), 0));
    let (target, article) = (scene.new.target, scene.new.article);
    let mut moved = |from, to| {
        transact(&mut scene.library, |tx| tx.move_change(article, after(from), after(to)));
        scene.job(id).due_at
    };
    assert_eq!(moved(10, 5), after(5));
    assert_eq!(moved(10, 20), after(5), "it waits for another time than that");
    transact(&mut scene.library, |tx| tx.put_target_off(target, Due { at: after(30), why: Some(Why::Busy) }));
    let mut moved = |from, to| {
        transact(&mut scene.library, |tx| tx.move_change(article, after(from), after(to)));
        scene.job(id).due_at
    };
    assert_eq!(moved(5, 3), after(30), "not before the server wants to be asked");
    assert_eq!(moved(3, 60), after(60));
}

#[test]
fn one_that_looks_whether_readers_have_it_looks_no_later_than_its_change_is_due() {
    let mut scene = Scene::new();
    let now = scene.now();
    let after = |minutes| now + Duration::from_mins(minutes);
    let id = scene.queue(scene.new);
    let (_, held) = scene.claim(now).expect("due");
    let due = Due { at: after(10), why: Some(Why::Unseen) };
    transact(&mut scene.library, |tx| tx.put_job_off(held, due, "".into(), 3));
    let article = scene.new.article;
    let mut moved = |from, to| {
        transact(&mut scene.library, |tx| tx.move_change(article, after(from), after(to)));
        scene.job(id).due_at
    };
    assert_eq!(moved(60, 20), after(10), "it looks before");
    assert_eq!(moved(20, 4), after(4));
    assert_eq!(moved(4, 60), after(4), "it has still to look");
}

#[test]
fn one_that_is_cancelled_does_not_go_on() {
    let mut scene = Scene::new();
    let id = scene.queue(scene.new);
    let now = scene.now();
    let (_, held) = scene.claim(now).expect("due");
    transact(&mut scene.library, |tx| {
        assert!(tx.cancel_job(id)?);
        assert!(!tx.cancel_job(id)?);
        assert!(!tx.begin_step(held, JobStep::Sending, 0, 0)?);
        Ok(())
    });
    assert_eq!(scene.library.view().open_jobs().expect("read"), 0);
}

#[test]
fn all_are_tried_again_but_for_what_waits_for_its_time_and_those_that_need_a_person_come_first() {
    let mut scene = Scene::new();
    let now = scene.now();
    let later = now + Duration::from_mins(10);
    let mut made = Vec::new();
    // Why it waits or failed, until when, and tries.
    let kinds = [
        (None, later, 0),
        (Some(Why::Offline), later, 1),
        (Some(Why::Scheduled), later, 0),
        (Some(Why::Scheduled), later, 3),
        (Some(Why::Refused), now, 1),
    ];
    for (why, at, attempts) in kinds {
        let article = ArticleId::new(scene.room.ids.next(now));
        let id = scene.queue(NewJob { article, ..scene.new });
        let (_, held) = scene.claim(now).expect("due");
        transact(&mut scene.library, |tx| match why {
            Some(Why::Refused) => tx.end_job(held, why, "".into(), now),
            why => tx.put_job_off(held, Due { at, why }, "".into(), attempts),
        });
        made.push(id);
    }
    let listed = |scene: &Scene, most| -> Vec<i64> {
        scene.library.view().outbox(most).expect("read").iter().map(|job| job.id).collect()
    };
    assert_eq!(listed(&scene, 2), [made[4], made[0]]);
    let counts = scene.library.view().outbox_counts(now).expect("read");
    let expected =
        OutboxCounts { all: 5, failed: 1, open: 2, offline: 1, again: 3, ..OutboxCounts::default() };
    assert_eq!(counts, expected);
    let again = transact(&mut scene.library, |tx| tx.retry_all_jobs(now));
    assert_eq!(again, [made[0], made[1], made[3], made[4]]);
    assert_eq!(scene.job(made[2]).why, Some(Why::Scheduled));
    let counts = scene.library.view().outbox_counts(now).expect("read");
    assert_eq!(counts, OutboxCounts { all: 5, open: 4, ..OutboxCounts::default() });
    let late = scene.library.view().outbox_counts(now + Duration::from_hours(2)).expect("read");
    assert_eq!((late.overdue, late.again), (5, 1), "its time has come");
    transact(&mut scene.library, |tx| {
        let (job, lease) = (made[0], scene.room.ids.next(now));
        let job = tx.claim_job(Some(job), lease, later, now)?.expect("it is due");
        tx.end_job(Held { id: job.id, lease, until: later }, None, "".into(), now)?;
        assert_eq!(tx.cancel_all_jobs()?, made[1..]);
        Ok(())
    });
    assert_eq!(listed(&scene, 9), [made[0]], "what was done is known still");
}
