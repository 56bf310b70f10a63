//! `galley`, the command line.
fn main() {}
