//! One test binary for all journeys. What the crates hold alone is tested beside them; docs/testing.md says which test goes
//! where.

mod carried; // every table of a library, and what of it a bundle carries
mod cli; // the command line, as scripts and people run it
mod crash; // programs that are killed at any moment
#[cfg(target_os = "linux")]
mod full_disk; // a disk without room, met at many places
#[cfg(target_os = "linux")]
mod hostile_site; // articles that attack their readers, in a real browser
mod house_rules; // what the plan of the house says, held by reading manifests and files
mod journeys; // in from a folder, out as bundles and as a site
mod old_libraries; // libraries of every schema that was released
#[cfg(target_os = "linux")]
mod publishing; // to a real WordPress, Ghost, Micropub and Kinto server, over wires that break
#[cfg(target_os = "linux")]
mod read_only_disk; // a library where nothing can be written
#[cfg(target_os = "linux")]
mod site_pages; // every kind of page in a real browser
#[cfg(target_os = "linux")]
mod site_scripts; // counter, form and video of a site, in a real browser
