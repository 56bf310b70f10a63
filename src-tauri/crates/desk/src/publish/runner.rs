//! Who does the jobs of the outbox: one after the other, signed in once a server, and trying again when a server could not.

use std::collections::HashMap;
use std::time::Duration;

use galley_domain::{Target, TargetId};
use galley_publish::{Note, NoteWord, PublishError, Secret, keeps_time, needs_secret};
use galley_store::{Due, Held, OutboxJob, Outgoing, Said, StoreError, Why, Wish};

use super::job::Job;
use super::notes::kept;
use super::outbox::Lease;
use super::session::Session;
use super::troubles::notes_of;
use crate::wire::{OutboxItem, Publication, PublishState, PublishStep};
use crate::{Desk, DeskError};

/// Until a server that cannot be reached is asked again: at first, and at most.
const OFFLINE: [Duration; 2] = [Duration::from_secs(5), Duration::from_mins(1)];
/// The same for one that answers that it cannot now.
const BUSY: [Duration; 2] = [Duration::from_secs(30), Duration::from_hours(1)];
/// The same where it is not known what a server did.
const UNKNOWN: [Duration; 2] = [Duration::from_secs(10), Duration::from_mins(10)];
/// Longest wait that a server may ask for.
const RETRY_AFTER_MAX: Duration = Duration::from_hours(24);
/// The same where someone else answers, as in a train whose network wants one to sign in.
const STRANGER: [Duration; 2] = [Duration::from_secs(30), Duration::from_mins(10)];
/// Until is looked again whether there is a password.
const PASSWORD: Duration = Duration::from_mins(1);
/// Until is looked whether a server has shown an article at its time, or by now.
const SHOWN: Duration = Duration::from_mins(1);
/// How near a time is that a server would not wait for: WordPress shows at once what is less than a minute ahead.
const SOON: Duration = Duration::from_secs(90);
/// Most jobs of a server that are known ahead of their turn.
const COMING_MAX: u32 = 1_000;
/// How often a job begins anew because what is to go out is another thing by now.
const ANEW_MAX: u32 = 3;
/// Tries before a person is asked. Waiting for the network is no try.
const TRIES_MAX: u32 = 12;

/// Where passwords come from.
pub trait Passwords {
    /// The one of a target, where it is at hand.
    fn of(&self, target: &Target) -> Option<Secret>;

    /// The same, or an empty one where the target's server asks for none.
    ///
    /// # Errors
    /// [`DeskError::NoPassword`] where it asks for one, and none is at hand.
    fn needed(&self, target: &Target) -> Result<Secret, DeskError> {
        if !needs_secret(&target.kind) {
            return Ok(Secret::new(""));
        }
        self.of(target).ok_or_else(|| DeskError::NoPassword(target.name.clone()))
    }

    /// The server took it, or did not.
    fn tried(&self, target: &Target, secret: &Secret, taken: bool) {
        let _ = (target, secret, taken);
    }
}

/// What came of a job.
pub struct Ran {
    /// The job, as it stands now; none where it was cancelled meanwhile.
    pub job: Option<OutboxItem>,
    /// What was done, or why it was not.
    pub outcome: Result<Publication, DeskError>,
}

/// Does jobs, with a sitting at each server.
pub struct Runner {
    sittings: HashMap<TargetId, (Session, Secret)>,
    patience: Duration,
}

impl Default for Runner {
    fn default() -> Self {
        Self { sittings: HashMap::new(), patience: Duration::MAX }
    }
}

/// What becomes of a job that was not done.
enum Verdict {
    /// It is tried again.
    Wait {
        why: Why,
        after: Duration,
        /// Whether the other jobs of the target wait as well.
        all: bool,
        /// Whether it counts as a try.
        counts: bool,
    },
    /// A person must look.
    Fail(Why),
}

impl Runner {
    /// One that gives up a request sooner than it would, so that nobody has to wait to see what comes of that.
    pub fn with_patience(patience: Duration) -> Self {
        Self { patience, ..Self::default() }
    }

    /// Does the next job that is due, or this one, due or not. None where there is none, or another program is at it.
    ///
    /// # Errors
    /// [`DeskError::Store`] where the library does not take what is to be written down. What a job met is in [`Ran`].
    pub fn next(
        &mut self,
        desk: &mut Desk,
        only: Option<i64>,
        passwords: &dyn Passwords,
    ) -> Result<Option<Ran>, DeskError> {
        let (by, until, now) = (desk.fresh_id(), Lease::until(desk), desk.now());
        let Some(job) = desk.library.transact(|tx| tx.claim_job(only, by, until, now))? else {
            return Ok(None);
        };
        let lease = Lease { job: job.id, by };
        let outcome = self.run(desk, &job, &lease, passwords);
        let held = lease.held(desk);
        match &outcome {
            Ok(publication) => settle(desk, held, &job, publication)?,
            // Nothing to write down: the job is not there any more, or another's.
            Err(DeskError::Cancelled) => {}
            Err(error) => {
                // What a sitting learnt may be what is wrong.
                self.sittings.remove(&job.new.target);
                put_off_or_fail(desk, held, &job, error)?;
            }
        }
        let job = desk.view().job(job.id)?.map(|job| desk.item(&job)).transpose()?;
        Ok(Some(Ran { job, outcome }))
    }

    fn run(
        &mut self,
        desk: &mut Desk,
        job: &OutboxJob,
        lease: &Lease,
        passwords: &dyn Passwords,
    ) -> Result<Publication, DeskError> {
        let (id, target) = (job.new.article, job.new.target);
        let found: Option<Target> = desk.view().noun(target.uuid())?;
        let found = found.ok_or_else(|| DeskError::unknown("target", target))?;
        let (session, secret) = self.sitting(&found, passwords)?;
        session.turn_of(id, || Ok(desk.view().coming(target, job.id, COMING_MAX)?))?;
        let mut outcome = once(desk, job, lease, session, &found);
        // What it is by now goes out instead: nothing of the former was.
        for _ in 0..ANEW_MAX {
            if !matches!(outcome, Err(DeskError::OtherByNow)) {
                break;
            }
            outcome = once(desk, job, lease, session, &found);
        }
        match &outcome {
            Ok(_) => passwords.tried(&found, secret, true),
            Err(DeskError::Publish(PublishError::SignIn { .. })) => passwords.tried(&found, secret, false),
            Err(_) => {}
        }
        outcome
    }

    /// Signed in as the target says now, with the password as it is now.
    fn sitting(
        &mut self,
        target: &Target,
        passwords: &dyn Passwords,
    ) -> Result<&(Session, Secret), DeskError> {
        let secret = passwords.needed(target)?;
        let is_same = |(session, known): &(Session, Secret)| session.target == *target && *known == secret;
        if !self.sittings.get(&target.id).is_some_and(is_same) {
            let session = Session::new(target, secret.clone())?.with_patience(self.patience);
            self.sittings.insert(target.id, (session, secret));
        }
        Ok(&self.sittings[&target.id])
    }
}

/// Does it as the article stands now.
fn once(
    desk: &mut Desk,
    job: &OutboxJob,
    lease: &Lease,
    session: &Session,
    found: &Target,
) -> Result<Publication, DeskError> {
    let (id, wish) = (job.new.article, job.new.wish);
    if wish == Wish::Remove {
        return desk.take_off(id, session, lease, job.new.mine);
    }
    let outgoing = match desk.due(id, found) {
        Ok(outgoing) => outgoing,
        Err(why) if wish == Wish::Hold && is_held_back(&why) => {
            return desk.take_off(id, session, lease, false);
        }
        Err(why) => return Err(why),
    };
    // The server shows nothing by itself: the article waits here until its time.
    if outgoing.published_at > desk.now() && !keeps_time(&found.kind) {
        let held_back = desk.hold_back(id, session, lease)?;
        return Ok(waiting(found, outgoing, [Some(NoteWord::WaitsHere), held_back]));
    }
    if outgoing.published_at > desk.now() && outgoing.published_at < desk.now() + SOON {
        return Ok(waiting(found, outgoing, [Some(NoteWord::IsNear), None]));
    }
    Job::new(desk, session, outgoing, job.new.mine, Some(lease)).run()
}

/// Whether the gate said that an article may not go out, or there is none any more. That it could not be asked is no reason to take anything off.
const fn is_held_back(why: &DeskError) -> bool {
    matches!(why, DeskError::NotOut { .. } | DeskError::Unknown { .. })
}

/// An article whose time lies ahead, for a server that would show it at once. `notes`: why it waits, and what was done where it is there
/// already.
fn waiting(target: &Target, outgoing: Outgoing, notes: [Option<NoteWord>; 2]) -> Publication {
    Publication {
        target: target.name.clone(),
        article: outgoing.id.to_string(),
        headline: outgoing.content.headline,
        step: PublishStep::Create,
        for_good: false,
        state: PublishState::Planned,
        uploads: 0,
        url: None,
        live_at: Some(outgoing.published_at),
        notes: notes.into_iter().flatten().map(Into::into).collect(),
    }
}

/// It was done; where the server shows it at its time, that is looked at then; and where readers do not get it, again for a while, until a
/// person is asked. A change that waits for its
/// time goes out then.
fn settle(desk: &mut Desk, held: Held, job: &OutboxJob, publication: &Publication) -> Result<(), DeskError> {
    let now = desk.now();
    let pending = desk.view().row(job.new.article)?.and_then(|row| row.pending);
    let change_at = pending.map(|change| change.at).filter(|at| job.new.wish == Wish::Publish && *at > now);
    let detail = publication.notes.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    let notes = kept(&publication.notes);
    let said = Said { detail: &detail, notes: &notes };
    let live_at = publication.live_at;
    let is_unseen = live_at.is_none()
        && publication.step != PublishStep::Remove
        && publication.state == PublishState::Sent
        && publication.url.is_some()
        && !publication.notes.iter().any(|note| note.word == NoteWord::Unreadable);
    let is_unsure = |note: &Note| matches!(note.word, NoteWord::NotItsPage | NoteWord::NotLookedAt);
    let is_unsure = publication.notes.iter().any(is_unsure);
    // What it let go by, or did not show at once.
    let (why, end) = match job.why {
        Some(Why::Scheduled) => (Why::Scheduled, Why::Refused),
        _ => (Why::Unseen, Why::Unseen),
    };
    let looked = if job.why == Some(why) { job.attempts + 1 } else { 1 };
    desk.library.transact(|tx| match (live_at, change_at) {
        (None, change) if is_unseen && looked < TRIES_MAX => {
            let next = now + SHOWN.saturating_mul(1 << looked.min(16)).min(BUSY[1]);
            let at = change.map_or(next, |at| at.min(next));
            tx.put_job_off(held, Due { at, why: Some(why) }, said, looked)
        }
        // A page is there all the same: it may be made in a way in which nobody finds a headline, and no one needs to look. Where readers
        // stand on a host that cannot be reached from here, nobody can from here, today or ever.
        (None, None) if is_unseen && is_unsure => tx.end_job(held, None, said, now),
        (None, None) if is_unseen => tx.end_job(held, Some(end), said, now),
        (Some(at), _) => {
            let at = if publication.state == PublishState::Planned { at } else { at + SHOWN };
            let due = Due { at, why: Some(Why::Scheduled) };
            tx.put_job_off(held, due, said, 0)
        }
        (None, Some(at)) => tx.put_job_off(held, Due { at, why: Some(Why::Scheduled) }, said, 0),
        (None, None) => tx.end_job(held, None, said, now),
    })?;
    Ok(())
}

fn put_off_or_fail(desk: &mut Desk, held: Held, job: &OutboxJob, error: &DeskError) -> Result<(), DeskError> {
    // The low bytes of an id are random.
    let luck = f64::from(desk.fresh_id().as_bytes()[15]) / 255.0;
    let (now, target, detail) = (desk.now(), job.new.target, error.to_string());
    let notes = kept(&notes_of(error));
    let said = Said { detail: &detail, notes: &notes };
    let before = |why| if job.why == Some(why) { job.attempts } else { 0 };
    let has_worked = desk.view().has_verified(target)?;
    desk.library.transact(|tx| {
        match verdict(error, &before, luck, has_worked) {
            Verdict::Wait { counts: true, why, .. } if before(why) + 1 >= TRIES_MAX => {
                tx.end_job(held, Some(why), said, now)
            }
            Verdict::Wait { why, after, all, .. } => {
                let due = Due { at: now + after, why: Some(why) };
                tx.put_job_off(held, due, said, before(why) + 1)?;
                if all { tx.put_target_off(target, due) } else { Ok(()) }
            }
            Verdict::Fail(why) => {
                tx.end_job(held, Some(why), said, now)?;
                // A server locks out who tries a wrong password again and again.
                let due = Due { at: now + PASSWORD, why: Some(Why::Password) };
                if why == Why::SignIn { tx.put_target_off(target, due) } else { Ok(()) }
            }
        }
    })?;
    Ok(())
}

/// `before`: how many tries failed for this reason. `luck`, from 0 to 1, keeps those who wait for the same from coming back at once.
/// `has_worked`: whether the server is known to be the one that was meant.
fn verdict(error: &DeskError, before: &dyn Fn(Why) -> u32, luck: f64, has_worked: bool) -> Verdict {
    let grown = |why, [first, most]: [Duration; 2]| {
        let grown = first.saturating_mul(1 << before(why).min(16)).min(most);
        grown.mul_f64(0.75 + luck / 2.0)
    };
    let wait = |why, times, all, counts| Verdict::Wait { why, after: grown(why, times), all, counts };
    match error {
        DeskError::Publish(PublishError::Unreachable { .. }) => wait(Why::Offline, OFFLINE, true, false),
        DeskError::Publish(PublishError::Busy { retry_after_s, .. }) => {
            let asked = Duration::from_secs(retry_after_s.unwrap_or(0)).min(RETRY_AFTER_MAX);
            // Not before it was asked for, and not all at once. Who asks for nothing, or for a second, is not asked all tries in a burst.
            let after = grown(Why::Busy, BUSY).max(asked.mul_f64(1.0 + luck / 8.0));
            Verdict::Wait { why: Why::Busy, after, all: true, counts: true }
        }
        DeskError::Publish(PublishError::Refused { is_final: false, .. } | PublishError::Barred { .. }) => {
            wait(Why::Busy, BUSY, false, true)
        }
        DeskError::Publish(
            PublishError::Unknown { .. }
            | PublishError::Answer { .. }
            | PublishError::Changed { .. }
            | PublishError::StillThere { .. },
        ) => wait(Why::Unknown, UNKNOWN, false, true),
        DeskError::NoPassword(_) => {
            Verdict::Wait { why: Why::Password, after: PASSWORD, all: true, counts: false }
        }
        DeskError::Store(StoreError::Busy) | DeskError::OtherByNow => wait(Why::Busy, OFFLINE, false, true),
        DeskError::Publish(PublishError::SignIn { .. }) => Verdict::Fail(Why::SignIn),
        DeskError::Publish(PublishError::Certificate { .. } | PublishError::Moved { .. }) if has_worked => {
            wait(Why::Stranger, STRANGER, true, false)
        }
        DeskError::Publish(PublishError::CannotLook { .. }) => Verdict::Fail(Why::CannotLook),
        DeskError::Publish(PublishError::Private { .. }) => Verdict::Fail(Why::Private),
        DeskError::ChangedThere { .. } => Verdict::Fail(Why::Changed),
        DeskError::NotOut { .. } | DeskError::Gate { .. } => Verdict::Fail(Why::Gate),
        _ => Verdict::Fail(Why::Refused),
    }
}

#[cfg(test)]
mod tests {
    use galley_publish::NoteWord;

    use super::*;

    /// What becomes of a job after so many tries that failed for the same reason: why and for how many seconds it waits, for the
    /// luck of none and of all; or why a person must look.
    fn outcome(error: PublishError, tries: u32) -> (Why, Option<[u64; 2]>) {
        outcome_where(error, tries, true)
    }

    fn outcome_where(error: PublishError, tries: u32, has_worked: bool) -> (Why, Option<[u64; 2]>) {
        let error = DeskError::Publish(error);
        let of = |luck| match verdict(&error, &|_| tries, luck, has_worked) {
            Verdict::Wait { why, after, .. } => (why, Some(after.as_secs())),
            Verdict::Fail(why) => (why, None),
        };
        let ((why, least), (_, most)) = (of(0.0), of(1.0));
        (why, least.zip(most).map(|(least, most)| [least, most]))
    }

    fn refused(status: u16, is_final: bool) -> PublishError {
        let (host, code, message) = ("a.org".to_owned(), String::new(), String::new());
        PublishError::Refused { host, what: "a thing", status, code, message, is_final }
    }

    #[test]
    fn what_the_gate_says_no_to_is_taken_off_and_not_what_it_could_not_be_asked() {
        let headline = String::new();
        let note = NoteWord::UnderEmbargo.into();
        let held = DeskError::NotOut { headline, why: "an embargo holds it".to_owned(), note };
        assert!(is_held_back(&held) && is_held_back(&DeskError::unknown("article", 7)));
        for unasked in [DeskError::Store(StoreError::Busy), DeskError::Store(StoreError::DiskFull)] {
            assert!(!is_held_back(&unasked), "{unasked}");
        }
    }

    #[test]
    fn who_cannot_now_is_asked_later_and_later_and_who_refuses_is_not_asked_again() {
        let host = || "a.org".to_owned();
        let busy = |retry_after_s| PublishError::Busy { host: host(), status: 503, retry_after_s };
        let detail = String::new;
        assert_eq!(outcome(busy(None), 0), (Why::Busy, Some([22, 37])));
        assert_eq!(outcome(busy(None), 3), (Why::Busy, Some([180, 300])));
        assert_eq!(outcome(busy(None), 60), (Why::Busy, Some([2_700, 4_500])), "an hour at most");
        assert_eq!(outcome(busy(Some(600)), 0), (Why::Busy, Some([600, 675])), "not before it was asked for");
        assert_eq!(outcome(busy(Some(u64::MAX)), 0), (Why::Busy, Some([86_400, 97_200])), "a day at most");
        assert_eq!(outcome(busy(Some(0)), 0), (Why::Busy, Some([22, 37])), "not in a burst");
        assert_eq!(outcome(busy(Some(1)), 3), (Why::Busy, Some([180, 300])), "later and later all the same");
        let unreachable = PublishError::Unreachable { host: host(), detail: detail(), is_late: false };
        assert_eq!(outcome(unreachable, 9), (Why::Offline, Some([45, 75])), "a minute at most");
        let unknown = PublishError::Unknown { host: host(), detail: detail() };
        assert_eq!(outcome(unknown, 0), (Why::Unknown, Some([7, 12])));
        assert_eq!(outcome(refused(500, false), 0), (Why::Busy, Some([22, 37])));
        assert_eq!(outcome(refused(500, true), 0), (Why::Refused, None), "a picture that it does not take");
        assert_eq!(outcome(refused(422, true), 0), (Why::Refused, None));
        let too_big = PublishError::TooBig { host: host(), what: "a picture" };
        assert_eq!(outcome(too_big, 0), (Why::Refused, None));
        let stranger = || PublishError::Certificate { host: host(), detail: detail() };
        assert_eq!(outcome(stranger(), 0), (Why::Stranger, Some([22, 37])), "a train's network");
        assert_eq!(
            outcome(stranger(), 99),
            (Why::Stranger, Some([450, 750])),
            "ten minutes at most, for good"
        );
        assert_eq!(outcome_where(stranger(), 0, false), (Why::Refused, None), "it never worked");
        let moved = PublishError::Moved { host: host(), to: "https://sign-in.train/".to_owned() };
        assert_eq!(outcome(moved, 0).0, Why::Stranger);
        let sign_in = PublishError::SignIn { host: host(), who: detail(), remedy: "" };
        assert_eq!(outcome(sign_in, 0), (Why::SignIn, None));
    }
}
