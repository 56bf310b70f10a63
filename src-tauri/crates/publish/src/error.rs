//! What can go wrong between here and a server: what happened, what is safe, what to do next.

use std::net::IpAddr;

use crate::Flaw;
use crate::web::quoted;

/// Why a step was not done. The library is as it was; what may have happened at the server says each variant.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// The address cannot be used.
    #[error("{address}: {why}. Nothing was sent; correct the target's address")]
    Address {
        /// As it was typed.
        address: String,
        /// What is wrong with it.
        why: &'static str,
    },
    /// No connection came about.
    #[error("{host} cannot be reached ({detail}). Nothing was sent; publish again when you are online")]
    Unreachable {
        /// Which server.
        host: String,
        /// What the system said.
        detail: String,
        /// Whether it was there, and had no answer in time.
        is_late: bool,
    },
    /// The server stands in a private network, and nobody said that it does.
    #[error(
        "{host} stands in a private network ({address}), where a name on the web can lead by mistake or on purpose. Nothing was sent; if it is a \
         server of yours, allow it for this target"
    )]
    Private {
        /// Which server.
        host: String,
        /// Where.
        address: IpAddr,
    },
    /// The server did not prove who it is: its certificate has expired, is another host's, or nobody vouches for it.
    #[error(
        "{host} cannot prove that it is {host} ({detail}), so nothing was sent: someone else may be answering. Look whether this network wants \
         you to sign in first; otherwise ask whoever runs the site to renew its certificate"
    )]
    Certificate {
        /// Which server.
        host: String,
        /// What is wrong with it.
        detail: String,
    },
    /// The connection broke when the request was on its way: nobody here knows whether it was carried out.
    #[error(
        "{host} did not answer ({detail}), so it is not known whether it took what was sent. Publish again: Galley looks first what \
         is there, and sends nothing twice"
    )]
    Unknown {
        /// Which server.
        host: String,
        /// What the system said.
        detail: String,
    },
    /// A request may have been carried out, and the server has no list in which that could be looked up, or one too long for it.
    #[error(
        "{host} may have the article already, from a try that broke off, and keeps no list in which Galley could look it up. Nothing was sent. \
         Look at the site: delete it there if it is there, then publish it again as yours"
    )]
    CannotLook {
        /// Which server.
        host: String,
    },
    /// The recipe of a target makes no request of an article.
    #[error("the recipe, line {}: {}. Nothing was sent; mend it in the target's settings", .0.line, .0.why)]
    Recipe(Flaw),
    /// The recipe of a target says nothing of it.
    #[error(
        "the recipe for {host} does not say how {what} goes. Nothing was sent; add it to the recipe, or do it at the site"
    )]
    NotInRecipe {
        /// Which server.
        host: String,
        /// What was to be done.
        what: &'static str,
    },
    /// The server points elsewhere. Passwords do not follow.
    #[error(
        "{host} points to {}. Nothing was sent there; if that is right, make it the target's address",
        place(to)
    )]
    Moved {
        /// Which server.
        host: String,
        /// Where to, as it was said; nothing where it was not.
        to: String,
    },
    /// What answers is another kind of server, or its API is closed.
    #[error("{address} does not answer as {expected} ({detail}). Nothing was changed; look whether {look}")]
    NotTheApi {
        /// The address.
        address: String,
        /// Like "a WordPress site".
        expected: &'static str,
        /// What came instead.
        detail: String,
        /// What may be the reason.
        look: &'static str,
    },
    /// The password, or the key, was not taken.
    #[error("{host} does not know {who}. Nothing was changed; {remedy}, and try again")]
    SignIn {
        /// Which server.
        host: String,
        /// Whom it does not know. Never the secret.
        who: String,
        /// Where one that works is had.
        remedy: &'static str,
    },
    /// The account may not do this.
    #[error(
        "{host} does not allow {what}: {message}. Nothing was changed there; ask for the right, or use another account"
    )]
    Rights {
        /// Which server.
        host: String,
        /// What was to be done.
        what: &'static str,
        /// What the server said.
        message: String,
    },
    /// Someone wrote there after it was read.
    #[error(
        "someone changed the article at {host} in this moment. Nothing was written over it; publish again: Galley looks first what is there"
    )]
    Changed {
        /// Which server.
        host: String,
    },
    /// What has the article's name there is another one: the server is another than the one that it was sent to.
    #[error(
        "{host} has another article under this one's name ({url}), so it is another site than the one that it was published to. Nothing was \
         changed there; look whether the target's address is right. If it is, publish your text over it: it is made anew there"
    )]
    Another {
        /// Which server.
        host: String,
        /// Where the other one is.
        url: String,
    },
    /// An article was taken off, and is there all the same.
    #[error(
        "{host} was told to take the article off, and it is there still: {url}. Galley does it again by itself; where a cache keeps the page, have \
         it emptied at the site"
    )]
    StillThere {
        /// Which server.
        host: String,
        /// Where.
        url: String,
    },
    /// The server is busy or being mended.
    #[error("{host} cannot now (HTTP {status}). Publish again {}; nothing is sent twice", later(*retry_after_s))]
    Busy {
        /// Which server.
        host: String,
        /// The status.
        status: u16,
        /// When it wants to be asked again, in seconds.
        retry_after_s: Option<u64>,
    },
    /// The server understood and refused.
    #[error(
        "{host} refused {what} (HTTP {status}, {code}): {message}. Nothing was changed there by this step"
    )]
    Refused {
        /// Which server.
        host: String,
        /// What was to be done.
        what: &'static str,
        /// The status.
        status: u16,
        /// The server's own word for it.
        code: String,
        /// What the server said.
        message: String,
        /// Whether it would say so again: then a person must look.
        is_final: bool,
    },
    /// Someone else turned us away: a firewall or a proxy before the server. That says nothing of who asked, and may be otherwise soon.
    #[error(
        "{host} refused {what} (HTTP {status}), and that is no answer of the site itself, perhaps of a firewall before it: {message}. Nothing was changed \
         there by this step"
    )]
    Barred {
        /// Which server.
        host: String,
        /// What was to be done.
        what: &'static str,
        /// The status.
        status: u16,
        /// What they said.
        message: String,
    },
    /// Longer than the server takes.
    #[error(
        "{host} does not take {what}: it is too large for it. Nothing was changed there; make it smaller (mostly a picture), or ask whoever \
         runs the site to raise the limit"
    )]
    TooBig {
        /// Which server.
        host: String,
        /// What was to be done.
        what: &'static str,
    },
    /// An answer that makes no sense, or is too long.
    #[error(
        "{host} answered {what} with something else ({detail}). Publish again: Galley looks first what is there"
    )]
    Answer {
        /// Which server.
        host: String,
        /// What was to be done.
        what: &'static str,
        /// What came.
        detail: String,
    },
}

impl PublishError {
    /// Whether it is sure that what is there was left as it was.
    pub const fn left_it_alone(&self) -> bool {
        matches!(
            self,
            Self::Unreachable { .. }
                | Self::Private { .. }
                | Self::Certificate { .. }
                | Self::SignIn { .. }
                | Self::Rights { .. }
                | Self::Changed { .. }
                | Self::Another { .. }
                | Self::TooBig { .. }
                | Self::Recipe(_)
                | Self::NotInRecipe { .. }
                | Self::Refused { status: 400..500, .. }
                | Self::Barred { status: 400..500, .. }
                // Who asks too often is turned away before anything is looked at. What is busy otherwise may have begun.
                | Self::Busy { status: 429, .. }
        )
    }
}

fn later(seconds: Option<u64>) -> String {
    match seconds {
        None => "in a few minutes".to_owned(),
        Some(seconds) if seconds < 120 => format!("in {seconds} seconds"),
        Some(seconds) => format!("in {} minutes", seconds.div_ceil(60)),
    }
}

/// An address that a server points to, short enough for a sentence.
pub(crate) fn place(to: &str) -> String {
    if to.is_empty() { "another place".to_owned() } else { quoted(to) }
}
