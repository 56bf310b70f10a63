//! What an editor does with an article: writing it is in `write` (as the window
//! does it in `text`), its tags in `filing`, its versions in other languages in `translating`, letting it out in `release`, its past in `history`, its
//! end in `for_good`.

mod compare;
mod filing;
mod find;
mod for_good;
mod history;
mod line_ends;
mod pictures;
mod put;
mod release;
mod set;
mod text;
mod translating;
mod write;

pub(crate) use compare::{lines, words};
pub(crate) use find::find_in;
pub use for_good::Leaving;
pub(crate) use pictures::file_name_in;
pub(crate) use release::{must_be_at_hand, release_from, release_in};
pub(crate) use set::read_form;
pub use set::{FIELDS, read_switch};
pub use text::Typed;
pub use write::NewArticle;

pub(crate) use write::{check_lengths, check_limits, edit_in, free_slug, free_slug_but};
