//! The dialect, held to its specifications, its own examples, and its enemies.

mod attacks;
mod cases;
mod hostile;
mod oracle;
mod reading;
mod spec;
mod unchanged;
