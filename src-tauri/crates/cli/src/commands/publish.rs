//! Publishing to servers, and asking whether one is ready for it.

use std::io::{BufRead, IsTerminal, stdin};

use galley_desk::domain::Target;
use galley_desk::publish::{How, Secret, Session, keychain};
use galley_desk::wire::{Publication, PublishState, PublishStep};
use galley_desk::{Desk, DeskError};
use serde_json::json;

use super::count;
use crate::args::{Publish, Unpublish};
use crate::output::Output;
use crate::trouble::{DONE, Trouble};

/// The variable that holds a password: what stands on a command line is seen by every program of the machine.
const PASSWORD: &str = "GALLEY_PASSWORD";

pub(super) fn publish(desk: &mut Desk, publish: &Publish, out: &mut Output) -> Result<u8, Trouble> {
    let target = desk.find_target(Some(&publish.target))?;
    let how = How { plan: publish.plan, mine: publish.mine };
    each(desk, &target, &publish.articles, out, |desk, id, session| desk.publish(id, session, how))
}

pub(super) fn unpublish(desk: &mut Desk, unpublish: &Unpublish, out: &mut Output) -> Result<u8, Trouble> {
    let target = desk.find_target(Some(&unpublish.target))?;
    each(desk, &target, &unpublish.articles, out, Desk::unpublish)
}

pub(super) fn test(desk: &Desk, target: &Target, out: &mut Output) -> Result<u8, Trouble> {
    let Given { secret, is_typed } = password(target)?;
    let doctor = desk.test_target(&Session::new(target, secret.clone())?)?;
    let is_kept = is_typed && keychain::keep(target.id, &secret);
    let answer = json!({ "account": doctor.account, "warnings": doctor.warnings, "passwordKept": is_kept });
    out.answer(&answer, |out| {
        out.line(format!("{}: signed in as {}.", target.name, doctor.account))?;
        if is_kept {
            out.line("  The password is in the system's keychain now.")?;
        } else if is_typed {
            out.line("  This system has no keychain that answers: the password is not kept.")?;
        }
        doctor.warnings.iter().try_for_each(|warning| out.line(format!("  {warning}")))
    })?;
    Ok(DONE)
}

/// One after the other. The first that fails ends it; those before it are done, and are not done again the next time.
fn each(
    desk: &mut Desk,
    target: &Target,
    articles: &[String],
    out: &mut Output,
    act: impl Fn(&mut Desk, galley_desk::domain::ArticleId, &Session<'_>) -> Result<Publication, DeskError>,
) -> Result<u8, Trouble> {
    let ids = articles.iter().map(|name| desk.find_article(name)).collect::<Result<Vec<_>, _>>()?;
    let session = Session::new(target, password(target)?.secret)?;
    let mut done = Vec::new();
    for id in ids {
        let one = act(desk, id, &session)?;
        if !out.is_json() {
            print(&one, out)?;
            out.flush()?;
        }
        done.push(one);
    }
    out.answer(&json!({ "publications": done }), |_| Ok(()))?;
    Ok(DONE)
}

fn print(one: &Publication, out: &mut Output) -> Result<(), Trouble> {
    let planned = one.state == PublishState::Planned;
    let what = match (one.step, planned) {
        (PublishStep::Create, true) => "would be published",
        (PublishStep::Update, true) => "would be updated",
        (PublishStep::Create, false) => "published",
        (PublishStep::Update, false) => "updated",
        (PublishStep::Remove, _) => "taken off",
        (PublishStep::Nothing, _) => "as it is there already, nothing sent",
    };
    let pictures = match one.uploads {
        0 => String::new(),
        uploads => format!(", {}", count(uploads, "picture", "pictures")),
    };
    let proof = match one.state {
        PublishState::Verified => "; read back",
        PublishState::Sent if one.step != PublishStep::Remove => "; sent, not seen by readers",
        _ => "",
    };
    let url = one.url.as_ref().map(|url| format!(": {url}")).unwrap_or_default();
    out.line(format!("{}, {}: {what}{pictures}{proof}{url}", one.headline, one.target))?;
    one.notes.iter().try_for_each(|note| out.line(format!("  {note}")))
}

/// A password, and whether it came from where nothing is kept.
struct Given {
    secret: Secret,
    is_typed: bool,
}

/// From the variable, the keychain, the keyboard or a pipe.
fn password(target: &Target) -> Result<Given, Trouble> {
    let from = |secret: String, is_typed| Given { secret: Secret::new(secret), is_typed };
    if let Ok(password) = std::env::var(PASSWORD)
        && !password.is_empty()
    {
        return Ok(from(password, false));
    }
    if let Some(secret) = keychain::find(target.id) {
        return Ok(Given { secret, is_typed: false });
    }
    let typed = if stdin().is_terminal() {
        rpassword::prompt_password(format!("Password for {}: ", target.name))?
    } else {
        let mut line = String::new();
        stdin().lock().read_line(&mut line)?;
        line.trim_end_matches(['\n', '\r']).to_owned()
    };
    if typed.is_empty() {
        return Err(Trouble::Usage(format!("which password? Set {PASSWORD}, or type it")));
    }
    Ok(from(typed, true))
}
