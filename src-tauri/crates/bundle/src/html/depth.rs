//! How deep HTML may be nested. A reader of HTML looks through the open elements at each tag, so a page of tags that nobody ends takes it the
//! square of their number, and so does one of what no table may hold: hours, for one that no person wrote.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{Attribute, ExpandedName, QualName};
use markup5ever_rcdom::{Handle, RcDom};

/// So many elements may be open at once. Word processors and editors of the web reach some dozens.
const OPEN_MAX: usize = 1_000;
/// So many pieces may stand in a table where none may: each is put before the table, past all that was put there before it.
const MISPLACED_MAX: usize = 2_000;
/// How much is read between two looks at how deep it is, in bytes.
const STEP_BYTES: usize = 2_048;

/// Reads HTML. Where it is nested too deep, or too much is not where it may be, no tag behind that begins anything; the words come out.
pub(super) fn read(html: &str) -> RcDom {
    let sink = Watched { dom: RcDom::default(), last: RefCell::default(), misplaced: Cell::new(0) };
    let mut parser = html5ever::parse_document(sink, html5ever::ParseOpts::default());
    let mut rest = html;
    while !rest.is_empty() {
        let mut end = rest.len().min(STEP_BYTES);
        while !rest.is_char_boundary(end) {
            end += 1;
        }
        parser.process(StrTendril::from_slice(&rest[..end]));
        rest = &rest[end..];
        if parser.tokenizer.sink.sink.is_too_deep() {
            parser.process(StrTendril::from(without_beginnings(rest)));
            break;
        }
    }
    parser.finish()
}

/// The same without tags that begin something.
fn without_beginnings(html: &str) -> String {
    let mut kept = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        kept.push_str(before);
        rest = if tag[1..].starts_with(|c: char| c.is_ascii_alphabetic()) {
            kept.push(' ');
            tag.split_once('>').map_or("", |(_, behind)| behind)
        } else {
            kept.push('<');
            &tag[1..]
        };
    }
    kept + rest
}

/// A page in the making, and the element that was made last: the innermost one that is open, or it was until just now.
struct Watched {
    dom: RcDom,
    last: RefCell<Option<Handle>>,
    /// How many pieces were put before a table.
    misplaced: Cell<usize>,
}

impl Watched {
    fn is_too_deep(&self) -> bool {
        if self.misplaced.get() > MISPLACED_MAX {
            return true;
        }
        let mut at = self.last.borrow().clone();
        for _ in 0..OPEN_MAX {
            let Some(node) = at else { return false };
            let parent = node.parent.take();
            at = parent.as_ref().and_then(std::rc::Weak::upgrade);
            node.parent.set(parent);
        }
        at.is_some()
    }
}

impl TreeSink for Watched {
    type Handle = Handle;
    type Output = RcDom;
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> RcDom {
        self.dom
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, flags: ElementFlags) -> Handle {
        let made = self.dom.create_element(name, attrs, flags);
        self.last.replace(Some(made.clone()));
        made
    }

    // Nobody asks what was wrong with it.
    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        self.dom.get_document()
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> ExpandedName<'a> {
        self.dom.elem_name(target)
    }

    fn create_comment(&self, text: StrTendril) -> Handle {
        self.dom.create_comment(text)
    }

    fn create_pi(&self, target: StrTendril, data: StrTendril) -> Handle {
        self.dom.create_pi(target, data)
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.dom.append(parent, child);
    }

    fn append_based_on_parent_node(&self, element: &Handle, previous: &Handle, child: NodeOrText<Handle>) {
        self.misplaced.set(self.misplaced.get() + 1);
        self.dom.append_based_on_parent_node(element, previous, child);
    }

    fn append_doctype_to_document(&self, name: StrTendril, public: StrTendril, system: StrTendril) {
        self.dom.append_doctype_to_document(name, public, system);
    }

    fn get_template_contents(&self, target: &Handle) -> Handle {
        self.dom.get_template_contents(target)
    }

    fn same_node(&self, one: &Handle, other: &Handle) -> bool {
        self.dom.same_node(one, other)
    }

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.dom.set_quirks_mode(mode);
    }

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        self.misplaced.set(self.misplaced.get() + 1);
        self.dom.append_before_sibling(sibling, child);
    }

    fn add_attrs_if_missing(&self, target: &Handle, attrs: Vec<Attribute>) {
        self.dom.add_attrs_if_missing(target, attrs);
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.dom.remove_from_parent(target);
    }

    fn reparent_children(&self, node: &Handle, to: &Handle) {
        self.dom.reparent_children(node, to);
    }

    fn is_mathml_annotation_xml_integration_point(&self, of: &Handle) -> bool {
        self.dom.is_mathml_annotation_xml_integration_point(of)
    }

    fn maybe_clone_an_option_into_selectedcontent(&self, option: &Handle) {
        self.dom.maybe_clone_an_option_into_selectedcontent(option);
    }
}
