//! Releases: what each export leaves behind, and going back to it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use galley_domain::Instant;

use super::sample::article_id;
use super::{Place, tree};
use crate::out::{Disk, Fault, RELEASES_MAX, recover_on};
use crate::{ExportError, Listed, Options, Theme, diff, releases, rollback, verify};

fn at(minute: i64) -> Instant {
    Instant::from_timestamp(1_700_000_000 + 60 * minute, 0).expect("a good time")
}

fn try_export(place: &Place, disk: &Disk) -> Result<(), ExportError> {
    let options = Options { keep_releases: true, ..Options::default() };
    crate::export::export_on(disk, &place.sample, &place.theme, &place.out("site"), &options).map(|_| ())
}

/// An export with another headline. Answers what stands there.
fn release(place: &mut Place, headline: &str) -> BTreeMap<String, Vec<u8>> {
    place.sample.item(1).content.headline = headline.to_owned();
    try_export(place, &Disk::default()).expect("exported");
    tree(&place.out("site"))
}

fn small() -> Place {
    let mut place = Place::new();
    let kept = [1, 12, 19, 20].map(article_id);
    place.sample.items.retain(|item| kept.contains(&item.id));
    place
}

fn numbers(out: &Path) -> Vec<(u64, bool)> {
    releases(out).expect("they can be read").iter().map(|release| (release.number, release.current)).collect()
}

#[test]
fn each_site_that_stood_there_can_be_had_back() {
    let mut place = small();
    let out = place.out("site");
    let first = release(&mut place, "The first");
    place.sample.items.retain(|item| item.id != article_id(19));
    let second = release(&mut place, "The second");
    let third = release(&mut place, "The third");
    release(&mut place, "The third");
    assert_eq!(numbers(&out), [(3, true), (2, false), (1, false)], "one that changes nothing is none");

    fs::write(out.join("CNAME"), "example.org").expect("a file");
    for (n, expected) in [(1, &first), (2, &second), (3, &third), (1, &first)] {
        rollback(&out, n, at(9)).unwrap_or_else(|error| panic!("{n}: {error}"));
        let mut now = tree(&out);
        assert_eq!(now.remove("CNAME").as_deref(), Some(&b"example.org"[..]), "what is not Galley's stays");
        assert!(now == *expected, "release {n}");
        assert!(verify(&out).expect("it can be read").is_whole());
        let no_site = verify(place.folder.path()).expect_err("the folder above is none");
        assert!(matches!(no_site, crate::ExportError::NoSite(_)), "{no_site}");
    }
    assert_eq!(numbers(&out).first(), Some(&(7, true)), "going back is a release too");
    let missing = rollback(&out, 99, at(9)).expect_err("there is none").to_string();
    assert!(missing.contains("no release 99"), "{missing}");
}

#[test]
fn a_release_says_what_differs_and_what_is_not_as_it_was() {
    let mut place = small();
    let out = place.out("site");
    release(&mut place, "The first");
    place.sample.items.retain(|item| item.id != article_id(19));
    release(&mut place, "The second");
    let found = diff(&out, 1, None).expect("both are there");
    assert_eq!((found.from, found.to, found.added.count), (1, 2, 1));
    assert!(found.added.paths[0].starts_with("media/card-"), "the headline's card: {found:?}");
    assert!(
        found.removed.count > 0 && found.changed.paths.iter().any(|path| path == "index.html"),
        "{found:?}"
    );
    assert_eq!(diff(&out, 2, Some(1)).expect("both are there").added, found.removed);

    fs::write(out.join("index.html"), "mine").expect("written");
    fs::remove_file(out.join("robots.txt")).expect("removed");
    fs::write(out.join("CNAME"), "example.org").expect("a file");
    let one = |path: &str| Listed { count: 1, paths: vec![path.to_owned()] };
    let found = verify(&out).expect("it can be read");
    assert_eq!(
        (found.missing, found.changed, found.foreign),
        (one("robots.txt"), one("index.html"), one("CNAME"))
    );
}

#[test]
fn every_link_within_the_site_leads_somewhere_but_for_those_that_were_written_so() {
    for theme in Theme::BUILT_IN {
        let mut place = Place::new();
        place.theme = Theme::named(theme).expect("the embedded theme works");
        try_export(&place, &Disk::default()).expect("exported");
        let out = place.out("site");
        let found = verify(&out).expect("it can be read").dead;
        assert!(
            found
                .paths
                .iter()
                .all(|told| told.contains("/no-such-page/") || told.ends_with("//example.org/people")),
            "{theme}: {found:#?}"
        );
        assert!(!found.is_empty(), "{theme}: what the sample's article says");

        let page = "ten-years-of-cable-how-a-coast-came-online/index.html";
        let html = place.read("site", page);
        let broken =
            "<a href=\"/about-us/#nowhere\"></a><img alt=\"\" srcset=\"/media/gone.webp 400w\"></body>";
        let html = html.replace("</body>", broken);
        let told = "<link rel=\"alternate\" hreflang=\"it\" href=\"https://example.org/it/\"><meta property=\"og:image\" content=\"https://example.org/gone.png\"></head>";
        fs::write(out.join(page), html.replace("</head>", told)).expect("written");
        for (file, from, to) in [
            ("feed.xml", "</feed>", "<link href=\"https://example.org/gone/\"/></feed>"),
            ("feed.json", "\"title\":", "\"icon\": \"https://example.org/gone.ico\", \"title\":"),
            ("sitemap.xml", "</urlset>", "<url><loc>https://example.org/gone/</loc></url></urlset>"),
        ] {
            fs::write(out.join(file), place.read("site", file).replacen(from, to, 1)).expect("written");
        }
        let now = verify(&out).expect("it can be read").dead;
        let new: Vec<_> = now.paths.iter().filter(|told| !found.paths.contains(told)).collect();
        assert_eq!(
            new,
            [
                "feed.json: https://example.org/gone.ico",
                "feed.xml: https://example.org/gone/",
                "sitemap.xml: https://example.org/gone/",
                &format!("{page}: /about-us/#nowhere"),
                &format!("{page}: /media/gone.webp"),
                &format!("{page}: https://example.org/gone.png"),
                &format!("{page}: https://example.org/it/"),
            ],
            "{theme}"
        );
    }
}

#[test]
fn what_is_kept_is_bounded_and_unchanged_files_cost_nothing() {
    let mut place = small();
    let out = place.out("site");
    let mut sites = Vec::new();
    for n in 0..RELEASES_MAX + 4 {
        // Back and forth: what was replaced comes again.
        sites.push(release(&mut place, &format!("Headline {}", if n % 3 == 0 { 0 } else { n })));
    }
    let kept = numbers(&out);
    assert_eq!(kept.len(), RELEASES_MAX);
    let oldest = kept.last().expect("there are some").0;
    rollback(&out, oldest, at(9)).expect("the oldest is whole");
    assert!(tree(&out) == sites[oldest as usize - 1]);
    let files = tree(&place.out(".site.galley-releases/files")).len();
    assert!(files < tree(&out).len() * 3, "{files} files are kept");
}

#[test]
fn a_file_that_is_lost_stops_going_back_before_anything_changes() {
    let mut place = small();
    let out = place.out("site");
    release(&mut place, "The first");
    let second = release(&mut place, "The second");
    let files = place.out(".site.galley-releases/files");
    for (name, _) in tree(&files) {
        fs::write(files.join(name), "damaged").expect("written");
    }
    let error = rollback(&out, 1, at(9)).expect_err("it is not whole");
    assert!(matches!(error, ExportError::Lost { number: 1, .. }), "{error}");
    assert!(tree(&out) == second);
    assert_eq!(numbers(&out), [(2, true), (1, false)]);
}

#[test]
fn killed_at_any_step_the_old_site_can_be_had_back() {
    let mut place = small();
    for step in 0.. {
        let out = place.out("site");
        for folder in [&out, &place.out(".site.galley-releases")] {
            fs::remove_dir_all(folder).ok();
        }
        let first = release(&mut place, "The first");
        place.sample.item(1).content.headline = "The second".to_owned();
        let fault = Fault { after: step, once: false, seen: AtomicU64::new(0) };
        let disk = Disk { fault: Some(fault), ..Disk::default() };
        let result = try_export(&place, &disk);
        let seen = disk.fault.as_ref().map_or(0, |fault| fault.seen.load(Ordering::SeqCst));
        recover_on(&Disk::default(), &out).expect("nothing fails now");
        // The next export finds what was left, whatever it was.
        let second = release(&mut place, "The second");
        assert_eq!(numbers(&out), [(2, true), (1, false)], "step {step}");
        rollback(&out, 1, at(9)).unwrap_or_else(|error| panic!("step {step}: {error}"));
        assert!(tree(&out) == first, "step {step}");
        rollback(&out, 2, at(9)).unwrap_or_else(|error| panic!("step {step}: {error}"));
        assert!(tree(&out) == second, "step {step}");
        if seen <= step {
            result.expect("no step failed");
            break;
        }
    }
}
