//! What an editor does with an article: writing it is in `write`, letting it out in `release`, its past in `history`.

mod find;
mod history;
mod release;
mod set;
mod write;

pub(crate) use set::read_form;
pub use set::{FIELDS, read_switch};
pub use write::NewArticle;

pub(crate) use write::{check_limits, edit_in, free_slug, untitled};
