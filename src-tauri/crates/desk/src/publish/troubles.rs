//! Why a job waits or failed, in words that can be said in any language. What a server said itself stays as it said it.

use galley_domain::Held;
use galley_publish::{Note, NoteWord, PublishError};

use super::post::{DAMAGED, NO_PICTURE};
use crate::DeskError;

/// What there is to say beside the word of the job, [`galley_store::Why`]; nothing where that says all, or where only English has words for it.
pub(super) fn notes_of(error: &DeskError) -> Vec<Note> {
    match error {
        DeskError::Publish(error) => of_server(error).into_iter().collect(),
        DeskError::NotOut { .. } | DeskError::Gate { .. } => error.note().into_iter().collect(),
        DeskError::OtherByNow => vec![NoteWord::OtherByNow.into()],
        DeskError::Invalid { field, why } if why == DAMAGED => {
            vec![Note::about(NoteWord::PictureDamaged, field)]
        }
        DeskError::Invalid { field, why } if why == NO_PICTURE => {
            vec![Note::about(NoteWord::NoPicture, field)]
        }
        _ => Vec::new(),
    }
}

/// What holds an article back.
pub(super) const fn of_held(held: &Held) -> NoteWord {
    match held {
        Held::Trashed => NoteWord::InTrash,
        Held::Archived => NoteWord::InArchive,
        Held::NotReleased => NoteWord::NotReleased,
        Held::NoTime | Held::NotDue(_) => NoteWord::NoTime,
        Held::Embargo(_) => NoteWord::UnderEmbargo,
    }
}

fn of_server(error: &PublishError) -> Option<Note> {
    use NoteWord as Word;
    use PublishError as Error;
    let of_picture = |what: &str| what.contains("picture");
    Some(match error {
        // The word of the job says all.
        Error::Unreachable { .. }
        | Error::Private { .. }
        | Error::SignIn { .. }
        | Error::CannotLook { .. } => return None,
        Error::Address { address, .. } => Note::about(Word::BadAddress, address),
        Error::Certificate { host, detail } => Note::of(Word::BadCertificate, host, detail),
        Error::Unknown { host, detail } => Note::of(Word::NoAnswer, host, detail),
        Error::Recipe(flaw) => Note::of(Word::BadRecipe, flaw.line.to_string(), &flaw.why),
        Error::NotInRecipe { host, .. } => Note::about(Word::NotInRecipe, host),
        Error::Moved { host, to } => Note::of(Word::PointsElsewhere, host, shown(to)),
        Error::NotTheApi { address, detail, .. } => Note::of(Word::OtherKind, address, detail),
        Error::Rights { host, message, .. } => Note::of(Word::NoRight, host, ended(message)),
        Error::Changed { host } => Note::about(Word::ChangedNow, host),
        Error::Another { host, url } => Note::of(Word::AnotherThere, host, url),
        Error::StillThere { url, .. } => Note::about(Word::StillThere, url),
        Error::Busy { host, status, .. } => Note::of(Word::IsBusy, host, status.to_string()),
        Error::Refused { host, what, status, code, message, .. } => {
            let word = if of_picture(what) { Word::PictureRefused } else { Word::Refusal };
            Note::of(word, host, format!("HTTP {status}, {code}: {}", ended(message)))
        }
        Error::Barred { host, status, message, .. } => {
            Note::of(Word::Barred, host, format!("HTTP {status}: {}", ended(message)))
        }
        Error::TooBig { host, what } => {
            Note::about(if of_picture(what) { Word::PictureTooBig } else { Word::TooBig }, host)
        }
        Error::Answer { host, detail, .. } => Note::of(Word::OddAnswer, host, detail),
    })
}

/// What a server says within a sentence that has an end of its own.
fn ended(message: &str) -> &str {
    message.trim_end_matches(['.', '。'])
}

fn shown(to: &str) -> &str {
    if to.is_empty() { "…" } else { to }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_is_said_in_words_and_what_the_server_said_stays_as_it_is() {
        let host = || "a.org".to_owned();
        let refused = |what| PublishError::Refused {
            host: host(),
            what,
            status: 422,
            code: "ValidationError".to_owned(),
            message: "Das geht nicht.".to_owned(),
            is_final: true,
        };
        let words = |error: PublishError| notes_of(&error.into());
        let more = "HTTP 422, ValidationError: Das geht nicht";
        assert_eq!(words(refused("publishing the article")), [Note::of(NoteWord::Refusal, "a.org", more)]);
        assert_eq!(
            words(refused("uploading a picture")),
            [Note::of(NoteWord::PictureRefused, "a.org", more)]
        );
        let too_big = |what| PublishError::TooBig { host: host(), what };
        assert_eq!(words(too_big("uploading a picture"))[0].word, NoteWord::PictureTooBig);
        assert_eq!(words(too_big("updating the article"))[0].word, NoteWord::TooBig);
        assert_eq!(words(PublishError::CannotLook { host: host() }), [], "the job's word says all");
        assert_eq!(
            notes_of(&DeskError::invalid("a.png", DAMAGED)),
            [Note::about(NoteWord::PictureDamaged, "a.png")]
        );
    }
}
