//! What the dialect finds in a text, as checks: a word for scripts, whether it stops a publish, and a sentence.

use galley_markdown::ProblemKind;

/// What a problem is about, where that has a name.
pub(super) fn about(kind: &ProblemKind) -> String {
    use ProblemKind as P;
    match kind {
        P::MissingAlt { path: name }
        | P::MissingPicture { path: name }
        | P::EmptyLinkText { href: name }
        | P::BrokenLink { href: name }
        | P::UnsafeAddress { address: name }
        | P::DuplicateId { id: name }
        | P::ClassRemoved { class: name }
        | P::UndefinedFootnote { name }
        | P::UnusedFootnote { name }
        | P::DuplicateFootnote { name }
        | P::ForeignTag { tag: name } => name.clone(),
        P::ElementRemoved { element } => format!("<{element}>"),
        P::AttributeRemoved { element, attribute } => format!("<{element} {attribute}>"),
        P::Placeholder | P::HeadingSkip { .. } | P::EmptyHeading | P::NestedTooDeep => String::new(),
    }
}

/// A problem's word, whether it stops a publish, and its sentence.
pub(super) fn told(kind: &ProblemKind) -> (&'static str, bool, String) {
    use ProblemKind as P;
    match kind {
        P::Placeholder => (super::PLACEHOLDER, true, "TK: something is still to come here.".to_owned()),
        P::MissingAlt { path } => {
            ("missing-alt", false, format!("The picture {path:?} has no alternative text."))
        }
        P::EmptyLinkText { href } => {
            ("empty-link", false, format!("The link to {href:?} shows nothing to click on."))
        }
        P::BrokenLink { href } => ("dead-link", false, format!("The link {href:?} leads nowhere.")),
        P::MissingPicture { path } => {
            ("missing-picture", false, format!("The picture {path:?} is not there."))
        }
        P::UnsafeAddress { address } => (
            "unsafe-address",
            false,
            format!("The address {address:?} is not printed: it could run a script."),
        ),
        P::HeadingSkip { from, to } => (
            "heading-skip",
            false,
            format!("A heading of level {to} follows one of level {from}: a level is missing between."),
        ),
        P::EmptyHeading => ("empty-heading", false, "A heading has no text.".to_owned()),
        P::DuplicateId { id } => {
            ("duplicate-id", false, format!("The heading id {id:?} is taken; this one got a number."))
        }
        P::ClassRemoved { class } => {
            ("class-removed", false, format!("The class {class:?} is not allowed and was left out."))
        }
        P::ElementRemoved { element } => {
            ("html-removed", false, format!("The HTML element <{element}> is not allowed and was left out."))
        }
        P::AttributeRemoved { element, attribute } => (
            "html-removed",
            false,
            format!("The attribute {attribute} of <{element}> is not allowed and was left out."),
        ),
        P::UndefinedFootnote { name } => {
            ("footnote", false, format!("The footnote {name:?} is referred to but not there."))
        }
        P::UnusedFootnote { name } => {
            ("footnote", false, format!("Nothing refers to the footnote {name:?}; it is not printed."))
        }
        P::DuplicateFootnote { name } => {
            ("footnote", false, format!("The footnote {name:?} is there twice; the first counts."))
        }
        P::ForeignTag { tag } => (
            "foreign-tag",
            false,
            format!("{tag:?} is a tag of another tool: readers see it as it stands here."),
        ),
        P::NestedTooDeep => (
            "nested",
            false,
            "Quotes or lists are nested too deeply; the inner ones are printed flat.".to_owned(),
        ),
    }
}
