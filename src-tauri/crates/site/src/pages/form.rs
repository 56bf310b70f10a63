//! The inquiry form under an article. It is plain HTML: it works without a script.

use galley_domain::{Endpoint, FieldKind, Form, Language};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::{Pages, views};
use crate::index::Entry;

/// The field that people do not see and programs fill in. What comes with it filled is spam.
const TRAP: &str = "website";

impl Pages<'_> {
    /// The form under an entry, where it has one.
    pub(super) fn form(&self, entry: &Entry) -> Option<views::Form> {
        let form = self.index.catalog.form.as_ref().filter(|_| self.index.has_form(entry))?;
        let language = &self.index.languages[usize::from(entry.language)];
        let (action, mail) = action(form, &entry.headline)?;
        let texts = in_language(&form.texts, language).cloned().unwrap_or_default();
        let or_word = |text: String, key: &str| {
            if text.trim().is_empty() { self.word(entry.language, key) } else { text }
        };
        let hidden = [
            ("article_id", entry.id.to_string()),
            ("article_title", entry.headline.to_string()),
            ("article_language", language.to_string()),
            ("article_url", self.index.base.url(&entry.path)),
        ];
        Some(views::Form {
            intro: or_word(texts.intro, "form_intro"),
            button: or_word(texts.button, "form_button"),
            consent: texts.consent,
            action,
            enctype: if mail { "text/plain" } else { "application/x-www-form-urlencoded" },
            mail,
            fields: form.fields.iter().take(Form::FIELDS_MAX).map(|f| field(f, language)).collect(),
            hidden: hidden.into_iter().map(|(name, value)| views::Hidden { name, value }).collect(),
            trap: TRAP,
        })
    }
}

fn field(field: &galley_domain::Field, language: &Language) -> views::Field {
    let (kind, autocomplete) = match field.kind {
        FieldKind::Text if field.name == "name" => ("text", "name"),
        FieldKind::Text if matches!(field.name.as_str(), "company" | "organization" | "organisation") => {
            ("text", "organization")
        }
        FieldKind::Text => ("text", "on"),
        FieldKind::Email => ("email", "email"),
        FieldKind::Tel => ("tel", "tel"),
        FieldKind::Message => ("message", "off"),
    };
    let id: String =
        field.name.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect();
    views::Field {
        name: field.name.clone(),
        id: format!("form-{id}"),
        label: in_language(&field.label, language).unwrap_or(&field.name).clone(),
        kind,
        autocomplete,
        required: field.required,
    }
}

/// What is said in a language; else in one with the same primary tag; else in English; else the first.
fn in_language<'a, T>(
    texts: &'a std::collections::BTreeMap<Language, T>,
    language: &Language,
) -> Option<&'a T> {
    let primary = |tag: &str| texts.iter().find(|(l, _)| l.primary() == tag).map(|(_, text)| text);
    texts
        .get(language)
        .or_else(|| primary(language.primary()))
        .or_else(|| primary("en"))
        .or_else(|| texts.values().next())
}

/// Where the form is sent, and whether by the reader's mail program. None for an address that no form may have.
fn action(form: &Form, headline: &str) -> Option<(String, bool)> {
    match &form.endpoint {
        Endpoint::Url(url) => origin(form).map(|_| (url.trim().to_owned(), false)),
        Endpoint::Mailto(address) => {
            let address = address.trim().trim_start_matches("mailto:");
            let plain = |c: char| c.is_alphanumeric() || ".-_+@".contains(c);
            let good = address.split('@').count() == 2 && address.chars().all(plain);
            let subject = utf8_percent_encode(headline, NON_ALPHANUMERIC);
            good.then(|| (format!("mailto:{address}?subject={subject}"), true))
        }
    }
}

/// What the page's policy says about where the form may be sent.
pub(super) fn origin(form: &Form) -> Option<String> {
    let Endpoint::Url(url) = &form.endpoint else {
        return Some("mailto:".to_owned());
    };
    let url = url.trim();
    let (scheme, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    let host_ok =
        !host.is_empty() && host.bytes().all(|b| b.is_ascii_alphanumeric() || b"-.:[]".contains(&b));
    let loopback = ["localhost", "127.0.0.1", "[::1]"]
        .iter()
        .any(|name| host == *name || host.strip_prefix(name).is_some_and(|port| port.starts_with(':')));
    let scheme = scheme.to_ascii_lowercase();
    let good = host_ok && (scheme == "https" || (scheme == "http" && loopback));
    good.then(|| format!("{scheme}://{host}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_goes_where_forms_may_go() {
        let cases = [
            ("https://forms.example.com/f/1?x=1", Some("https://forms.example.com")),
            ("http://127.0.0.1:9000/inquiry", Some("http://127.0.0.1:9000")),
            ("http://forms.example.com/", None),
            ("http://localhost.example.com/", None),
            ("javascript:alert(1)", None),
            ("https://a b/", None),
            ("https://a;script-src *", None),
            ("https://", None),
        ];
        for (url, expected) in cases {
            let form = Form {
                id: galley_domain::FormId::new(uuid::Uuid::nil()),
                name: String::new(),
                fields: Vec::new(),
                texts: std::collections::BTreeMap::new(),
                endpoint: Endpoint::Url(url.to_owned()),
            };
            assert_eq!(origin(&form).as_deref(), expected, "{url}");
        }
    }
}
