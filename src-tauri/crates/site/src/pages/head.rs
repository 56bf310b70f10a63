//! What stands in the head of pages: policy, versions in other languages, canonical address, title and description. What is
//! told to programs is in `data`.

use galley_domain::Seo;

use super::{Pages, Purpose, views};
use crate::PREVIEW_POLICY;
use crate::address::web_address;
use crate::index::{Entry, List, Subject};

/// The site itself, in a policy.
const OWN: &str = "'self'";

/// What a page needs that its policy would not allow.
#[derive(Debug, Default)]
pub(super) struct Needs {
    /// The form is sent from it.
    pub(super) form: bool,
    /// A script of Galley's runs in it, from the site's own files.
    pub(super) script: bool,
    /// It asks the counter for its views.
    pub(super) counter: bool,
    /// Players of videos are put into it from these places, once a reader asks for one.
    pub(super) players: Vec<&'static str>,
}

impl Pages<'_> {
    /// The policy of a page: nothing runs, nothing is loaded from elsewhere but pictures and media that articles show. That the site
    /// itself may be asked is of use to programs that look at a page from inside, for `robots.txt` say; there is no script that could.
    pub(super) fn csp(&self, needs: &Needs) -> String {
        if self.purpose == Purpose::Preview {
            return PREVIEW_POLICY.to_owned();
        }
        let form = self.form_origin.as_deref().filter(|_| needs.form);
        // Where a form's endpoint sends the reader back to the site, that is asked as well.
        let own = (self.index.has_search() || form.is_some()).then_some(OWN);
        let to: Vec<_> = own.into_iter().chain(form.filter(|to| *to != OWN)).collect();
        let to = if to.is_empty() { "'none'".to_owned() } else { to.join(" ") };
        let counter = self.counter_origin.as_deref().filter(|_| needs.counter);
        let asks = counter.map_or_else(|| OWN.to_owned(), |counter| format!("{OWN} {counter}"));
        let mut policy = format!(
            "default-src 'none'; style-src 'self'; img-src 'self' https: http:; media-src 'self' https:; font-src 'self'; \
             manifest-src 'self'; connect-src {asks}; base-uri 'none'; form-action {to}"
        );
        if !needs.players.is_empty() {
            policy.push_str("; frame-src ");
            policy.push_str(&needs.players.join(" "));
        }
        if needs.script || needs.form || needs.counter || !needs.players.is_empty() {
            policy.push_str("; script-src 'self'");
        }
        policy
    }

    /// The versions of an article, for `hreflang`; empty where it has none, or search engines are not told of it: they take a page's word
    /// for its versions only where these say the same of it.
    pub(super) fn article_alternates(&self, at: u32) -> Vec<views::Alternate> {
        if !self.index.entry(at).is_told() {
            return Vec::new();
        }
        let versions = self.index.versions(at).iter().map(|at| self.index.entry(*at));
        let versions: Vec<_> = versions.filter(|e| e.is_told()).map(|e| (e.language, &*e.path)).collect();
        self.alternates(&versions)
    }

    /// The same list in other languages.
    pub(super) fn list_alternates(&self, subject: Subject) -> Vec<views::Alternate> {
        let versions = self.index.list_versions(subject);
        let versions: Vec<_> = versions.iter().map(|l: &&List| (l.language, &*l.path)).collect();
        self.alternates(&versions)
    }

    /// The archive in all languages.
    pub(super) fn archive_alternates(&self) -> Vec<views::Alternate> {
        let paths = self.index.archives();
        let versions: Vec<_> = paths.iter().map(|(language, path)| (*language, path.as_str())).collect();
        self.alternates(&versions)
    }

    fn alternates(&self, versions: &[(u16, &str)]) -> Vec<views::Alternate> {
        if versions.len() < 2 {
            return Vec::new();
        }
        let mut alternates: Vec<_> = versions
            .iter()
            .map(|(language, path)| views::Alternate {
                lang: self.index.languages[usize::from(*language)].to_string(),
                url: self.index.base.url(path),
            })
            .collect();
        // For readers of any other language: the site's own, or else the first.
        if let Some((_, path)) = versions.first() {
            alternates
                .push(views::Alternate { lang: "x-default".to_owned(), url: self.index.base.url(path) });
        }
        alternates
    }

    /// Canonical address, title and description of an article.
    pub(super) fn told(&self, entry: &Entry, seo: &Seo, lead: &str) -> (String, String, String) {
        let canonical = web_address(&seo.canonical).filter(|url| !url.starts_with("mailto:"));
        let or =
            |own: &str, other: &str| if own.trim().is_empty() { other.to_owned() } else { own.to_owned() };
        (
            canonical.unwrap_or_else(|| self.index.base.url(&entry.path)),
            or(&seo.title, &entry.headline),
            or(&seo.description, lead),
        )
    }
}
