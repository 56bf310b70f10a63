//! The measurements: testkit's program and the window's, in a release build; and what Lighthouse says of the pages of a site.

use crate::job::Job;
use crate::trouble::Trouble;
use crate::{lighthouse, machine, page};

pub(crate) fn run(arguments: &[String]) -> Result<(), Trouble> {
    match arguments {
        [ui, sizes @ ..] if ui == "ui" => window(sizes),
        [pages] if pages == "pages" => lighthouse::run(),
        _ => Job::cargo()
            .args(["run", "--release", "--package", "galley-testkit", "--bin", "bench", "--"])
            .args(arguments)
            .run(),
    }
}

/// The window's, which is driven by keys.
fn window(sizes: &[String]) -> Result<(), Trouble> {
    machine::set_up(&[&machine::WINDOW, &machine::WINDOW_TESTS])?;
    page::build()?;
    Job::npm().args(["run", "--silent", "bench"]).run()?;
    Job::cargo().args(["bench", "--package", "galley-desktop", "--bench", "window", "--"]).args(sizes).run()
}
