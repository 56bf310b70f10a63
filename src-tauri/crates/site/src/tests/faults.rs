//! The disk fails, or the process dies, at every single step: the folder is then the old site or the new one, or
//! becomes the new one at the next start.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use super::sample::{article_id, slug};
use super::{Place, tree};
use crate::out::{Disk, Fault, recover_on};
use crate::{ExportError, Recovered};

/// So few files are listed in one text here.
const ONE_MANIFEST_MAX: usize = 8;

fn failing(after: u64, once: bool) -> Disk {
    let fault = Some(Fault { after, once, seen: AtomicU64::new(0) });
    Disk { fault, one_manifest_max: Some(ONE_MANIFEST_MAX) }
}

/// Changes of the disk that were asked for.
fn seen(disk: &Disk) -> u64 {
    disk.fault.as_ref().map_or(0, |fault| fault.seen.load(Ordering::SeqCst))
}

/// The sample after an editor's morning: a new text, a new slug, an article gone, a theme's worth of changes.
fn edit(place: &mut Place) {
    place.sample.items.retain(|item| item.id != article_id(19));
    place.sample.item(12).content.slug = slug("the-price-of-a-kilometre");
    place.sample.item(1).content.headline = "Ten Years, Four Cables".to_owned();
    place.sample.item(20).content.aliases = vec!["/archive-of-2022.html".to_owned()];
}

/// Few articles: each step is a whole export. Their manifest is in parts all the same.
fn small() -> Place {
    let mut place = Place::new();
    place.one_manifest_max = Some(ONE_MANIFEST_MAX);
    let kept = [1, 12, 19, 20].map(article_id);
    place.sample.items.retain(|item| kept.contains(&item.id));
    place.sample.item(1).content.pictures.clear();
    place
}

fn copy(from: &Path, to: &Path) {
    for (name, bytes) in tree(from) {
        let path = to.join(name);
        fs::create_dir_all(path.parent().expect("it has one")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }
}

/// Old and new tree, and a place whose next export leads from one to the other.
fn two_sites(place: &mut Place) -> (BTreeMap<String, Vec<u8>>, BTreeMap<String, Vec<u8>>) {
    place.export("old");
    edit(place);
    place.export("new");
    (tree(&place.out("old")), tree(&place.out("new")))
}

fn staging_is_left(place: &Place, name: &str) -> bool {
    place.out(&format!(".{name}.galley-export")).exists()
}

#[test]
fn killed_at_any_step_the_next_start_finds_one_whole_site() {
    let mut place = small();
    let (old, new) = two_sites(&mut place);
    let mut finished = 0;
    let mut undone = 0;
    for step in 0.. {
        let out = place.out("site");
        fs::remove_dir_all(&out).ok();
        copy(&place.out("old"), &out);
        let disk = failing(step, false);
        let result = place.try_export(&disk, "site");
        if seen(&disk) <= step {
            result.expect("no step failed");
            break;
        }
        let told = result.err().map(|error| matches!(error, ExportError::Unfinished { .. }));
        match recover_on(&Disk::default(), &out).expect("nothing fails now") {
            Recovered::Finished => {
                assert!(tree(&out) == new, "step {step}: finished, but not the new site");
                assert_eq!(told, Some(true), "step {step}");
                finished += 1;
            }
            what => {
                // All was in place and only the cleaning up failed, or nothing had begun.
                let now = tree(&out);
                assert!(now == old || now == new, "step {step}: {what:?}, but neither site");
                undone += 1;
            }
        }
        assert!(!staging_is_left(&place, "site"), "step {step}");
        place.export("site");
        assert!(tree(&out) == new, "step {step}: the export after it");
    }
    assert!(finished > 10 && undone > 10, "{finished} finished, {undone} undone");
}

#[test]
fn a_recovery_that_is_killed_itself_is_recovered() {
    let mut place = small();
    let (_, new) = two_sites(&mut place);
    let out = place.out("site");
    // The first step after the journal: from here on it is finished.
    let mut after_journal = 0;
    for step in (0..).step_by(1) {
        fs::remove_dir_all(&out).ok();
        copy(&place.out("old"), &out);
        let result = place.try_export(&failing(step, false), "site");
        if matches!(result, Err(ExportError::Unfinished { .. })) {
            after_journal = step;
            break;
        }
        recover_on(&Disk::default(), &out).expect("nothing fails now");
    }
    // What it left would be finished first by the next one, whose steps are counted from its own beginning.
    recover_on(&Disk::default(), &out).expect("nothing fails now");
    for step in 0.. {
        fs::remove_dir_all(&out).ok();
        copy(&place.out("old"), &out);
        place.try_export(&failing(after_journal + 5, false), "site").expect_err("it is killed");
        let disk = failing(step, false);
        let recovered = recover_on(&disk, &out);
        if seen(&disk) <= step {
            assert_eq!(recovered.expect("no step failed"), Recovered::Finished);
            break;
        }
        recover_on(&Disk::default(), &out).expect("nothing fails now");
        assert!(tree(&out) == new, "step {step}");
    }
}

#[test]
fn a_disk_that_fails_once_leaves_the_old_site_or_says_that_it_is_unfinished() {
    let mut place = small();
    let (old, new) = two_sites(&mut place);
    for step in 0.. {
        let out = place.out("site");
        fs::remove_dir_all(&out).ok();
        copy(&place.out("old"), &out);
        let disk = failing(step, true);
        match place.try_export(&disk, "site") {
            Ok(_) => assert!(tree(&out) == new, "step {step}"),
            Err(ExportError::Unfinished { .. }) => {
                assert_eq!(recover_on(&Disk::default(), &out).expect("it works now"), Recovered::Finished);
                assert!(tree(&out) == new, "step {step}");
            }
            Err(error) => {
                assert!(tree(&out) == old, "step {step}: {error}");
                assert!(!staging_is_left(&place, "site"), "step {step}: {error}");
            }
        }
        if seen(&disk) <= step {
            break;
        }
    }
}

#[test]
fn a_first_export_appears_whole_or_not_at_all() {
    let place = small();
    place.export("whole");
    let whole = tree(&place.out("whole"));
    for (name, once) in [("killed", false), ("failed", true)] {
        for step in 0.. {
            let out = place.out(name);
            let disk = failing(step, once);
            let result = place.try_export(&disk, name);
            if out.exists() {
                assert!(tree(&out) == whole, "step {step}: half a site");
                recover_on(&Disk::default(), &out).expect("nothing fails now");
                fs::remove_dir_all(&out).expect("it is there");
            } else {
                result.expect_err("it is not there");
                recover_on(&Disk::default(), &out).expect("nothing fails now");
                assert!(!out.exists());
            }
            assert!(!staging_is_left(&place, name));
            if seen(&disk) <= step {
                break;
            }
        }
    }
}

#[test]
fn a_staging_folder_that_leads_out_is_not_trusted() {
    let place = small();
    place.export("site");
    let whole = tree(&place.out("site"));
    let staging = place.out(".site.galley-export");
    fs::create_dir_all(staging.join("new")).expect("a folder");
    fs::write(place.folder.path().join("precious"), "mine").expect("a file");
    fs::write(staging.join("journal"), "delete ../../precious\nend").expect("a file");
    let error = recover_on(&Disk::default(), &place.out("site")).expect_err("it leads out");
    assert!(error.to_string().contains("journal"), "{error}");
    assert!(place.folder.path().join("precious").exists());
    assert!(tree(&place.out("site")) == whole);
}
