//! Passwords of servers: at hand, or typed. What stands on a command line is seen by every program of the machine.

use std::collections::HashMap;
use std::io::{BufRead, IsTerminal, stdin};

use galley_desk::Desk;
use galley_desk::domain::{Target, TargetId};
use galley_desk::publish::keychain::{self, Whose};
use galley_desk::publish::{Passwords, Round, Secret, needs_secret};

use crate::trouble::Trouble;

/// The variable that holds a password.
const PASSWORD: &str = "GALLEY_PASSWORD";

/// Passwords that need no one to type them: the variable's and the keychain's.
pub(super) struct AtHand;

impl Passwords for AtHand {
    fn of(&self, target: &Target) -> Option<Secret> {
        let set = std::env::var(PASSWORD).ok().filter(|password| !password.is_empty());
        set.map(Secret::new).or_else(|| keychain::find(&Whose::of(target)))
    }
}

/// Passwords that need no one to type them, of whichever target has something to do: the keychain's, and the variable's where it is known
/// whose it is.
pub(super) struct Known {
    /// Whose password the variable holds.
    pub(super) variable_of: Option<TargetId>,
}

impl Passwords for Known {
    fn of(&self, target: &Target) -> Option<Secret> {
        if self.variable_of == Some(target.id) {
            AtHand.of(target)
        } else {
            keychain::find(&Whose::of(target))
        }
    }
}

/// Whose password the variable holds: that of the server that is named, or of the only one of the library that wants any. Shown to another
/// it would be given away.
pub(super) fn whose(desk: &Desk, named: Option<&str>) -> Result<Option<TargetId>, Trouble> {
    if let Some(name) = named {
        return Ok(Some(desk.find_target(Some(name))?.id));
    }
    let asking: Vec<_> = desk.targets()?.into_iter().filter(|target| needs_secret(&target.kind)).collect();
    Ok(if let [only] = asking.as_slice() { Some(only.id) } else { None })
}

/// A password, and whether it came from where nothing is kept.
pub(super) struct Given {
    pub(super) secret: Secret,
    pub(super) is_typed: bool,
}

/// The passwords of several targets.
pub(super) struct Several(HashMap<TargetId, Secret>);

impl Passwords for Several {
    fn of(&self, target: &Target) -> Option<Secret> {
        self.0.get(&target.id).cloned()
    }
}

/// The one at hand, or from the keyboard or a pipe.
pub(super) fn password(target: &Target) -> Result<Given, Trouble> {
    if !needs_secret(&target.kind) {
        return Ok(Given { secret: Secret::new(""), is_typed: false });
    }
    match AtHand.of(target) {
        Some(secret) => Ok(Given { secret, is_typed: false }),
        None => Ok(Given { secret: typed(target)?, is_typed: true }),
    }
}

/// Those of all targets that have something to do. Where several want one, the variable is nobody's: a password that is meant for one
/// server is not shown to another.
pub(super) fn passwords(rounds: &[Round]) -> Result<Several, Trouble> {
    let asking: Vec<_> = rounds.iter().map(|(target, _)| target).filter(|t| needs_secret(&t.kind)).collect();
    let mut known = HashMap::new();
    for target in &asking {
        let secret = match keychain::find(&Whose::of(target)) {
            Some(secret) if asking.len() > 1 => secret,
            _ if asking.len() > 1 => typed(target)?,
            _ => password(target)?.secret,
        };
        known.insert(target.id, secret);
    }
    Ok(Several(known))
}

fn typed(target: &Target) -> Result<Secret, Trouble> {
    let typed = if stdin().is_terminal() {
        rpassword::prompt_password(format!("Password for {}: ", target.name))?
    } else {
        let mut line = String::new();
        stdin().lock().read_line(&mut line)?;
        line.trim_end_matches(['\n', '\r']).to_owned()
    };
    if typed.is_empty() {
        let why = format!(
            "which password for {}? Set {PASSWORD}, or type it; several are typed in turn",
            target.name
        );
        return Err(Trouble::Usage(why));
    }
    Ok(Secret::new(typed))
}
