//! The measurements: testkit's program, in a release build.

use crate::job::Job;
use crate::trouble::Trouble;

pub(crate) fn run(arguments: &[String]) -> Result<(), Trouble> {
    Job::cargo()
        .args(["run", "--release", "--package", "galley-testkit", "--bin", "bench", "--"])
        .args(arguments)
        .run()
}
