//! Export: the library's articles as a static site, or as a bundle.

mod bundle;
mod site;

use galley_site::Stage;

/// The words of progress of a site's export.
const fn stage_word(stage: Stage) -> &'static str {
    match stage {
        Stage::Reading => "reading the library",
        Stage::Articles => "rendering articles",
        Stage::Lists => "rendering lists and feeds",
        Stage::Media => "copying media",
        Stage::Switching => "putting the new files in place",
    }
}
