//! The connection doctor: what publishing needs of a server, tried step by step, so that a person who has just typed an address and
//! a password learns where it stops before an article is on its way.

use galley_domain::TargetKind;
use galley_publish::{Account, PublishError, Server, Upload};

use super::Session;
use crate::DeskError;
use crate::wire::{DoctorNote, DoctorOutcome, DoctorReport, DoctorStep, DoctorWord};

/// The draft that is made and taken away again is called so, should it be left there.
const DRAFT: &str = "Galley tested the connection. This draft can be deleted.";
/// The picture: one white pixel.
const DOT: &[u8] = include_bytes!("dot.png");

impl Session {
    /// Tries what publishing needs. No reader sees anything of it, and what is made is taken away again; where a server has no way
    /// to do that, nothing is made.
    pub fn examine(&self) -> DoctorReport {
        let mut report = DoctorReport { account: None, steps: Vec::new() };
        let found =
            self.connect().map(|server| (server.account().map(|who| (who, server.proves_account())), server));
        let (stopped, server, is_proven) = match found {
            Ok((Ok((account, Ok(is_proven))), server)) => {
                report.account = is_proven.then(|| account.name.clone());
                (None, Some((server, account)), is_proven)
            }
            Ok((Ok((_, Err(error))), _)) => {
                let error = error.into();
                (Some((stops_at(&error), error)), None, false)
            }
            Ok((Err(error), _)) => {
                let error = error.into();
                // A recipe asks nothing before it signs in.
                let step = match stops_at(&error) {
                    DoctorWord::Api => DoctorWord::SignIn,
                    earlier => earlier,
                };
                (Some((step, error)), None, true)
            }
            Err(error) => (Some((stops_at(&error), error)), None, true),
        };
        let end = stopped.as_ref().map_or(DoctorWord::Publish, |(step, _)| *step);
        for step in DoctorWord::ALL.into_iter().take_while(|step| *step != end) {
            match step {
                DoctorWord::Prove if !is_encrypted(&self.target.kind) => {
                    report.untried(step, DoctorNote::NotEncrypted);
                }
                DoctorWord::Api | DoctorWord::SignIn if !is_proven => {
                    report.untried(step, DoctorNote::NotInRecipe);
                }
                _ => report.good(step),
            }
        }
        if let Some((step, error)) = stopped {
            report.bad(step, &error);
        }
        let Some((server, account)) = server else { return report };
        if is_proven {
            report.rights(&account, &self.target.name);
        } else {
            report.untried(DoctorWord::Publish, DoctorNote::NotInRecipe);
        }
        report.tried(DoctorWord::Draft, server.try_draft(DRAFT));
        if account.may_upload {
            report.tried(DoctorWord::Picture, try_picture(server.as_ref()));
        }
        report
    }
}

fn try_picture(server: &dyn Server) -> Result<bool, PublishError> {
    server.try_upload(Upload {
        file_name: "galley-connection-test.png",
        content_type: "image/png",
        bytes: DOT.to_vec(),
        alt: "",
        caption: "",
        credit: "",
    })
}

/// Which step did not go through when no server was found.
fn stops_at(error: &DeskError) -> DoctorWord {
    match error {
        DeskError::Publish(PublishError::Certificate { .. }) => DoctorWord::Prove,
        DeskError::Publish(
            PublishError::Unreachable { .. }
            | PublishError::Private { .. }
            | PublishError::Unknown { .. }
            | PublishError::Address { .. },
        ) => DoctorWord::Reach,
        DeskError::Publish(PublishError::SignIn { .. }) => DoctorWord::SignIn,
        _ => DoctorWord::Api,
    }
}

fn is_encrypted(kind: &TargetKind) -> bool {
    kind.address().is_some_and(|address| address.starts_with("https:"))
}

impl DoctorReport {
    fn good(&mut self, step: DoctorWord) {
        self.steps.push(DoctorStep { step, outcome: DoctorOutcome::Good, note: None, failure: None });
    }

    fn untried(&mut self, step: DoctorWord, note: DoctorNote) {
        let outcome = DoctorOutcome::Untried;
        self.steps.push(DoctorStep { step, outcome, note: Some(note), failure: None });
    }

    fn bad(&mut self, step: DoctorWord, error: &DeskError) {
        let failure = Some(error.into());
        self.steps.push(DoctorStep { step, outcome: DoctorOutcome::Bad, note: None, failure });
    }

    fn rights(&mut self, account: &Account, host: &str) {
        let lacks = |what| PublishError::Rights {
            host: host.to_owned(),
            what,
            message: format!("{} has not this right", account.name),
        };
        if account.may_publish {
            self.good(DoctorWord::Publish);
        } else {
            self.bad(DoctorWord::Publish, &lacks("publishing").into());
        }
        if let (false, Some(step)) = (account.keeps_html, self.steps.last_mut()) {
            step.note = Some(DoctorNote::HtmlTakenOut);
        }
        if !account.may_upload {
            self.bad(DoctorWord::Picture, &lacks("uploading pictures").into());
        }
    }

    fn tried(&mut self, step: DoctorWord, tried: Result<bool, PublishError>) {
        match tried {
            Ok(true) => self.good(step),
            Ok(false) => self.untried(step, DoctorNote::CannotTakeBack),
            Err(error) => self.bad(step, &error.into()),
        }
    }
}
