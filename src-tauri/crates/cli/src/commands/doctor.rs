//! What the connection doctor found, in lines.

use galley_desk::wire::{DoctorNote, DoctorOutcome, DoctorStep, DoctorWord};

/// A step: a sign, what was tried, and what a person should know of it.
pub(super) fn line(step: &DoctorStep, account: Option<&str>) -> String {
    let sign = match step.outcome {
        DoctorOutcome::Good => "\u{2713}",
        DoctorOutcome::Bad => "\u{2717}",
        DoctorOutcome::Untried => "\u{2013}",
    };
    let mut line = format!("  {sign} {}", words(step.step));
    if let (DoctorWord::SignIn, Some(account)) = (step.step, account) {
        line = format!("{line}: {account}");
    }
    if let Some(note) = step.note {
        line = format!("{line} ({})", note_words(note));
    }
    if let Some(failure) = &step.failure {
        line = format!("{line}\n    {}", failure.message);
    }
    line
}

const fn words(step: DoctorWord) -> &'static str {
    match step {
        DoctorWord::Reach => "something answers at the address",
        DoctorWord::Prove => "it proves who it is",
        DoctorWord::Api => "it is a server of this kind",
        DoctorWord::SignIn => "it knows the account",
        DoctorWord::Publish => "the account may publish",
        DoctorWord::Draft => "a draft can be made and taken away",
        DoctorWord::Picture => "a picture can be sent and taken away",
    }
}

const fn note_words(note: DoctorNote) -> &'static str {
    match note {
        DoctorNote::NotEncrypted => "not asked for: the connection is not encrypted",
        DoctorNote::HtmlTakenOut => {
            "the site takes some HTML out of what this account writes, videos for instance"
        }
        DoctorNote::NotInRecipe => "not tried: the recipe names no request that shows it and changes nothing",
        DoctorNote::CannotTakeBack => "not tried: it could not be taken away again",
    }
}
