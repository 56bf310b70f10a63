//! Targets: static sites, and the servers of others.

use galley_domain::{
    Category, Form, Ghost, Host, Http, Language, MenuItem, Micropub, Permalink, Selection, Site, SiteTexts,
    Tag, Target, TargetId, TargetKind, WordPress,
};
use galley_markdown::Allow;
use galley_publish::{Reach, Recipe, must_be_safe};
use galley_site::Theme;
use galley_store::View;
use url::Url;

use super::look::{LOOK_FIELDS, logo, must_be_readable, push_look, set_look};
use super::{
    Field, Fields, address, counter, former, list, meant, no_field, own_name, push, reference, text,
};
use crate::article::read_switch;
use crate::nouns::is_called;
use crate::wire::{Op, ServerWord};
use crate::work::Work;
use crate::{Desk, DeskError, Done};

/// The fields of a target.
pub const TARGET_FIELDS: [(&str, &str); 50] = [
    ("name", "what editors call it"),
    ("address", "of a server: where the site stands, like https://example.org/blog"),
    (
        "user",
        "of WordPress, and of an HTTP API where its recipe wants one: the name of the account; passwords and keys are in the system's keychain, never in the library",
    ),
    ("private", "of a server: yes or no: it may stand in a private network, which is refused otherwise"),
    (
        "plain",
        "of a server: yes or no: it may be spoken to over http, where everyone on the way reads the password; another host's address takes it back",
    ),
    ("recipe", "of an HTTP API: which request does what, in TOML; `target recipe` reads it from a file"),
    ("base-url", "where the site will stand, like https://example.org/news; http is taken too"),
    ("language", "the language whose pages stand at the root"),
    ("time-zone", "in which dates are printed, like Asia/Shanghai"),
    ("title[.LANGUAGE]", "the name of the site"),
    ("description[.LANGUAGE]", "one sentence on what it is"),
    ("footer[.LANGUAGE]", "text at the foot of each page"),
    ("date-format[.LANGUAGE]", "how dates are printed, like %b.%Y %d; nothing for 2023-10-19"),
    (
        "menu[.LANGUAGE]",
        "entries parted by commas, each a label and an address: News /news/; nothing for the categories",
    ),
    ("theme", "how the site looks: broadsheet, plain, or the path of a theme's folder"),
    (
        "logo",
        "the picture that icons and cards show: the whole path of an SVG, PNG, JPEG or WebP; nothing for the initial",
    ),
    ("logo-place", "where the logo stands on pages: no, above (with the name), or alone (in its place)"),
    ("logo-dark", "the logo for dark paper, as logo; nothing to show the other one on a light ground"),
    ("accent", "the colour of links, labels and buttons, like #9b1c1f; nothing for the theme's"),
    ("paper", "the colour that pages stand on by day; nothing for the theme's"),
    ("headline-font", "letters of headlines: theme, classic, newspaper, slab, modern, friendly or geometric"),
    ("text-font", "letters of texts, the same choice"),
    ("social", "where else to find the site: addresses parted by commas, each perhaps with a name before it"),
    ("front-lead", "the article that leads the front page; nothing for the newest"),
    (
        "front-sections",
        "categories that have a block on the front page, in order; none for none, nothing for those at the root",
    ),
    ("front-section-size", "articles in such a block, from 2 to 6"),
    ("front-latest", "yes or no: the front page has a column of the latest"),
    ("humans", "who made the site, for humans.txt; nothing for none"),
    ("security-contact", "where to report what is not safe, for security.txt: addresses parted by commas"),
    ("security-expires", "until when that is good; a year where it is not said"),
    ("security-policy", "the address of how reports are dealt with"),
    (
        "cards",
        "yes or no: articles without a cover get a picture of their headline, for where links are passed on",
    ),
    ("card-font", "the whole path of a font for cards, where those of Galley lack letters"),
    (
        "permalink",
        "the pattern of articles' addresses, of {year} {month} {day} {category} {slug}, like /{year}/{month}/{slug}/; nothing for /{slug}/",
    ),
    (
        "former-permalinks",
        "patterns of before whose addresses lead on, parted by commas; kept by itself when the pattern changes",
    ),
    (
        "former-lists",
        "where lists stood on the site before: category, tag or byline with a path, like tag /tags/, parted by commas; set by an import",
    ),
    (
        "counter",
        "the JSON that counts readers: its address, with {id}, {slug} and {language} of an article, or one for all; nothing for none",
    ),
    (
        "counter-number",
        "where the number stands in it: a JSON pointer, with the same names, like /views or /{slug}/views; nothing for the whole answer",
    ),
    ("counter-live", "yes or no: the page of an article asks for the number once more"),
    ("counter-private", "yes or no: the counter may stand in a private network, which is refused otherwise"),
    (
        "host",
        "netlify where it stands there, so that former addresses are redirected by the host; nothing for any other",
    ),
    ("page-size", "articles on a page of a list"),
    ("feed-size", "articles in a feed"),
    ("form", "the name of its inquiry form; nothing for none"),
    ("form-by-default", "yes or no: the form stands where article and category say nothing"),
    ("search", "yes or no: readers can search the site"),
    ("languages", "only these, parted by commas; nothing for all"),
    ("categories", "only these and what stands below them, parted by commas; nothing for all"),
    ("tags", "only articles with one of these, parted by commas; nothing for all"),
    (
        "allow-html",
        "raw HTML beyond the short list, as element or element.attribute, parted by commas; never scripts",
    ),
];

/// Fields that have words, and so a language.
const WITH_WORDS: [&str; 5] = ["title", "description", "footer", "date-format", "menu"];
/// Most entries of a menu.
const MENU_MAX: usize = 50;
/// Most entries of raw HTML that is let through.
const ALLOW_HTML_MAX: usize = 200;

impl Desk {
    /// Makes a target: a static site that follows the library's settings.
    ///
    /// # Errors
    /// [`DeskError::Invalid`], also where there is one of that name already; [`DeskError::Unknown`]
    pub fn add_site(&mut self, name: &str, values: &Fields) -> Result<Done<Target>, DeskError> {
        let settings = self.settings()?;
        self.add_target(name, TargetKind::Site(Box::new(settings.new_site(name))), values)
    }

    /// Makes a target: a server, of which all is set that it needs.
    ///
    /// # Errors
    /// [`DeskError::Invalid`], also where there is one of that name already; [`DeskError::Unknown`]
    pub fn add_server(
        &mut self,
        name: &str,
        kind: ServerWord,
        values: &Fields,
    ) -> Result<Done<Target>, DeskError> {
        let address = String::new();
        let blank = match kind {
            ServerWord::Wordpress => TargetKind::WordPress(WordPress { address, user: String::new() }),
            ServerWord::Ghost => TargetKind::Ghost(Ghost { address }),
            ServerWord::Micropub => TargetKind::Micropub(Micropub { address }),
            ServerWord::Http => {
                TargetKind::Http(Http { address, user: String::new(), recipe: String::new() })
            }
        };
        self.add_target(name, blank, values)
    }

    fn add_target(
        &mut self,
        name: &str,
        kind: TargetKind,
        values: &Fields,
    ) -> Result<Done<Target>, DeskError> {
        let values = &self.with_logos(values)?;
        self.transact(Op::Nouns, |work| {
            let id = TargetId::new(work.new_id());
            let (name, selection) = (name.to_owned(), Selection::default());
            let mut target =
                Target { id, name: String::new(), selection, kind, private: false, plain: false };
            set_target(work, &mut target, &[("name".to_owned(), name)])?;
            set_target(work, &mut target, values)?;
            for (field, value) in own_fields(&target.kind) {
                let is_optional = field == "user" && !needs_user(&target.kind);
                if value.is_empty() && !is_optional {
                    return Err(DeskError::invalid(field, "this kind of site needs it; nothing was made"));
                }
            }
            work.put_noun(&target)?;
            Ok(target)
        })
    }

    /// Sets fields of a target, all or none.
    ///
    /// # Errors
    /// [`DeskError::Invalid`], [`DeskError::Unknown`], [`DeskError::Ambiguous`]
    pub fn set_target_fields(&mut self, target: &Target, values: &Fields) -> Result<Done<Target>, DeskError> {
        let values = &self.with_logos(values)?;
        self.transact(Op::Nouns, |work| {
            let now = work.tx.noun::<Target>(target.id.uuid())?;
            let mut target = now.ok_or_else(|| DeskError::unknown("target", &target.name))?;
            set_target(work, &mut target, values)?;
            work.put_noun(&target)?;
            // With what is kept of before.
            let kept = work.tx.noun::<Target>(target.id.uuid())?;
            Ok(kept.unwrap_or(target))
        })
    }

    /// What is set of a target.
    ///
    /// # Errors
    /// [`DeskError::Store`]
    pub fn target_fields(&self, target: &Target) -> Result<Fields, DeskError> {
        let view = self.view();
        let Some(site) = target.site() else {
            let mut fields = Fields::new();
            push(&mut fields, "name", target.name.as_str());
            for (field, value) in own_fields(&target.kind) {
                push(&mut fields, field, value);
            }
            push(&mut fields, "private", if target.private { "yes" } else { "no" });
            push(&mut fields, "plain", if target.plain { "yes" } else { "no" });
            push_selection(&view, &mut fields, &target.selection)?;
            return Ok(fields);
        };
        let mut fields = vec![
            ("name".to_owned(), target.name.clone()),
            ("base-url".to_owned(), site.base_url.clone()),
            ("language".to_owned(), site.language.to_string()),
            ("time-zone".to_owned(), site.time_zone.to_string()),
        ];
        for (language, texts) in &site.texts {
            push(&mut fields, format!("title.{language}"), &texts.title);
            push(&mut fields, format!("description.{language}"), &texts.description);
            push(&mut fields, format!("footer.{language}"), &texts.footer);
            let format =
                texts.date_format.as_ref().map(galley_domain::DateFormat::as_str).unwrap_or_default();
            push(&mut fields, format!("date-format.{language}"), format);
            let menu: Vec<_> = texts.menu.iter().map(|item| format!("{} {}", item.label, item.url)).collect();
            push(&mut fields, format!("menu.{language}"), menu.join(", "));
        }
        push(&mut fields, "theme", site.theme.as_str());
        push(&mut fields, "logo", site.logo.map(|logo| logo.to_string()).unwrap_or_default());
        push_look(&view, &mut fields, site)?;
        push(&mut fields, "cards", if site.cards { "yes" } else { "no" });
        push(&mut fields, "card-font", site.card_font.as_str());
        push(&mut fields, "permalink", site.permalink.to_string());
        let former: Vec<_> = site.former_permalinks.iter().map(ToString::to_string).collect();
        push(&mut fields, "former-permalinks", former.join(", "));
        push(&mut fields, "former-lists", former::print(&site.former_lists));
        if let Some(counter) = &site.counter {
            push(&mut fields, "counter", counter.url.as_str());
            push(&mut fields, "counter-number", counter.pointer.as_str());
            push(&mut fields, "counter-live", if counter.live { "yes" } else { "no" });
            push(&mut fields, "counter-private", if counter.private { "yes" } else { "no" });
        }
        push(&mut fields, "host", if site.host == Host::Netlify { "netlify" } else { "" });
        push(&mut fields, "page-size", site.page_size.to_string());
        push(&mut fields, "feed-size", site.feed_size.to_string());
        if let Some(id) = site.form {
            let form = view.noun::<Form>(id.uuid())?;
            push(&mut fields, "form", form.map(|form| form.name).unwrap_or_default());
        }
        push(&mut fields, "form-by-default", if site.form_by_default { "yes" } else { "no" });
        push(&mut fields, "search", if site.search { "yes" } else { "no" });
        push_selection(&view, &mut fields, &target.selection)?;
        push(&mut fields, "allow-html", site.allow_html.join(", "));
        Ok(fields)
    }
}

/// What a server is known by, beside its name.
fn own_fields(kind: &TargetKind) -> Vec<(&'static str, &str)> {
    match kind {
        TargetKind::Site(_) => Vec::new(),
        TargetKind::WordPress(WordPress { address, user }) => vec![("address", address), ("user", user)],
        TargetKind::Ghost(Ghost { address }) | TargetKind::Micropub(Micropub { address }) => {
            vec![("address", address)]
        }
        TargetKind::Http(Http { address, user, recipe }) => {
            vec![("address", address), ("user", user), ("recipe", recipe)]
        }
    }
}

/// Whether an account has a name there.
pub(crate) fn needs_user(kind: &TargetKind) -> bool {
    match kind {
        TargetKind::Http(http) => Recipe::read(&http.recipe).is_ok_and(|recipe| recipe.needs_user()),
        other => matches!(other, TargetKind::WordPress(_)),
    }
}

fn push_selection(view: &View<'_>, fields: &mut Fields, selection: &Selection) -> Result<(), DeskError> {
    let languages: Vec<_> = selection.languages.iter().map(ToString::to_string).collect();
    push(fields, "languages", languages.join(", "));
    let categories: Result<Vec<_>, _> =
        selection.categories.iter().map(|id| reference::<Category>(view, id.uuid())).collect();
    push(fields, "categories", categories?.join(", "));
    let tags: Result<Vec<_>, _> = selection.tags.iter().map(|id| reference::<Tag>(view, id.uuid())).collect();
    push(fields, "tags", tags?.join(", "));
    Ok(())
}

fn set_target(work: &Work<'_>, target: &mut Target, values: &[(String, String)]) -> Result<(), DeskError> {
    let host = host_of(&target.kind);
    set_each(work, target, values)?;
    // What was allowed of one host is allowed of no other.
    let is_said = values.iter().any(|(typed, _)| typed == "plain");
    if !is_said && host_of(&target.kind) != host {
        target.plain = false;
    }
    if let TargetKind::Site(site) = &target.kind {
        must_be_readable(site, values)?;
    }
    match target.kind.address() {
        Some(address) if !address.is_empty() => {
            let reach = Reach::new(target.private, target.plain);
            must_be_safe(address, reach).map(drop).map_err(|why| DeskError::invalid("address", why))
        }
        _ => Ok(()),
    }
}

/// The host of a server's address.
fn host_of(kind: &TargetKind) -> Option<String> {
    let address = Url::parse(kind.address()?).ok()?;
    address.host_str().map(str::to_owned)
}

fn set_each(work: &Work<'_>, target: &mut Target, values: &[(String, String)]) -> Result<(), DeskError> {
    for (typed, value) in values {
        let field = Field::read(typed, &WITH_WORDS, &TARGET_FIELDS)?;
        // The lines of a recipe are counted.
        let value = if field.name == "recipe" { value.as_str() } else { value.trim() };
        let selection = &mut target.selection;
        match field.name {
            "name" => {
                let others: Vec<Target> = work.tx.nouns()?;
                let others = others.iter().filter(|other| other.id != target.id);
                target.name = own_name(typed, value, others.map(|other| other.name.as_str()))?;
            }
            "private" if target.kind.address().is_some() => target.private = read_switch(field.typed, value)?,
            "plain" if target.kind.address().is_some() => target.plain = read_switch(field.typed, value)?,
            "languages" => {
                let languages: Result<_, _> = list(value).map(str::parse).collect();
                selection.languages = languages.map_err(|e| field.invalid(e))?;
            }
            "categories" => {
                let found: Result<_, DeskError> =
                    list(value).map(|c| Ok(meant::<Category>(work.tx, c)?.id)).collect();
                selection.categories = found?;
            }
            "tags" => {
                let found: Result<_, DeskError> =
                    list(value).map(|t| Ok(meant::<Tag>(work.tx, t)?.id)).collect();
                selection.tags = found?;
            }
            _ => match &mut target.kind {
                TargetKind::Site(site) => set_site(work, site, &field, value)?,
                TargetKind::WordPress(wordpress) => set_wordpress(wordpress, &field, value)?,
                TargetKind::Ghost(ghost) => set_address(&mut ghost.address, "a Ghost site", &field, value)?,
                TargetKind::Micropub(micropub) => {
                    set_address(&mut micropub.address, "a Micropub site", &field, value)?;
                }
                TargetKind::Http(http) => set_http(http, &field, value)?,
            },
        }
    }
    Ok(())
}

fn set_wordpress(wordpress: &mut WordPress, field: &Field<'_>, value: &str) -> Result<(), DeskError> {
    match field.name {
        "address" => wordpress.address = server_address(field, value)?,
        "user" if value.is_empty() => return Err(field.invalid(USER)),
        "user" => wordpress.user = user(field, value)?,
        _ => {
            return Err(field.invalid(
                "a WordPress site has no such field; it has name, address, user, private, plain, languages, categories, tags",
            ));
        }
    }
    Ok(())
}

const USER: &str = "it is the name of an account, without a colon";

fn user(field: &Field<'_>, value: &str) -> Result<String, DeskError> {
    if value.contains(':') { Err(field.invalid(USER)) } else { text(field, value) }
}

fn set_http(http: &mut Http, field: &Field<'_>, value: &str) -> Result<(), DeskError> {
    match field.name {
        "address" => http.address = server_address(field, value)?,
        "user" => http.user = user(field, value)?,
        "recipe" => {
            let recipe = Recipe::read(value).map_err(|flaws| {
                let flaws: Vec<_> = flaws.iter().map(ToString::to_string).collect();
                field.invalid(flaws.join("\n"))
            })?;
            if let Some(address) = recipe.address().filter(|_| http.address.is_empty()) {
                http.address = address::base(address).map_err(|why| field.invalid(why))?;
            }
            recipe.text().clone_into(&mut http.recipe);
        }
        _ => {
            return Err(field.invalid(
                "an HTTP API has no such field; it has name, address, user, recipe, private, plain, languages, categories, tags",
            ));
        }
    }
    Ok(())
}

/// Of a server that has nothing but its address. `kind`: what it is called.
fn set_address(address: &mut String, kind: &str, field: &Field<'_>, value: &str) -> Result<(), DeskError> {
    if field.name != "address" {
        let why = format!(
            "{kind} has no such field; it has name, address, private, plain, languages, categories, tags"
        );
        return Err(field.invalid(why));
    }
    *address = server_address(field, value)?;
    Ok(())
}

/// Where a server stands. Whether a password may be sent there is asked once all is set.
fn server_address(field: &Field<'_>, value: &str) -> Result<String, DeskError> {
    address::base(value).map_err(|why| field.invalid(why))
}

fn set_site(work: &Work<'_>, site: &mut Site, field: &Field<'_>, value: &str) -> Result<(), DeskError> {
    match field.name {
        "base-url" => site.base_url = address::base(value).map_err(|why| field.invalid(why))?,
        "language" => {
            let language = value.parse().map_err(|e| field.invalid(e))?;
            texts_in(site, &language);
            site.language = language;
        }
        "time-zone" => site.time_zone = value.parse().map_err(|e| field.invalid(e))?,
        "theme" => site.theme = theme(field, value)?,
        "logo" => site.logo = logo(work, field, value)?,
        "cards" => site.cards = read_switch(field.typed, value)?,
        "card-font" => {
            galley_site::card_font(value).map_err(|error| field.invalid(error))?;
            site.card_font = text(field, value)?;
        }
        "permalink" if value.is_empty() => site.permalink = Permalink::slug(),
        "permalink" => site.permalink = value.parse().map_err(|e| field.invalid(e))?,
        "former-permalinks" => {
            let former: Result<Vec<_>, _> =
                list(value).take(Site::FORMER_PERMALINKS_MAX).map(str::parse).collect();
            site.former_permalinks = former.map_err(|e| field.invalid(e))?;
        }
        "former-lists" => site.former_lists = former::read(field, value)?,
        "counter" | "counter-number" | "counter-live" | "counter-private" => {
            counter::set(&mut site.counter, field, value)?;
        }
        "host" => {
            site.host = match value {
                "" => Host::Any,
                "netlify" => Host::Netlify,
                _ => return Err(field.invalid("it is netlify, or nothing for any other host")),
            };
        }
        "page-size" => site.page_size = size(field, value)?,
        "feed-size" => site.feed_size = size(field, value)?,
        "form" if value.is_empty() => site.form = None,
        "form" => {
            let forms: Vec<Form> = work.tx.nouns()?;
            let form = forms.iter().find(|form| is_called(&form.name, value) || form.id.to_string() == value);
            site.form = Some(form.ok_or_else(|| DeskError::unknown("form", value))?.id);
        }
        "form-by-default" => site.form_by_default = read_switch(field.typed, value)?,
        "search" => site.search = read_switch(field.typed, value)?,
        "allow-html" => site.allow_html = allow_html(field, value)?,
        name if WITH_WORDS.contains(&name) => set_words(site, field, value)?,
        name if LOOK_FIELDS.contains(&name) => set_look(work, site, field, value)?,
        _ => return Err(no_field(field.typed, &TARGET_FIELDS)),
    }
    Ok(())
}

fn set_words(site: &mut Site, field: &Field<'_>, value: &str) -> Result<(), DeskError> {
    let language = field.in_language(&site.language);
    if field.name == "title" && value.is_empty() {
        if language == site.language {
            return Err(field.invalid("a site has a title in its own language"));
        }
        site.texts.remove(&language);
        return Ok(());
    }
    let date_format = if field.name == "date-format" && !value.is_empty() {
        Some(value.parse().map_err(|e| field.invalid(e))?)
    } else {
        None
    };
    let menu = if field.name == "menu" { menu(field, value)? } else { Vec::new() };
    let words = text(field, value)?;
    let texts = texts_in(site, &language);
    match field.name {
        "title" => texts.title = words,
        "description" => texts.description = words,
        "footer" => texts.footer = words,
        "date-format" => texts.date_format = date_format,
        _ => texts.menu = menu,
    }
    Ok(())
}

/// The words in just this language; a language that has none begins with the site's title.
fn texts_in<'s>(site: &'s mut Site, language: &Language) -> &'s mut SiteTexts {
    let title = site.texts(language).map(|texts| texts.title.clone()).unwrap_or_default();
    let new = || SiteTexts { title, ..SiteTexts::default() };
    site.texts.entry(language.clone()).or_insert_with(new)
}

/// A menu as it is typed: entries parted by commas. A comma behind a word that is no address is the label's own.
fn menu(field: &Field<'_>, value: &str) -> Result<Vec<MenuItem>, DeskError> {
    let mut menu = Vec::new();
    let mut entry = String::new();
    for piece in value.split(',') {
        entry.push_str(piece);
        let (label, url) = entry.trim().rsplit_once(char::is_whitespace).unwrap_or_default();
        let within = url.starts_with('/') && !url.starts_with("//");
        if !label.trim().is_empty() && (within || address::web(url).is_ok()) {
            menu.push(MenuItem { label: label.trim().to_owned(), url: url.to_owned() });
            entry.clear();
        } else if !entry.trim().is_empty() {
            entry.push(',');
        }
    }
    let entry = entry.trim().trim_end_matches(',');
    if !entry.is_empty() {
        let why = format!(
            "{entry:?} is no entry: it is a label and an address, like News /news/ or Shop https://example.org"
        );
        return Err(field.invalid(why));
    }
    if menu.len() > MENU_MAX {
        return Err(field.invalid(format!("there are {} entries, {MENU_MAX} is the most", menu.len())));
    }
    Ok(menu)
}

/// A theme that works: one that does not is told now and not at the next export.
fn theme(field: &Field<'_>, value: &str) -> Result<String, DeskError> {
    let built_in = Theme::BUILT_IN.contains(&value);
    if !built_in && !std::path::Path::new(value).is_absolute() {
        let names = Theme::BUILT_IN.join(", ");
        return Err(
            field.invalid(format!("it is one of {names}, or the whole path of a folder, from the root"))
        );
    }
    Theme::named(value).map_err(|error| field.invalid(error))?;
    text(field, value)
}

fn size(field: &Field<'_>, value: &str) -> Result<u32, DeskError> {
    let size = value.parse().ok().filter(|size| (1..=Site::PAGE_SIZE_MAX).contains(size));
    size.ok_or_else(|| field.invalid(format!("it is a whole number from 1 to {}", Site::PAGE_SIZE_MAX)))
}

fn allow_html(field: &Field<'_>, value: &str) -> Result<Vec<String>, DeskError> {
    let mut allow = Allow::house().clone();
    let mut entries = Vec::new();
    for entry in list(value).take(ALLOW_HTML_MAX) {
        let (element, attribute) = entry.split_once('.').unwrap_or((entry, ""));
        let attributes: &[&str] = if attribute.is_empty() { &[] } else { &[attribute] };
        allow.add_element(element, attributes).map_err(|e| field.invalid(e))?;
        entries.push(entry.to_owned());
    }
    Ok(entries)
}
