//! The inquiry form under an article. It is plain HTML: it works without a script.

use galley_domain::{Endpoint, FieldKind, Form, Language, Slug};
use minijinja::Value;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::head::Needs;
use super::{Pages, Purpose, Sheet, views};
use crate::address::origin_of;
use crate::body::sentence;
use crate::index::Entry;
use crate::theme::{FORM_SCRIPT, Words};

/// The field that people do not see and programs fill in. What comes with it filled is spam.
const TRAP: &str = "website";
/// What services like Formspree call it.
const TRAP_OF_FORMSPREE: &str = "_gotcha";
/// How long a reader took, in seconds; empty where no script runs.
const SECONDS: &str = "form_seconds";

impl Pages<'_> {
    /// The form under an entry, where it has one.
    pub(super) fn form(&self, entry: &Entry) -> Option<views::Form> {
        let form = self.index.catalog.form.as_ref().filter(|_| self.index.has_form(entry))?;
        let language = &self.index.languages[usize::from(entry.language)];
        let thanks = self.index.thanks_path(entry.language).map(|path| self.index.base.url(path));
        let action = self.action(form, entry)?;
        let mail = matches!(form.endpoint, Endpoint::Mailto(_));
        let texts = in_language(&form.texts, language).cloned().unwrap_or_default();
        let or_word = |text: String, key: &str| self.or_word(text, entry.language, key);
        let (intro, consent) = self.shared[usize::from(entry.language)].asks.clone();
        Some(views::Form {
            intro,
            button: or_word(texts.button, "form_button"),
            consent,
            action,
            enctype: if mail { "text/plain" } else { "application/x-www-form-urlencoded" },
            mail,
            netlify: (form.endpoint == Endpoint::Netlify).then(|| netlify_name(form)),
            fields: form.fields.iter().take(Form::FIELDS_MAX).map(|f| field(f, language)).collect(),
            hidden: self.hidden(form, entry, thanks),
            trap: if matches!(form.endpoint, Endpoint::Formspree(_)) { TRAP_OF_FORMSPREE } else { TRAP },
            missing: or_word(texts.missing, "form_missing"),
            mistaken: or_word(texts.mistaken, "form_mistaken"),
            least_seconds: if mail { 0 } else { form.least_seconds.min(Form::LEAST_SECONDS_MAX) },
            script: (self.purpose == Purpose::Site).then(|| self.asset(FORM_SCRIPT)).flatten(),
        })
    }

    /// What stands above its fields in a language, and what readers agree to.
    pub(super) fn asks(&self, language: &Language, words: &Words) -> (Value, Value) {
        let form = self.index.catalog.form.as_ref();
        let texts = form.and_then(|form| in_language(&form.texts, language)).cloned().unwrap_or_default();
        let intro = match texts.intro.trim() {
            "" => words.get("form_intro").cloned().unwrap_or_default(),
            _ => texts.intro,
        };
        (sentence(&self.index.base, &intro), sentence(&self.index.base, &texts.consent))
    }

    /// What is sent along: which article it is about, and what the endpoint wants to know.
    fn hidden(&self, form: &Form, entry: &Entry, thanks: Option<String>) -> Vec<views::Hidden> {
        let language = &self.index.languages[usize::from(entry.language)];
        let mut all = vec![
            ("article_id", entry.id.to_string()),
            ("article_title", entry.headline.to_string()),
            ("article_language", language.to_string()),
            ("article_url", self.index.base.url(&entry.path)),
        ];
        match &form.endpoint {
            Endpoint::Mailto(_) => {}
            Endpoint::Url(_) => {
                all.push((SECONDS, String::new()));
                all.extend(thanks.map(|url| ("form_thanks", url)));
            }
            Endpoint::Netlify => {
                all.extend([(SECONDS, String::new()), ("form-name", netlify_name(form))]);
            }
            Endpoint::Formspree(_) => {
                all.extend([(SECONDS, String::new()), ("_subject", entry.headline.to_string())]);
                all.push(("_language", language.primary().to_owned()));
                all.extend(thanks.map(|url| ("_next", url)));
            }
        }
        all.into_iter().map(|(name, value)| views::Hidden { name, value }).collect()
    }

    /// Where the form is sent. None for an address that no form may have.
    fn action(&self, form: &Form, entry: &Entry) -> Option<String> {
        match &form.endpoint {
            Endpoint::Url(url) | Endpoint::Formspree(url) => origin(form).map(|_| url.trim().to_owned()),
            Endpoint::Netlify => Some(self.index.base.href(self.index.thanks_path(entry.language)?)),
            Endpoint::Mailto(address) => {
                let address = address.trim().trim_start_matches("mailto:");
                let plain = |c: char| c.is_alphanumeric() || ".-_+@".contains(c);
                let good = address.split('@').count() == 2 && address.chars().all(plain);
                let subject = utf8_percent_encode(&entry.headline, NON_ALPHANUMERIC);
                good.then(|| format!("mailto:{address}?subject={subject}"))
            }
        }
    }

    /// The page that readers come back to when they have sent the form.
    pub(crate) fn thanks(&self, language: u16) -> Sheet<'_> {
        let tag = &self.index.languages[usize::from(language)];
        let texts = self.index.catalog.form.as_ref().and_then(|form| in_language(&form.texts, tag));
        let said = texts.map(|texts| texts.thanks.clone()).unwrap_or_default();
        let page = views::Page {
            kind: "thanks",
            title: self.word(language, "thanks"),
            description: self.or_word(said, language, "thanks_text"),
            noindex: true,
            csp: self.csp(&Needs::default()),
            ..views::Page::default()
        };
        self.render("thanks.html", language, page, vec![])
    }

    fn or_word(&self, text: String, language: u16, key: &str) -> String {
        if text.trim().is_empty() { self.word(language, key) } else { text }
    }
}

/// What Netlify lists what is sent under.
fn netlify_name(form: &Form) -> String {
    Slug::from_headline(&form.name).map_or_else(|| "inquiry".to_owned(), |slug| slug.to_string())
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

/// What the page's policy says about where the form may be sent.
pub(super) fn origin(form: &Form) -> Option<String> {
    let url = match &form.endpoint {
        Endpoint::Url(url) | Endpoint::Formspree(url) => url,
        Endpoint::Mailto(_) => return Some("mailto:".to_owned()),
        Endpoint::Netlify => return Some("'self'".to_owned()),
    };
    origin_of(url)
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
                least_seconds: 0,
            };
            assert_eq!(origin(&form).as_deref(), expected, "{url}");
        }
    }
}
