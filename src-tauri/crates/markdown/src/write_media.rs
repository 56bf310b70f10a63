//! Links, pictures, figures and embeds.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag};

use crate::address;
use crate::embed::Video;
use crate::escape;
use crate::options::Picture;
use crate::parse::{end_of, plain};
use crate::read::percent_decoded;
use crate::rendered::ProblemKind;
use crate::write::Writer;

impl Writer<'_> {
    /// A link with all inside it. Returns the piece behind it.
    pub(crate) fn link(&mut self, link_type: LinkType, href: &str, title: &str, at: usize) -> usize {
        let end = end_of(self.pieces, at);
        self.link_around(link_type, href, title, at, |writer| writer.span(at + 1..end - 1));
        end
    }

    fn link_around(
        &mut self,
        link_type: LinkType,
        href: &str,
        title: &str,
        at: usize,
        inside: impl FnOnce(&mut Self),
    ) {
        let range = &self.pieces[at].range;
        let resolved = if link_type == LinkType::Email {
            Some(format!("mailto:{}", address::encode(href)))
        } else {
            self.resolved(href, range)
        };
        let close = if let Some(address) = resolved {
            self.out.push_str("<a");
            self.pair("href", &address);
            if !title.is_empty() {
                self.pair("title", title);
            }
            self.out.push('>');
            "</a>"
        } else {
            self.out.push_str("<span class=\"broken\">");
            "</span>"
        };
        let outer = std::mem::replace(&mut self.in_link, true);
        self.enter();
        inside(self);
        self.leave();
        self.in_link = outer;
        self.out.push_str(close);
    }

    /// A picture. Returns the piece behind it. A figure prints the title as its caption.
    pub(crate) fn picture(&mut self, path: &str, title: &str, at: usize, in_figure: bool) -> usize {
        let end = end_of(self.pieces, at);
        if self.muted.is_some() {
            return end;
        }
        let alt = plain(&self.pieces[at + 1..end - 1]);
        let links = self.options.links;
        let found = if address::is_safe(path) {
            let found = links.picture(path);
            if found == Picture::Missing {
                let range = self.pieces[at].range.clone();
                self.problem(ProblemKind::MissingPicture { path: path.to_owned() }, range);
            }
            found
        } else {
            Picture::Missing
        };
        let (src, width, height, sized) = match found {
            Picture::Keep => (address::encode(path), None, None, None),
            Picture::At { src, width, height, sized } if address::is_safe_picture(&src) => {
                (src.into_owned(), width, height, sized.filter(|sized| address::is_safe_srcset(&sized.webp)))
            }
            found => {
                if let Picture::At { src, .. } = found {
                    let range = self.pieces[at].range.clone();
                    self.problem(ProblemKind::UnsafeAddress { address: src.into_owned() }, range);
                }
                self.missing(&alt);
                return end;
            }
        };
        if let Some(sized) = &sized {
            self.out.push_str("<picture><source type=\"image/webp\"");
            self.pair("srcset", &sized.webp);
            self.pair("sizes", sized.sizes);
            self.out.push('>');
        }
        self.out.push_str("<img");
        self.pair("src", &src);
        self.pair("alt", &alt);
        if !title.is_empty() && !in_figure {
            self.pair("title", title);
        }
        for (name, length) in [("width", width), ("height", height)] {
            if let Some(length) = length {
                self.pair(name, &length.to_string());
            }
        }
        if self.options.lazy_pictures {
            self.pair("loading", "lazy");
        }
        self.out.push('>');
        if sized.is_some() {
            self.out.push_str("</picture>");
        }
        end
    }

    /// What stands in for a picture that is not there.
    pub(crate) fn missing(&mut self, alt: &str) {
        self.out.push_str("<span class=\"missing\">");
        escape::text(&mut self.out, alt);
        self.out.push_str("</span>");
    }

    /// A picture, or a link around one, as a figure.
    pub(crate) fn figure(&mut self, span: Range<usize>) {
        let pieces = self.pieces;
        self.out.push_str("<figure>\n");
        let mut caption = "";
        match &pieces[span.start].event {
            Event::Start(Tag::Link { link_type, dest_url, title, .. }) => {
                let at = span.start + 1;
                if let Event::Start(Tag::Image { dest_url: path, title: shown, .. }) = &pieces[at].event {
                    caption = shown;
                    self.link_around(*link_type, dest_url, title, span.start, |writer| {
                        writer.picture(path, shown, at, true);
                    });
                }
            }
            Event::Start(Tag::Image { dest_url, title, .. }) => {
                caption = title;
                self.picture(dest_url, title, span.start, true);
            }
            _ => {}
        }
        if !caption.is_empty() {
            self.out.push_str("\n<figcaption>");
            escape::text(&mut self.out, caption);
            self.out.push_str("</figcaption>");
        }
        self.out.push_str("\n</figure>\n");
    }

    /// A video: a link to it, and what a theme needs to make a player of it when a reader asks.
    pub(crate) fn embed(&mut self, at: usize, video: &Video) {
        let Event::Start(Tag::Link { dest_url, .. }) = &self.pieces[at].event else {
            return;
        };
        self.out.push_str("<figure class=\"embed\"");
        self.pair("data-embed", video.key);
        self.pair("data-id", &video.id);
        if let Some(start_s) = video.start_s {
            self.pair("data-start", &start_s.to_string());
        }
        self.out.push_str(">\n<a");
        self.pair("href", &address::encode(dest_url));
        self.out.push('>');
        escape::text(&mut self.out, &self.options.texts.watch_on.replace("{host}", video.host));
        self.out.push_str("</a>\n</figure>\n");
    }

    /// The prefix that a link into this document needs: none where it leads to nothing of ours.
    pub(crate) fn prefix_of(&self, fragment: &str) -> &str {
        let prefix = self.options.id_prefix;
        if !prefix.is_empty() && self.ids.has(&percent_decoded(fragment)) { prefix } else { "" }
    }
}
