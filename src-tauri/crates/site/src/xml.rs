//! Writing XML: what feeds and sitemaps have in common.

use std::borrow::Cow;
use std::io;

use quick_xml::Writer;
use quick_xml::escape::escape;
use quick_xml::events::{BytesDecl, BytesText, Event};

use crate::theme::is_unprintable;

/// A file within the site, with its path.
pub(crate) type File = (String, Vec<u8>);

/// XML in memory.
pub(crate) type Xml = Writer<Vec<u8>>;

/// Begins a document.
pub(crate) fn begin() -> io::Result<Xml> {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 1);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    Ok(xml)
}

/// Ends it.
pub(crate) fn end(xml: Xml) -> Vec<u8> {
    let mut bytes = xml.into_inner();
    bytes.push(b'\n');
    bytes
}

/// Text without the characters that XML cannot hold.
pub(crate) fn clean(text: &str) -> String {
    text.chars().filter(|c| !is_unprintable(*c)).collect()
}

/// Text as it stands in XML, in an element as well as in an attribute.
pub(crate) fn escaped(text: &str) -> Cow<'_, str> {
    if text.contains(is_unprintable) {
        return Cow::Owned(escape(clean(text)).into_owned());
    }
    escape(text)
}

/// An element with text in it.
pub(crate) fn element(xml: &mut Xml, name: &str, content: &str) -> io::Result<()> {
    xml.create_element(name).write_text_content(BytesText::new(&clean(content))).map(|_| ())
}
