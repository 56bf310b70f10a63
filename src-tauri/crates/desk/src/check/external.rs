//! Links that lead out of the library: whether something is still there. Asked on demand, and politely: each address once, each host one at a
//! time with a rest between, and what was there is not asked again for a day.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use galley_domain::{Article, Byline, Endpoint, Form, Target};
use galley_markdown::Lines;
use galley_publish::{Looked, look};

use crate::wire::{Finding, WorkStage};
use crate::{Cache, Cancel, Desk, DeskError, Progress};

/// Hosts that are asked at a time.
const AT_A_TIME: usize = 6;
/// Longest that one answer takes.
const ANSWER_MAX: Duration = Duration::from_secs(15);
/// How long what was there counts as being there, in milliseconds.
const FRESH_MS: i64 = 24 * 60 * 60 * 1000;

/// Where an address stands.
#[derive(Debug, Clone)]
struct AddressPlace {
    /// The article, or the target, form or byline.
    of: String,
    /// Its headline or name.
    headline: String,
    /// Of an article, its language and slug.
    named: String,
    /// The line of its body.
    line: Option<u32>,
    /// What it is there: the subject of a sentence.
    what: String,
    /// Whether it takes what is sent to it, and need not show anything.
    takes: bool,
}
/// Addresses by host, each with where it stands.
type Hosts = BTreeMap<String, BTreeMap<String, Vec<AddressPlace>>>;

impl Desk {
    /// Looks at every address on the web: those that a working text links to, its canonical one and those of its cover's credit, of the
    /// articles that are neither archived nor in the trash; menus and social links of sites, forms, bylines. `rest`: between two questions to
    /// one host.
    ///
    /// # Errors
    /// [`DeskError::Store`]. That nobody answers is none: it is what is found.
    pub fn check_external(
        &self,
        rest: Duration,
        progress: &(dyn Fn(Progress) + Sync),
        cancel: &Cancel,
    ) -> Result<Vec<Finding>, DeskError> {
        let hosts = self.external_links()?;
        let total: usize = hosts.values().map(BTreeMap::len).sum();
        let file = self.cache.as_ref().map(Cache::of_links);
        let now_ms = self.now().timestamp_millis();
        let mut fresh = file.as_deref().map(read).unwrap_or_default();
        fresh.retain(|_, at| (0..FRESH_MS).contains(&(now_ms - *at)));
        let (next, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let seen = Mutex::new(Vec::new());
        let all: Vec<_> = hosts.values().collect();
        let work = || {
            while let Some(addresses) = all.get(next.fetch_add(1, Ordering::Relaxed)) {
                let mut is_first = true;
                for address in addresses.keys() {
                    if cancel.flag().load(Ordering::Relaxed) {
                        return;
                    }
                    let looked = if fresh.contains_key(address) {
                        Looked::There
                    } else {
                        if !std::mem::take(&mut is_first) {
                            std::thread::sleep(rest);
                        }
                        look(address, ANSWER_MAX)
                    };
                    seen.lock().unwrap_or_else(PoisonError::into_inner).push((address.clone(), looked));
                    let done = done.fetch_add(1, Ordering::Relaxed) + 1;
                    progress(Progress { stage: WorkStage::Checking, done, total: Some(total) });
                }
            }
        };
        std::thread::scope(|scope| {
            for _ in 0..AT_A_TIME {
                scope.spawn(work);
            }
        });
        let seen = seen.into_inner().unwrap_or_else(PoisonError::into_inner);
        for (address, _) in seen.iter().filter(|(_, looked)| *looked == Looked::There) {
            fresh.entry(address.clone()).or_insert(now_ms);
        }
        if let Some(file) = &file {
            keep(file, &fresh);
        }
        Ok(findings(&hosts, seen))
    }

    fn external_links(&self) -> Result<Hosts, DeskError> {
        let mut hosts = Hosts::new();
        let language = self.settings()?.language;
        self.library.snapshot(|view| {
            for id in view.article_ids()? {
                let article = view.article(id)?.filter(|a| !a.archived && a.trashed_at.is_none());
                if let Some(article) = article {
                    of_article(&article, &mut hosts);
                }
            }
            for target in view.nouns::<Target>()? {
                let place = |what: String| AddressPlace::of(&target.id, &target.name, what);
                if let Some(site) = target.site() {
                    for item in site.texts.values().flat_map(|texts| &texts.menu) {
                        enlist(&mut hosts, &item.url, place(format!("The menu's entry {:?}", item.label)));
                    }
                    for item in &site.appearance.social {
                        enlist(&mut hosts, &item.url, place("The social link".to_owned()));
                    }
                }
            }
            for form in view.nouns::<Form>()? {
                if let Endpoint::Url(url) | Endpoint::Formspree(url) = &form.endpoint {
                    let place = AddressPlace::of(&form.id, &form.name, "Where the form is sent,".to_owned());
                    enlist(&mut hosts, url, AddressPlace { takes: true, ..place });
                }
            }
            for byline in view.nouns::<Byline>()? {
                let name = byline.names.get(&language).name.clone();
                for url in &byline.urls {
                    enlist(
                        &mut hosts,
                        url,
                        AddressPlace::of(&byline.id, &name, "The byline's address".to_owned()),
                    );
                }
            }
            Ok::<_, DeskError>(())
        })?;
        Ok(hosts)
    }
}

impl AddressPlace {
    fn of(of: &impl ToString, headline: &str, what: String) -> Self {
        Self {
            of: of.to_string(),
            headline: headline.to_owned(),
            named: String::new(),
            line: None,
            what,
            takes: false,
        }
    }
}

/// What an article's text, its canonical address, and the credit of its cover lead to.
fn of_article(article: &Article, hosts: &mut Hosts) {
    let content = &article.content;
    let place = |what: &str| {
        let named = content.named();
        AddressPlace { named, ..AddressPlace::of(&article.id, &content.headline, what.to_owned()) }
    };
    let lines = Lines::of(&content.body);
    for link in galley_markdown::read(&content.body).links {
        let line = Some(lines.at(link.range.start));
        enlist(hosts, &link.href, AddressPlace { line, ..place("The link") });
    }
    enlist(hosts, &content.seo.canonical, place("The canonical address"));
    let credit = content.cover.as_ref().map(|cover| cover.credit.as_str()).unwrap_or_default();
    for word in credit.split(|c: char| c.is_whitespace() || "<>()[]，。；".contains(c)) {
        enlist(hosts, word.trim_end_matches([',', '.', ';']), place("The address in the cover's credit"));
    }
}

/// Notes what leads to the web; nothing else.
fn enlist(hosts: &mut Hosts, address: &str, place: AddressPlace) {
    let url = url::Url::parse(address).ok();
    let Some(mut url) = url.filter(|url| matches!(url.scheme(), "http" | "https")) else {
        return;
    };
    url.set_fragment(None);
    let host = url.host_str().unwrap_or_default().to_owned();
    hosts.entry(host).or_default().entry(url.into()).or_default().push(place);
}

/// What was found, by article and line.
fn findings(hosts: &Hosts, seen: Vec<(String, Looked)>) -> Vec<Finding> {
    let places: BTreeMap<_, _> = hosts.values().flatten().collect();
    let mut findings = Vec::new();
    for (address, looked) in seen {
        for place in places.get(&address).into_iter().copied().flatten() {
            let (check, came) = match &looked {
                Looked::There => continue,
                Looked::Mute if place.takes => continue,
                Looked::Mute => ("external-unclear", "shows nothing to readers (HTTP 405)".to_owned()),
                Looked::Moved(to) => ("external-moved", format!("leads on to {to}")),
                Looked::Gone(status) => ("external-gone", format!("leads nowhere any more (HTTP {status})")),
                Looked::Unclear(why) => ("external-unclear", format!("could not be looked at: {why}")),
            };
            findings.push(Finding {
                article: place.of.clone(),
                headline: place.headline.clone(),
                named: place.named.clone(),
                line: place.line,
                stops: false,
                check,
                about: address.clone(),
                message: format!("{} {address} {came}.", place.what),
            });
        }
    }
    findings.sort_by(|a, b| (&a.article, a.line, &a.message).cmp(&(&b.article, b.line, &b.message)));
    findings
}

fn read(file: &Path) -> BTreeMap<String, i64> {
    let bytes = std::fs::read(file).unwrap_or_default();
    serde_json::from_slice(&bytes).unwrap_or_default()
}

/// What cannot be kept is asked again.
fn keep(file: &Path, fresh: &BTreeMap<String, i64>) {
    let bytes = serde_json::to_vec(fresh).expect("texts and numbers are JSON");
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder).ok();
    }
    std::fs::write(file, bytes).ok();
}
