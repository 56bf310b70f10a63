//! The words of the outbox, as they are stored.

use crate::words::words;

words! {
    /// What a job is for.
    Wish {
        /// The released text is to stand there.
        Publish => "publish",
        /// It is to be taken off.
        Remove => "remove",
        /// What the server would show by itself at its time is to be taken off, if it still may not go out.
        Hold => "hold",
    }
}

words! {
    /// Where a job stands.
    JobState {
        /// It is not its turn.
        Waiting => "waiting",
        /// Someone is at it.
        Running => "running",
        /// It was done.
        Done => "done",
        /// It needs a person.
        Failed => "failed",
    }
}

words! {
    /// What was begun last.
    JobStep {
        /// Nothing yet.
        Queued => "queued",
        /// Signing in, and looking what is there.
        Reading => "reading",
        /// Sending pictures.
        Pictures => "pictures",
        /// Sending the text, or taking it off.
        Sending => "sending",
        /// Reading it back.
        Proof => "proof",
    }
}

words! {
    /// Why a job waits or failed.
    Why {
        /// The server cannot be reached.
        Offline => "offline",
        /// It cannot now.
        Busy => "busy",
        /// It is not known what it did; that is looked up first.
        Unknown => "unknown",
        /// There is no password at hand.
        Password => "password",
        /// The server has it, and shows it at its time.
        Scheduled => "scheduled",
        /// The password was not taken.
        SignIn => "sign_in",
        /// Someone else changed it there.
        Changed => "changed",
        /// It may not go out.
        Gate => "gate",
        /// The server stands in a private network, and nobody said that it does.
        Private => "private",
        /// Someone else answers where the server did before, as in a network that wants its users to sign in first.
        Stranger => "stranger",
        /// The server has it, and readers do not get it.
        Unseen => "unseen",
        /// The server may have it, and only a person can look whether it does.
        CannotLook => "cannot_look",
        /// Something else, which the sentence says.
        Refused => "refused",
    }
}
