//! Drawings (SVG) as readers may have them. A drawing is a page of its own to a browser that is sent to it, so nothing in it may run, load
//! from elsewhere or lead elsewhere. What is known to draw stays; everything else goes: what is not on a list cannot be forgotten.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::escape::{escape, unescape};
use quick_xml::events::{BytesStart, Event};

use crate::Unreadable;

/// A drawing that shows nothing: in the place of one that cannot be read.
pub const EMPTY_DRAWING: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n";

/// Elements within one another at most.
const DEPTH_MAX: usize = 200;

/// Elements that draw, say what is drawn, or move it. Those of filters (`fe…`) are as many again, and harmless.
const ELEMENTS: [&str; 34] = [
    "a",
    "animate",
    "animateMotion",
    "animateTransform",
    "circle",
    "clipPath",
    "defs",
    "desc",
    "ellipse",
    "filter",
    "g",
    "image",
    "line",
    "linearGradient",
    "marker",
    "mask",
    "mpath",
    "path",
    "pattern",
    "polygon",
    "polyline",
    "radialGradient",
    "rect",
    "set",
    "stop",
    "style",
    "svg",
    "switch",
    "symbol",
    "text",
    "textPath",
    "title",
    "tspan",
    "use",
];

/// Whether these bytes are a drawing, perhaps.
pub(crate) fn is_drawing(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(1024)];
    let text = String::from_utf8_lossy(head);
    text.trim_start_matches('\u{feff}').trim_start().starts_with('<') && text.contains("<svg")
}

/// The same drawing without what runs, loads, leads elsewhere or is not shown.
///
/// # Errors
/// [`Unreadable`], where it is no drawing.
pub fn clean_drawing(bytes: &[u8]) -> Result<String, Unreadable> {
    let text = std::str::from_utf8(bytes).map_err(|_| Unreadable)?;
    let mut reader = Reader::from_str(text);
    let mut cleaner = Cleaner { out: String::with_capacity(text.len()), ..Cleaner::default() };
    loop {
        match reader.read_event().map_err(|_| Unreadable)? {
            Event::Start(element) => cleaner.begin(&element, false)?,
            Event::Empty(element) => cleaner.begin(&element, true)?,
            Event::End(_) => cleaner.end()?,
            Event::Text(words) => cleaner.text(&unescape(&words).unwrap_or_default()),
            Event::CData(words) => cleaner.text(&words.into_inner()),
            Event::GeneralRef(name) => {
                let name = name.into_inner();
                cleaner.text(&unescape(&format!("&{name};")).unwrap_or_default());
            }
            Event::Eof => break,
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) | Event::DocType(_) => {}
        }
    }
    if cleaner.open.is_empty() && cleaner.began { Ok(cleaner.out + "\n") } else { Err(Unreadable) }
}

#[derive(Default)]
struct Cleaner {
    out: String,
    /// The names of the elements that are open.
    open: Vec<String>,
    /// From this depth on everything is left out.
    left_out: Option<usize>,
    began: bool,
    /// What stands in the style sheet that is open.
    style: String,
}

impl Cleaner {
    fn begin(&mut self, element: &BytesStart<'_>, is_empty: bool) -> Result<(), Unreadable> {
        let name = element.name().into_inner().to_owned();
        let is_root = self.open.is_empty();
        if self.open.len() == DEPTH_MAX || (is_root && (self.began || name != "svg")) {
            return Err(Unreadable);
        }
        self.began = true;
        let draws = ELEMENTS.contains(&name.as_str())
            || name.strip_prefix("fe").is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_alphabetic()));
        if self.left_out.is_none() && draws {
            self.out.push('<');
            self.out.push_str(&name);
            if is_root {
                self.out.push_str(
                    " xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"",
                );
            }
            self.attributes(&name, element);
            self.out.push_str(if is_empty { "/>" } else { ">" });
        } else if self.left_out.is_none() && !is_empty {
            self.left_out = Some(self.open.len());
        }
        if !is_empty {
            self.open.push(name);
        }
        Ok(())
    }

    fn attributes(&mut self, element: &str, tag: &BytesStart<'_>) {
        // One that is no attribute, or there twice, is left out.
        for attribute in tag.attributes().flatten() {
            let name = attribute.key.into_inner();
            let Ok(value) = unescape(&attribute.value) else { continue };
            if is_harmless(element, name, &value) {
                self.out.extend([" ", name, "=\"", &escape(value), "\""]);
            }
        }
    }

    fn end(&mut self) -> Result<(), Unreadable> {
        let name = self.open.pop().ok_or(Unreadable)?;
        match self.left_out {
            Some(depth) if depth == self.open.len() => self.left_out = None,
            Some(_) => {}
            None => {
                if name == "style" {
                    let style = std::mem::take(&mut self.style);
                    if is_harmless_style(&style) {
                        self.out.push_str(&escape(style));
                    }
                }
                self.out.extend(["</", &name, ">"]);
            }
        }
        Ok(())
    }

    fn text(&mut self, words: &str) {
        if self.left_out.is_some() || self.open.is_empty() {
            return;
        }
        let visible: Cow<'_, str> = if words.contains(char::is_control) {
            words.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect::<String>().into()
        } else {
            words.into()
        };
        if self.open.last().is_some_and(|name| name == "style") {
            self.style.push_str(&visible);
        } else {
            self.out.push_str(&escape(visible));
        }
    }
}

/// Whether an attribute draws, and does nothing else.
fn is_harmless(element: &str, name: &str, value: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    if lower.starts_with("on")
        || lower.starts_with("xmlns")
        || value.contains(char::is_control) && name != "d"
    {
        return false;
    }
    match lower.as_str() {
        // What moves may change a colour, but not where something leads.
        "attributename" => !value.trim().to_ascii_lowercase().ends_with("href"),
        "href" | "xlink:href" => {
            let value = value.trim_start();
            let is_pixels = || {
                ["png", "jpeg", "gif", "webp"]
                    .iter()
                    .any(|kind| value.starts_with(&format!("data:image/{kind};base64,")))
            };
            value.starts_with('#') || (element == "image" && is_pixels())
        }
        "xml:space" | "xml:lang" => true,
        // Programs note things for themselves under prefixes of their own.
        _ => !name.contains(':') && is_harmless_style(value),
    }
}

/// Whether a style loads nothing: every `url(…)` names a part of the drawing. An escape may hide one.
fn is_harmless_style(style: &str) -> bool {
    let lower = style.to_ascii_lowercase();
    let within = |rest: &str| rest.trim_start().trim_start_matches(['"', '\'']).starts_with('#');
    !lower.contains(['\\', '<'])
        && !["@import", "javascript:", "expression(", "image-set("].iter().any(|bad| lower.contains(bad))
        && lower.split("url(").skip(1).all(within)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(inside: &str) -> String {
        let text = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\">{inside}</svg>");
        let out = clean_drawing(text.as_bytes()).expect(inside);
        let (_, out) = out.split_once("viewBox=\"0 0 9 9\">").expect("the root stays");
        out.trim_end().strip_suffix("</svg>").expect("it ends").to_owned()
    }

    #[test]
    fn what_draws_stays_as_it_is() {
        for drawn in [
            "<path d=\"M0 0h9\" fill=\"url(#a)\" style=\"stroke: red\"/>",
            "<linearGradient id=\"a\"><stop offset=\"0\" stop-color=\"#fff\"/></linearGradient>",
            "<style>@media (prefers-color-scheme: dark) { path { fill: white } }</style>",
            "<text x=\"1\">Fish &amp; chips 你好</text>",
            "<use xlink:href=\"#a\"/>",
            "<image href=\"data:image/png;base64,AAAA\"/>",
            "<filter id=\"f\"><feGaussianBlur stdDeviation=\"2\"/></filter>",
        ] {
            assert_eq!(cleaned(drawn), drawn);
        }
    }

    #[test]
    fn what_runs_loads_or_leads_elsewhere_goes() {
        for (attack, left) in [
            ("<script>alert(1)</script>", ""),
            ("<script href=\"https://x.example/a.js\"/><g/>", "<g/>"),
            ("<g onload=\"alert(1)\"/>", "<g/>"),
            ("<g ONCLICK=\"alert(1)\"/>", "<g/>"),
            ("<foreignObject><iframe src=\"x\"/><p>a</p></foreignObject>", ""),
            ("<a href=\"javascript:alert(1)\"><path/></a>", "<a><path/></a>"),
            ("<a xlink:href=\" java&#10;script:alert(1)\">b</a>", "<a>b</a>"),
            ("<image href=\"https://x.example/pixel.png\"/>", "<image/>"),
            ("<image href=\"data:image/svg+xml;base64,AAAA\"/>", "<image/>"),
            ("<use href=\"other.svg#a\"/>", "<use/>"),
            ("<path fill=\"url(https://x.example/a)\"/>", "<path/>"),
            ("<path style=\"fill: u\\72l(//x.example)\"/>", "<path/>"),
            ("<style>@import '//x.example/a.css';</style>", "<style></style>"),
            ("<style><![CDATA[g{background:url(//x.example)}]]></style>", "<style></style>"),
            ("<set attributeName=\"href\" to=\"javascript:alert(1)\"/>", "<set/>"),
            ("<set attributeName=\"xlink:href\" to=\"#\"/>", "<set to=\"#\"/>"),
            ("<!-- who made it --><?xml-stylesheet href=\"a.css\"?>", ""),
            ("<metadata>35 Church Lane</metadata><sodipodi:namedview/>", ""),
            ("<handler>x</handler><g inkscape:label=\"Li\"/>", "<g/>"),
        ] {
            assert_eq!(cleaned(attack), left, "{attack}");
        }
    }

    #[test]
    fn what_is_no_drawing_is_refused() {
        let deep = format!("<svg>{}{}</svg>", "<g>".repeat(300), "</g>".repeat(300));
        for bad in ["", "<html><svg/></html>", "<svg><g></svg>", "<svg/><svg/>", "<svg>", &deep] {
            assert!(clean_drawing(bad.as_bytes()).is_err(), "{bad}");
        }
        let old = "<?xml version=\"1.0\"?><!DOCTYPE svg [<!ENTITY a \"b\">]><svg xmlns:x=\"&a;\"><text>&a;c</text></svg>";
        let new = clean_drawing(old.as_bytes()).expect("it is a drawing");
        assert!(new.ends_with("xlink\"><text>c</text></svg>\n"), "{new}");
        assert!(clean_drawing(EMPTY_DRAWING.as_bytes()).is_ok());
    }
}
