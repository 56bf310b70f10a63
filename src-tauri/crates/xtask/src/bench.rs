//! The measurements: testkit's program, the window's and that of publishing, in a release build; and what Lighthouse says of the pages of a site.

use crate::gate::ALL;
use crate::job::Job;
use crate::trouble::Trouble;
use crate::{lighthouse, machine, page, places};

pub(crate) fn run(arguments: &[String]) -> Result<(), Trouble> {
    match arguments {
        [ui, sizes @ ..] if ui == "ui" => window(sizes),
        [pages] if pages == "pages" => lighthouse::run(),
        [publish, number @ ..] if publish == "publish" => publishing(number),
        _ => {
            Job::cargo().args(["build", "--release", ALL, "--bin", "bench"]).run()?;
            Job::new(places::released("bench")?).args(arguments).run()
        }
    }
}

/// That of publishing, to a real WordPress.
fn publishing(number: &[String]) -> Result<(), Trouble> {
    machine::set_up(&[&machine::SERVERS])?;
    Job::cargo().args(["bench", ALL, "--bench", "publishing", "--"]).args(number).run()
}

/// The window's, which is driven by keys.
fn window(sizes: &[String]) -> Result<(), Trouble> {
    machine::set_up(&[&machine::WINDOW, &machine::WINDOW_TESTS])?;
    page::build()?;
    Job::npm().args(["run", "--silent", "bench"]).run()?;
    Job::cargo().args(["bench", ALL, "--bench", "window", "--"]).args(sizes).run()
}
