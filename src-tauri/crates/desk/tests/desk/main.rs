//! What an editor does, against a real library in a temporary folder.

mod articles;
mod backing_up;
mod carrying;
mod checking;
mod counting;
mod deleting;
mod exporting;
mod going_back;
mod importing;
mod importing_again;
mod many;
mod nouns_set;
mod outbox;
mod previewing;
mod remembering;
mod searching;
mod spelling;
mod support;
mod translating;
mod undoing;
mod window;
