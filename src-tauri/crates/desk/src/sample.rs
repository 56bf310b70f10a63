//! The sample library: a small newsroom to look around in.

use std::path::Path;

use include_dir::{Dir, include_dir};

use crate::import::From;
use crate::{Desk, DeskError};

/// A folder of Markdown as an editor might bring it, with pictures beside.
static NEWSROOM: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/sample");

/// The name of its form.
const FORM: &str = "inquiry";
/// What its form says.
const FORM_FIELDS: [(&str, &str); 7] = [
    ("endpoint", "https://forms.example.org/inquiry"),
    ("intro.en", "Tell us what you would like to know about this story, and a colleague will write back."),
    ("intro.zh", "想了解更多？请留下您的问题，我们的同事会与您联系。"),
    ("button.en", "Message Us"),
    ("button.zh", "联系我们"),
    ("consent.en", "You may use my details to answer this message."),
    ("consent.zh", "我同意贵方使用以上信息回复我的留言。"),
];
/// What its site says.
const SITE_FIELDS: [(&str, &str); 11] = [
    ("base-url", "https://news.example.org"),
    ("title.en", "Ninefathom Cable"),
    ("title.zh", "九寻海缆"),
    ("title.ar", "كابلات ناينفاذوم"),
    ("description.en", "News from the sea bed, and from the people who work on it."),
    ("description.zh", "来自海底的消息，也来自海底工作的人。"),
    ("date-format.en", "%b.%Y %d"),
    ("date-format.zh", "%Y年%-m月%-d日"),
    ("date-format.ar", "%Y/%m/%d"),
    ("form", FORM),
    ("footer.en", "Ninefathom Cable is an invention of Galley's sample library."),
];

/// Fills a new library with the sample newsroom, through the same import that any folder takes.
///
/// # Errors
/// Those of [`Desk::import`]; [`DeskError::Io`] where the system's temporary folder cannot be written.
pub fn fill(desk: &mut Desk) -> Result<(), DeskError> {
    let io = |path: &Path, source| DeskError::Io {
        doing: "unpacking the sample into",
        path: path.to_owned(),
        source,
    };
    let folder = std::env::temp_dir();
    let unpacked = tempfile::tempdir().map_err(|e| io(&folder, e))?;
    NEWSROOM.extract(unpacked.path()).map_err(|e| io(unpacked.path(), e))?;
    desk.import(unpacked.path(), From::Auto, &mut |_| {})?;
    desk.add_form(FORM, &fields(&FORM_FIELDS))?;
    let site = desk.find_target(None)?;
    desk.set_target_fields(&site, &fields(&SITE_FIELDS))?;
    Ok(())
}

fn fields(pairs: &[(&str, &str)]) -> crate::nouns_set::Fields {
    pairs.iter().map(|(field, value)| ((*field).to_owned(), (*value).to_owned())).collect()
}
