//! Links that lead out of the library: whether something is still there. Asked on demand, and politely: each address once, each host one at a
//! time with a rest between, and what was there is not asked again for a day.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use galley_publish::{Looked, look};

use super::line_of;
use crate::wire::{Finding, WorkStage};
use crate::{Cache, Cancel, Desk, DeskError, Progress};

/// Hosts that are asked at a time.
const AT_A_TIME: usize = 6;
/// Longest that one answer takes.
const ANSWER_MAX: Duration = Duration::from_secs(15);
/// How long what was there counts as being there, in milliseconds.
const FRESH_MS: i64 = 24 * 60 * 60 * 1000;

/// Where a link stands: the article, its headline, the line of its body.
type Place = (String, String, u32);
/// Addresses by host, each with where it stands.
type Hosts = BTreeMap<String, BTreeMap<String, Vec<Place>>>;

impl Desk {
    /// Looks at every address on the web that a working text links to, of the articles that are neither archived nor in the trash. `rest`:
    /// between two questions to one host.
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
        self.library.snapshot(|view| {
            for id in view.article_ids()? {
                let article = view.article(id)?.filter(|a| !a.archived && a.trashed_at.is_none());
                let Some(content) = article.map(|article| article.content) else { continue };
                for link in galley_markdown::read(&content.body).links {
                    let url = url::Url::parse(&link.href).ok();
                    let Some(mut url) = url.filter(|url| matches!(url.scheme(), "http" | "https")) else {
                        continue;
                    };
                    url.set_fragment(None);
                    let place =
                        (id.to_string(), content.headline.clone(), line_of(&content.body, link.range.start));
                    let host = url.host_str().unwrap_or_default().to_owned();
                    hosts.entry(host).or_default().entry(url.into()).or_default().push(place);
                }
            }
            Ok::<_, DeskError>(())
        })?;
        Ok(hosts)
    }
}

/// What was found, by article and line.
fn findings(hosts: &Hosts, seen: Vec<(String, Looked)>) -> Vec<Finding> {
    let places: BTreeMap<_, _> = hosts.values().flatten().collect();
    let mut findings = Vec::new();
    for (address, looked) in seen {
        let (check, message) = match looked {
            Looked::There => continue,
            Looked::Moved(to) => ("external-moved", format!("The link {address} leads on to {to}.")),
            Looked::Gone(status) => {
                ("external-gone", format!("The link {address} leads nowhere any more (HTTP {status})."))
            }
            Looked::Unclear(why) => {
                ("external-unclear", format!("The link {address} could not be looked at: {why}."))
            }
        };
        for (article, headline, line) in places.get(&address).into_iter().copied().flatten() {
            findings.push(Finding {
                article: article.clone(),
                headline: headline.clone(),
                line: Some(*line),
                stops: false,
                check,
                message: message.clone(),
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
