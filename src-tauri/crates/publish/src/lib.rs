//! Articles to the servers of others.
//!
//! Here: the one way to speak HTTP ([`web`](self), with its limits and refusals) and what each kind of server wants, so far
//! [`WordPress`], [`Ghost`] and [`Micropub`], and any other by a recipe ([`Http`]); and the [`keychain`]. An adapter does single steps, each of which can be done again; it keeps nothing.
//!
//! Not here: which article may go out, in which order the steps come, and what is remembered of them (`galley-desk`); the
//! ledger (`galley-store`).

mod asking;
mod credit;
mod discovery;
#[cfg(test)]
mod echoing;
mod error;
mod foreign;
mod ghost;
mod html;
mod http;
pub mod keychain;
mod micropub;
mod note;
mod reach;
mod seen;
mod server;
mod web;
mod wordpress;

pub use asking::{Asking, Looked, Unanswered, look};
pub use credit::{credited, without_credit};
pub use error::PublishError;
pub use ghost::Ghost;
pub use http::{Flaw, Http, Lack, RECIPE_BYTES_MAX, Recipe, Request, SHIPPED};
pub use micropub::Micropub;
pub use note::{Note, NoteWord};
pub use reach::Reach;
pub use seen::{Listing, Seen};
pub use server::{
    Account, Aside, AtAddress, Cover, Media, Post, Remote, Seo, Server, Shown, Story, StoryPart, Upload,
    connect, keeps_time, needs_secret,
};
pub use web::{Secret, must_be_safe};
pub use wordpress::WordPress;
