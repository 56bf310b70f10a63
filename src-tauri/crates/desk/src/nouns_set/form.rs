//! Inquiry forms.

use std::collections::BTreeMap;

use galley_domain::{
    Endpoint, Field as FormField, FieldKind, Form, FormId, FormTexts, Language, Target, TargetKind,
};

use super::{Field, Fields, address, list, no_field, own_name, push, text};
use crate::wire::{FormSettings, Op};
use crate::work::Work;
use crate::{Desk, DeskError, Done};

/// The fields of a form.
pub const FORM_FIELDS: [(&str, &str); 12] = [
    ("name", "what editors call it"),
    (
        "endpoint",
        "where an inquiry goes: an https URL that takes a POST, formspree:URL for a service like Formspree, netlify, or mailto:ADDRESS",
    ),
    ("intro[.LANGUAGE]", "a sentence above the fields; Markdown links are links"),
    ("button[.LANGUAGE]", "the words on the button"),
    (
        "consent[.LANGUAGE]",
        "what the reader agrees to, like: I have read the [privacy policy](/privacy/); nothing for no check box",
    ),
    ("missing[.LANGUAGE]", "said of a field that must be filled and is not; nothing for the theme's words"),
    ("mistaken[.LANGUAGE]", "said of what is no e-mail address; nothing for the theme's words"),
    ("thanks[.LANGUAGE]", "what the page says that readers come back to; nothing for the theme's words"),
    ("least-seconds", "what is sent sooner after the page was opened waits so long, against spam: 0 to 60"),
    (
        "field.NAME",
        "text, email, tel or message, with `,required` where it must be filled; nothing to remove it",
    ),
    ("field.NAME.label[.LANGUAGE]", "what the field is called on the page"),
    ("order", "names of fields, parted by commas: these stand first, in this order"),
];

/// Fields that have words, and so a language.
const WITH_WORDS: [&str; 6] = ["intro", "button", "consent", "missing", "mistaken", "thanks"];
/// Longest name of a field, in bytes.
const FIELD_NAME_BYTES_MAX: usize = 60;

/// What a new form asks for: name, kind, label in English and in Chinese.
const FIRST_FIELDS: [(&str, FieldKind, &str, &str); 3] = [
    ("name", FieldKind::Text, "Name", "姓名"),
    ("email", FieldKind::Email, "E-mail", "电子邮箱"),
    ("message", FieldKind::Message, "Message", "留言"),
];

impl Desk {
    /// Makes a form that asks for name, e-mail and message. It needs an `endpoint`.
    ///
    /// # Errors
    /// [`DeskError::Invalid`], also where there is one of that name already.
    pub fn add_form(&mut self, name: &str, values: &Fields) -> Result<Done<Form>, DeskError> {
        let language = self.settings()?.language;
        self.transact(Op::Nouns, |work| new_form(work, name, values, &language))
    }

    /// The same for the library's site: it stands under every article that does not say otherwise.
    ///
    /// # Errors
    /// As [`Desk::add_form`].
    pub fn add_form_to_site(&mut self, name: &str, values: &Fields) -> Result<Done<Form>, DeskError> {
        let language = self.settings()?.language;
        let site = self.find_target(None)?;
        self.transact(Op::Nouns, |work| {
            let form = new_form(work, name, values, &language)?;
            let mut target = work.tx.noun::<Target>(site.id.uuid())?.unwrap_or(site);
            if let TargetKind::Site(site) = &mut target.kind {
                (site.form, site.form_by_default) = (Some(form.id), true);
            }
            work.put_noun(&target)?;
            Ok(form)
        })
    }

    /// The settings of a form, to be shown.
    pub(super) fn form_settings(&self, form: &Form) -> FormSettings {
        FormSettings {
            id: form.id.to_string(),
            name: form.name.clone(),
            fields: self.form_fields(form),
            asks: form.fields.iter().map(|field| field.name.clone()).collect(),
        }
    }

    /// Sets fields of a form, all or none.
    ///
    /// # Errors
    /// [`DeskError::Invalid`]
    pub fn set_form_fields(&mut self, form: &Form, values: &Fields) -> Result<Done<Form>, DeskError> {
        let language = self.settings()?.language;
        self.transact(Op::Nouns, |work| {
            let now = work.tx.noun::<Form>(form.id.uuid())?;
            let mut form = now.ok_or_else(|| DeskError::unknown("form", &form.name))?;
            set_form(work, &mut form, values, &language)?;
            work.put_noun(&form)?;
            Ok(form)
        })
    }

    /// What is set of a form.
    pub fn form_fields(&self, form: &Form) -> Fields {
        let mut fields = vec![("name".to_owned(), form.name.clone())];
        let endpoint = match &form.endpoint {
            Endpoint::Url(url) => url.clone(),
            Endpoint::Mailto(mail) => format!("mailto:{mail}"),
            Endpoint::Netlify => "netlify".to_owned(),
            Endpoint::Formspree(url) => format!("formspree:{url}"),
        };
        push(&mut fields, "endpoint", endpoint);
        push(&mut fields, "least-seconds", form.least_seconds.to_string());
        for (language, texts) in &form.texts {
            push(&mut fields, format!("intro.{language}"), &texts.intro);
            push(&mut fields, format!("button.{language}"), &texts.button);
            push(&mut fields, format!("consent.{language}"), &texts.consent);
            push(&mut fields, format!("missing.{language}"), &texts.missing);
            push(&mut fields, format!("mistaken.{language}"), &texts.mistaken);
            push(&mut fields, format!("thanks.{language}"), &texts.thanks);
        }
        for field in &form.fields {
            let required = if field.required { ",required" } else { "" };
            push(
                &mut fields,
                format!("field.{}", field.name),
                format!("{}{required}", kind_word(field.kind)),
            );
            for (language, label) in &field.label {
                push(&mut fields, format!("field.{}.label.{language}", field.name), label);
            }
        }
        fields
    }
}

/// A form that asks for name, e-mail and message, with these set.
fn new_form(
    work: &mut Work<'_>,
    name: &str,
    values: &[(String, String)],
    language: &Language,
) -> Result<Form, DeskError> {
    if !values.iter().any(|(field, _)| field == "endpoint") {
        let why = "say where an inquiry goes, with endpoint=https://… or endpoint=mailto:…";
        return Err(DeskError::invalid("endpoint", why));
    }
    let mut form = Form {
        id: FormId::new(work.new_id()),
        name: String::new(),
        fields: FIRST_FIELDS.into_iter().map(first_field).collect(),
        texts: BTreeMap::new(),
        endpoint: Endpoint::Mailto(String::new()),
        least_seconds: Form::least_seconds_default(),
    };
    set_form(work, &mut form, &[("name".to_owned(), name.to_owned())], language)?;
    set_form(work, &mut form, values, language)?;
    work.put_noun(&form)?;
    Ok(form)
}

fn first_field((name, kind, en, zh): (&str, FieldKind, &str, &str)) -> FormField {
    let chinese: Language = "zh".parse().expect("zh is a language");
    let label = BTreeMap::from([(Language::english(), en.to_owned()), (chinese, zh.to_owned())]);
    FormField { name: name.to_owned(), kind, required: true, label }
}

fn set_form(
    work: &Work<'_>,
    form: &mut Form,
    values: &[(String, String)],
    default: &Language,
) -> Result<(), DeskError> {
    for (typed, value) in values {
        let value = value.trim();
        if let Some(rest) = typed.strip_prefix("field.") {
            set_asked(form, typed, rest, value, default)?;
            continue;
        }
        let field = Field::read(typed, &WITH_WORDS, &FORM_FIELDS)?;
        match field.name {
            "name" => {
                let others: Vec<Form> = work.tx.nouns()?;
                let others = others.iter().filter(|other| other.id != form.id);
                form.name = own_name(typed, value, others.map(|other| other.name.as_str()))?;
            }
            "endpoint" => form.endpoint = endpoint(&field, value)?,
            "least-seconds" => {
                let seconds = value.parse().ok().filter(|seconds| *seconds <= Form::LEAST_SECONDS_MAX);
                let why = format!("it is a whole number from 0 to {}", Form::LEAST_SECONDS_MAX);
                form.least_seconds = seconds.ok_or_else(|| field.invalid(why))?;
            }
            "order" => set_order(form, &field, value)?,
            name if WITH_WORDS.contains(&name) => {
                let texts = form.texts.entry(field.in_language(default)).or_default();
                let place = match name {
                    "intro" => &mut texts.intro,
                    "button" => &mut texts.button,
                    "missing" => &mut texts.missing,
                    "mistaken" => &mut texts.mistaken,
                    "thanks" => &mut texts.thanks,
                    _ => &mut texts.consent,
                };
                *place = text(&field, value)?;
            }
            _ => return Err(no_field(typed, &FORM_FIELDS)),
        }
    }
    form.texts.retain(|_, texts| *texts != FormTexts::default());
    Ok(())
}

/// Puts these fields first, in their order, and leaves the others behind them as they are.
fn set_order(form: &mut Form, field: &Field<'_>, value: &str) -> Result<(), DeskError> {
    let names: Vec<_> = list(value).collect();
    if let Some(unknown) = names.iter().find(|name| !form.fields.iter().any(|field| field.name == **name)) {
        return Err(field.invalid(format!("the form has no field {unknown:?}")));
    }
    let place = |field: &FormField| names.iter().position(|name| *name == field.name);
    form.fields.sort_by_key(|field| place(field).unwrap_or(names.len()));
    Ok(())
}

fn endpoint(field: &Field<'_>, value: &str) -> Result<Endpoint, DeskError> {
    let read = match value.split_once(':') {
        _ if value == "netlify" => Ok(Endpoint::Netlify),
        Some(("mailto", mail)) => address::mail(mail).map(Endpoint::Mailto),
        Some(("formspree", url)) => address::endpoint(url).map(Endpoint::Formspree),
        // What is sent there is of this kind, whether someone says so or not.
        _ => address::endpoint(value).map(|url| {
            if url.starts_with("https://formspree.io/") {
                Endpoint::Formspree(url)
            } else {
                Endpoint::Url(url)
            }
        }),
    };
    read.map_err(|why| field.invalid(why))
}

/// Sets what the reader is asked for: `NAME`, or `NAME.label` with or without a language.
fn set_asked(
    form: &mut Form,
    typed: &str,
    rest: &str,
    value: &str,
    default: &Language,
) -> Result<(), DeskError> {
    let (name, label) = rest.split_once('.').map_or((rest, None), |(name, label)| (name, Some(label)));
    let at = form.fields.iter().position(|field| field.name == name);
    if let Some(label) = label {
        let field = at.and_then(|at| form.fields.get_mut(at));
        let field = field.ok_or_else(|| {
            DeskError::invalid(typed, format!("there is no field.{name} yet; set it first"))
        })?;
        return set_label(field, typed, label, value, default);
    }
    if value.is_empty() {
        form.fields.retain(|field| field.name != name);
        return Ok(());
    }
    let (kind, required) = kind(typed, value)?;
    if let Some(field) = at.and_then(|at| form.fields.get_mut(at)) {
        (field.kind, field.required) = (kind, required);
        return Ok(());
    }
    // The page has fields of its own in the form: what it says of the article, and the trap for programs that send spam.
    let own = ["website", "consent", "form-name"].contains(&name)
        || ["_", "article_", "form_"].iter().any(|begin| name.starts_with(begin));
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    if name.is_empty() || own || name.len() > FIELD_NAME_BYTES_MAX || !name.chars().all(plain) {
        let why = "a field's name has letters a to z, digits, _ and -; website, consent, form-name, _…, article_… and form_… are Galley's own";
        return Err(DeskError::invalid(typed, why));
    }
    if form.fields.len() >= Form::FIELDS_MAX {
        return Err(DeskError::invalid(typed, format!("a form has {} fields at most", Form::FIELDS_MAX)));
    }
    form.fields.push(FormField { name: name.to_owned(), kind, required, label: BTreeMap::new() });
    Ok(())
}

fn set_label(
    field: &mut FormField,
    typed: &str,
    label: &str,
    value: &str,
    default: &Language,
) -> Result<(), DeskError> {
    let read = Field::read(label, &["label"], &FORM_FIELDS)?;
    if read.name != "label" {
        return Err(no_field(typed, &FORM_FIELDS));
    }
    let language = read.in_language(default);
    if value.is_empty() {
        field.label.remove(&language);
    } else {
        field.label.insert(language, text(&read, value)?);
    }
    Ok(())
}

fn kind(typed: &str, value: &str) -> Result<(FieldKind, bool), DeskError> {
    let refuse =
        || DeskError::invalid(typed, "it is text, email, tel or message, with or without `,required`");
    let mut parts = list(value);
    let kind = match parts.next() {
        Some("text") => FieldKind::Text,
        Some("email") => FieldKind::Email,
        Some("tel") => FieldKind::Tel,
        Some("message") => FieldKind::Message,
        _ => return Err(refuse()),
    };
    match (parts.next(), parts.next()) {
        (None, _) => Ok((kind, false)),
        (Some("required"), None) => Ok((kind, true)),
        _ => Err(refuse()),
    }
}

fn kind_word(kind: FieldKind) -> &'static str {
    match kind {
        FieldKind::Text => "text",
        FieldKind::Email => "email",
        FieldKind::Tel => "tel",
        FieldKind::Message => "message",
    }
}
