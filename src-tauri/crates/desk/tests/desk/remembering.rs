//! Exporting with a memory: whatever was changed in between, and whatever became of the memory or the folder, the site is the
//! one that a first export makes, byte for byte.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use galley_desk::domain::{ArticleId, Content, Cover, Picture, Slug, TargetKind, Translation};
use galley_desk::wire::ExportReport;
use galley_desk::{Access, Cache, Cancel, Desk};

use crate::exporting::tree;
use crate::support::{Room, by};

/// Random changes in one run, and runs. `GALLEY_FUZZ_ROUNDS` and `GALLEY_FUZZ_SEED` take it further.
const CHANGES: u64 = 24;
const ROUNDS: u64 = 2;

/// Numbers that follow from a seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }
}

struct Newsroom {
    room: Room,
    articles: Vec<ArticleId>,
    dice: Dice,
}

impl Newsroom {
    fn new(seed: u64) -> Self {
        let mut room = Room::new();
        let mut articles = Vec::new();
        for n in 0..14 {
            let id = room.article(&format!("Story number {n}"));
            room.set(id, "lead", &format!("What number {n} is about."));
            room.set(id, "tags", ["cables", "masts", "cables, law"][n % 3]);
            room.set(id, "category", ["Networks", "Coast"][n % 2]);
            room.set(id, "bylines", ["Li Wei", "Anna"][n % 2]);
            room.set(id, "date", &format!("202{}-0{}-11", n % 3, 1 + n % 9));
            room.write(
                id,
                &format!("Number {n}. See [another](/story-number-{}/) and [none](/nowhere/).\n\n```rust\nlet n = {n};\n```\n", (n * 5) % 14),
            );
            room.desk.release(&[id], None).expect("released");
            articles.push(id);
        }
        Self { room, articles, dice: Dice(seed) }
    }

    fn cache(&self) -> PathBuf {
        self.room.folder.path().join("cache")
    }

    /// The export of another process, with or without a memory.
    fn export(&self, name: &str, remembers: bool) -> (ExportReport, PathBuf) {
        let mut desk = self.room.neighbour();
        desk.remember_in(remembers.then(|| Cache::at(self.cache())));
        let out = self.room.folder.path().join("sites").join(name);
        (desk.export_site(&out, None, &|_| {}, &Cancel::default()).expect("exported"), out)
    }

    /// One change, of any kind. Says what it was.
    fn change(&mut self) -> String {
        let id = self.articles[self.dice.below(self.articles.len())];
        let n = self.dice.below(90) + 10;
        let room = &mut self.room;
        let what = self.dice.below(39);
        match what {
            0 => try_set(room, id, "headline", &format!("Headline {n}")),
            1 => try_set(room, id, "slug", &format!("story-number-{}", n % 16)),
            2 | 3 => {
                room.write(id, &format!("Body {n}, and [a link](/story-number-{}/).", n % 14));
            }
            4 => try_set(room, id, "category", ["Networks", "Coast", "Valley", ""][n % 4]),
            5 => try_set(room, id, "tags", ["cables", "masts, law", "", "new", &format!("only {n}")][n % 5]),
            6 => try_set(room, id, "bylines", ["Li Wei", "Anna, Li Wei", ""][n % 3]),
            7 => try_set(room, id, "date", &format!("20{n}-05-05")),
            8 => try_set(room, id, "embargo", ["2026-03-01 09:40", ""][n % 2]),
            9 => try_set(room, id, "language", ["zh", "en"][n % 2]),
            10 => try_set(room, id, "noindex", ["yes", "no"][n % 2]),
            11 => drop(room.desk.unrelease(&[id])),
            12 => drop(room.desk.trash(&[id])),
            13 => drop(room.desk.untrash(&self.articles)),
            14 => drop(room.desk.archive(&[id], n.is_multiple_of(2))),
            15 => {
                let at = room.desk.now() + chrono::TimeDelta::minutes(20);
                drop(room.desk.release(&[id], Some(at)));
            }
            16 => room.hands.minutes(15),
            17 => {
                let new = room.article(&format!("Another story {n}"));
                drop(room.desk.release(&[new], None));
                self.articles.push(new);
            }
            18 => {
                let mut target = room.desk.find_target(None).expect("the default site");
                let TargetKind::Site(site) = &mut target.kind else { panic!("it is a site") };
                site.page_size = 3 + n as u32 % 4;
                site.search = !n.is_multiple_of(5);
                site.cards = !n.is_multiple_of(7);
                ["https://a.example", "https://b.example/news"][n % 2].clone_into(&mut site.base_url);
                let appearance = &mut site.appearance;
                appearance.look.accent =
                    ["#0b6e75", "#9b1c1f"].get(n % 3).map(|text| text.parse().expect("a colour"));
                appearance.front.lead = n.is_multiple_of(2).then_some(id);
                appearance.front.latest = !n.is_multiple_of(3);
                appearance.front.section_size = 2 + n as u32 % 3;
                appearance.told.humans = "Written by hand. ".repeat(n % 2);
                drop(room.desk.put_target(&target));
            }
            19 => {
                let mut tags = room.desk.tags().expect("tags");
                let at = n % tags.len();
                let tag = &mut tags[at];
                let language = "en".parse().expect("a tag");
                let mut name = tag.names.get(&language).clone();
                name.name = format!("Tag {n}");
                name.slug = Slug::from_headline(&name.name).expect("letters");
                tag.names.set(language, name);
                drop(room.desk.put_tag(tag));
            }
            20 => {
                let mut categories = room.desk.categories().expect("categories");
                let parent = categories.iter().map(|c| c.id).nth(n % categories.len());
                let at = (n + 1) % categories.len();
                categories[at].parent = parent.filter(|parent| *parent != categories[at].id);
                // One that would turn in a circle is refused.
                drop(room.desk.put_category(&categories[at]));
            }
            21 => drop(room.desk.undo()),
            22 => self.break_something(n),
            23 => try_set(room, id, "kind", ["page", "article"][n % 2]),
            24 => try_set(room, id, "views", &n.to_string()),
            25 => try_set(room, id, "form", ["on", "off", "inherit"][n % 3]),
            26 => {
                let source = self.articles[n % self.articles.len()];
                let translation = Translation { source, revision: None, source_hash: String::new() };
                self.edit(id, |content| content.translation = Some(translation));
            }
            27 => self.edit(id, |content| content.aliases = vec![format!("/old/{}/", n % 4)]),
            28 => {
                // It is seen by readers only with the next release.
                room.write(id, &format!("Half a sent {n}"));
                return format!("{what} with {n} on {id}");
            }
            29 => {
                let picture =
                    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{n}\" height=\"9\"/>");
                let taken = room.desk.add_picture(picture.as_bytes(), "mast.svg").expect("a picture").output;
                let markdown = format!("\n\n![A mast]({})\n", taken.path);
                self.edit(id, |content| content.body.push_str(&markdown));
            }
            30 => {
                let logo = self.room.folder.path().join("logo.svg");
                let drawn = format!(
                    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {n} 9\"><path d=\"M0 0h9v9z\"/></svg>"
                );
                fs::write(&logo, drawn).expect("written");
                let value = if n.is_multiple_of(3) { String::new() } else { logo.display().to_string() };
                let target = self.room.desk.find_target(None).expect("the default site");
                self.room.desk.set_target_fields(&target, &vec![("logo".to_owned(), value)]).expect("a logo");
            }
            31 | 32 => {
                let picture = photo(room, id, n).parse().expect("a hash");
                let cover = Cover {
                    picture: Picture::Media(picture),
                    alt: "A ship".to_owned(),
                    caption: String::new(),
                    credit: String::new(),
                };
                self.edit(id, |content| content.cover = Some(cover));
            }
            // Also what the articles show that are out already.
            33 => {
                let picture = photo(room, id, n);
                room.desk.set_focal(&picture, [(n % 5) as u8, (n / 5 % 5) as u8]).expect("set");
            }
            34 => {
                let mut bylines = room.desk.bylines().expect("bylines");
                let at = n % bylines.len();
                let byline = &mut bylines[at];
                let language = "en".parse().expect("a tag");
                let mut name = byline.names.get(&language).clone();
                name.name = format!("Byline {n}");
                byline.names.set(language, name);
                drop(room.desk.put_byline(byline));
            }
            35 => {
                let tags = room.desk.tags().expect("tags");
                if tags.len() > 2 {
                    drop(room.desk.remove_tag(&tags[n % tags.len()], true));
                }
            }
            36 | 37 => {
                // Nothing moves: most changes of a newsroom are of this kind.
                try_set(room, id, "headline", &format!("Another headline {n}"));
                room.write(id, &format!("Body {n}.\n"));
                drop(room.desk.release(&[id], None));
            }
            _ => return "nothing".to_owned(),
        }
        // Without it, most changes are not seen by readers.
        if self.dice.below(3) > 0 {
            drop(self.room.desk.release(&[id], None));
        }
        format!("{what} with {n} on {id}")
    }

    /// Changes the working text, where the rules of the house let it.
    fn edit(&mut self, id: ArticleId, edit: impl FnOnce(&mut Content)) {
        let version = self.room.desk.show(id).expect("there").version;
        let mut content = self.room.content(id);
        edit(&mut content);
        drop(self.room.desk.write(id, version, content));
    }

    /// What becomes of a memory, or of the folder, by other hands.
    fn break_something(&self, n: usize) {
        let kept = self.room.folder.path().join("sites/kept");
        match n % 5 {
            // Some of what was drawn.
            4 => {
                for file in fs::read_dir(kept.join("media")).into_iter().flatten().flatten().step_by(2) {
                    fs::remove_file(file.path()).expect("it was there");
                }
                drop(fs::remove_file(kept.join("icon-192.png")));
            }
            0 => drop(fs::remove_dir_all(self.cache())),
            1 => drop(fs::write(kept.join("index.html"), "cut")),
            // A Galley that remembers nothing writes to the folder.
            2 => drop(self.export("kept", false)),
            _ => {
                for file in fs::read_dir(self.cache().join("sites")).into_iter().flatten().flatten() {
                    let mut bytes = fs::read(file.path()).expect("a file");
                    let at = bytes.len() / 2;
                    bytes[at] ^= 1;
                    fs::write(file.path(), bytes).expect("written");
                }
            }
        }
    }
}

/// One of two photos, taken into the library where it is not: its hash.
fn photo(room: &mut Room, id: ArticleId, n: usize) -> String {
    const PHOTOS: [&[u8]; 2] = [
        include_bytes!("../../sample/pictures/cable-ship.jpg"),
        include_bytes!("../../sample/pictures/landing-station.jpg"),
    ];
    let taken = room.desk.add_picture(PHOTOS[n % 2], "ship.jpg").expect("a picture").output;
    room.desk.picture_at(id, &taken.path).expect("read").expect("it is there").hash
}

/// Sets a field, where the rules of the house let it.
fn try_set(room: &mut Room, id: ArticleId, field: &str, value: &str) {
    drop(room.desk.set_fields(id, &[(field.to_owned(), value.to_owned())]));
}

#[test]
fn whatever_changed_the_site_is_that_of_a_first_export() {
    let number = |name: &str, or| std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(or);
    let first: u64 = number("GALLEY_FUZZ_SEED", 1);
    let (mut changes, mut shown) = (0, 0);
    for seed in first..first + number("GALLEY_FUZZ_ROUNDS", ROUNDS) {
        let mut newsroom = Newsroom::new(seed);
        let mut story = vec![format!("seed {seed}")];
        let mut before = tree(&newsroom.export("kept", true).1);
        for step in 0..CHANGES {
            story.push(newsroom.change());
            let (kept, kept_out) = newsroom.export("kept", true);
            let (fresh, fresh_out) = newsroom.export(&format!("fresh {step}"), false);
            let (kept_tree, fresh_tree) = (tree(&kept_out), tree(&fresh_out));
            let paths: BTreeSet<_> = kept_tree.keys().chain(fresh_tree.keys()).collect();
            let differing: Vec<_> =
                paths.into_iter().filter(|path| kept_tree.get(*path) != fresh_tree.get(*path)).collect();
            assert!(
                differing.is_empty(),
                "{differing:?} are not what a first export makes, after {story:#?}"
            );
            assert_eq!((kept.articles, &kept.notes), (fresh.articles, &fresh.notes), "after {story:#?}");
            (changes, shown) = (changes + 1, shown + usize::from(kept_tree != before));
            before = kept_tree;
        }
    }
    // Refused one and all, changes would prove nothing.
    assert!(shown * 4 > changes, "readers saw {shown} of {changes} changes");
}

/// A former address may go over from one article to another, while the one that had it does not change.
#[test]
fn a_former_address_leads_where_it_leads_now() {
    let mut newsroom = Newsroom::new(0);
    let give = |newsroom: &mut Newsroom, n: usize, aliases: &[&str]| {
        let id = newsroom.articles[n];
        newsroom.edit(id, |content| content.aliases = aliases.iter().map(|&a| a.to_owned()).collect());
        newsroom.room.desk.release(&[id], None).expect("released");
        let (_, out) = newsroom.export("kept", true);
        fs::read_to_string(out.join("old/index.html")).expect("a page stands there")
    };
    assert!(give(&mut newsroom, 5, &["/old/"]).contains("/story-number-5/"));
    // Where two want it, the older article has it.
    assert!(give(&mut newsroom, 2, &["/old/"]).contains("/story-number-2/"));
    assert!(give(&mut newsroom, 2, &[]).contains("/story-number-5/"));
}

#[test]
fn one_change_is_all_that_is_made_again() {
    let mut newsroom = Newsroom::new(0);
    newsroom.export("kept", true);
    let id = newsroom.articles[3];
    newsroom.room.hands.minutes(1);
    newsroom.room.set(id, "headline", "Another headline");
    newsroom.room.desk.release(&[id], None).expect("released");
    let (report, _) = newsroom.export("kept", true);
    assert!(report.written > 3 && report.unchanged > report.written, "{report:?}");
    let (report, out) = newsroom.export("kept", true);
    assert_eq!((report.written, report.removed), (0, 0), "{report:?}");
    // A file that someone took away comes back, also where the library stands still.
    fs::remove_file(out.join("archive/index.html")).expect("it was there");
    let (report, out) = newsroom.export("kept", true);
    assert_eq!(report.written, 1, "{report:?}");
    assert!(out.join("archive/index.html").exists());
    let reader = Desk::open(newsroom.room.desk.folder(), Access::Read, by("Anna")).expect("it opens");
    assert!(reader.export_site(&out, None, &|_| {}, &Cancel::default()).is_ok(), "a reader may export");
}

/// A file of the library that cannot be read is looked at again, also where the list of problems is too long to name it.
#[test]
fn a_file_that_is_whole_again_comes_into_the_site() {
    let mut newsroom = Newsroom::new(0);
    let id = newsroom.articles[0];
    let taken =
        newsroom.room.desk.add_picture(include_bytes!("../../sample/pictures/cable-ship.jpg"), "ship.jpg");
    let picture = taken.expect("a picture").output.path;
    let hash = newsroom.room.desk.picture_at(id, &picture).expect("read").expect("it is there").hash;
    let links: Vec<_> = (0..=1_000).map(|n| format!("[one](/no-such-page-{n}/)")).collect();
    newsroom.edit(id, |content| content.body = format!("![A ship]({picture})\n\n{}\n", links.join("\n")));
    newsroom.room.desk.release(&[id], None).expect("released");
    let file = newsroom.room.folder.path().join(format!("News.galley/media/{}/{hash}.jpg", &hash[..2]));
    let aside = file.with_extension("aside");
    fs::rename(&file, &aside).expect("moved away");
    let shown = |out: &Path| tree(out).keys().any(|path| path.to_string_lossy().contains(&hash[..16]));
    let (report, out) = newsroom.export("kept", true);
    assert_eq!(report.notes.len(), 1_000, "as many as are listed");
    assert!(!report.notes.iter().any(|note| note.contains(&hash[..16])) && !shown(&out));
    fs::rename(&aside, &file).expect("moved back");
    assert!(shown(&newsroom.export("kept", true).1), "nothing else changed");
}
