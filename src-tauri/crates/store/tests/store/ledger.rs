//! What servers show, held against what it is called by now.

use galley_domain::{
    Article, ArticleId, Category, Ghost, Kind, Name, RevisionNumber, Selection, Slug, Tag, Target, TargetId,
    TargetKind, WordPress,
};
use galley_store::{LedgerEntry, LedgerState, Library, NO_NOTES, RevisionReason, Standing};
use galley_testkit::build;
use uuid::Uuid;

use crate::support::{Room, keep, put, raw, transact};

fn target(number: u128, kind: TargetKind) -> Target {
    let id = TargetId::new(Uuid::from_u128(number));
    Target {
        id,
        name: number.to_string(),
        selection: Selection::default(),
        kind,
        private: false,
        plain: false,
    }
}

fn sent(room: &Room, state: LedgerState) -> LedgerEntry {
    LedgerEntry {
        state,
        kind: Kind::Article,
        remote_id: Some("7".to_owned()),
        url: None,
        revision: RevisionNumber(1),
        sent_hash: [1; 32],
        seen_hash: None,
        at: room.now(),
        live_at: None,
        stood: None,
        aside: None,
        notes: NO_NOTES.to_owned(),
    }
}

/// An article that stands at a WordPress and at a Ghost, below a category below another, with a tag.
struct Stood {
    room: Room,
    library: Library,
    article: ArticleId,
    targets: [Target; 2],
    above: Category,
    category: Category,
    tag: Tag,
}

fn standing() -> Stood {
    let mut room = Room::new();
    let mut library = room.create();
    let now = room.now();
    let address = || "https://example.org".to_owned();
    let blog = target(1, TargetKind::WordPress(WordPress { address: address(), user: "chief".to_owned() }));
    let ghost = target(2, TargetKind::Ghost(Ghost { address: address() }));
    let above = build::category(&mut room.ids, now, "Industry", None);
    let category = build::category(&mut room.ids, now, "Cables", Some(above.id));
    let tag = build::tag(&mut room.ids, now, "Awards");
    let mut article: Article = room.draft("Laid", 3);
    (article.content.category, article.content.tags) = (Some(category.id), vec![tag.id]);
    (article.released, article.publish_at) = (Some(RevisionNumber(1)), Some(now));
    let entry = sent(&room, LedgerState::Verified);
    let targets = [blog, ghost];
    transact(&mut library, |tx| {
        targets.iter().try_for_each(|target| tx.put_noun(target))?;
        tx.put_noun(&above)?;
        tx.put_noun(&category)?;
        tx.put_noun(&tag)?;
        put(tx, &article)?;
        keep(tx, &article, RevisionReason::Released)?;
        for target in &targets {
            tx.put_ledger(target.id, article.id, &entry)?;
            let names = tx.names_now(target.id, Kind::Article, &article.content)?;
            tx.put_shown_names(target.id, article.id, &names)?;
        }
        Ok(())
    });
    Stood { room, library, article: article.id, targets, above, category, tag }
}

impl Stood {
    /// Whether it stands under a name of before, at each; all that asks for it says the same.
    fn is_old(&self) -> [bool; 2] {
        let view = self.library.view();
        [0, 1].map(|at| {
            let (target, now) = (self.targets[at].id, self.room.now());
            let old = view.has_old_names(target, self.article).expect("read");
            assert_eq!(view.behind(target, now).expect("read").contains(&self.article), old);
            let standing =
                view.standing(self.article, Some(target), Some(RevisionNumber(1)), now).expect("read");
            assert_eq!(standing, Some(if old { Standing::Changed } else { Standing::Verified }));
            old
        })
    }

    fn write_category(&mut self, category: &Category) -> [bool; 2] {
        transact(&mut self.library, |tx| tx.put_noun(category));
        self.is_old()
    }
}

fn called(category: &Category, name: &str) -> Category {
    let language = "en".parse().expect("a language");
    let mut category = category.clone();
    let slug = Slug::from_headline(name).expect("a slug");
    let new = Name { name: name.to_owned(), slug, ..category.names.get(&language).clone() };
    category.names.set(language, new);
    category
}

#[test]
fn a_name_is_old_where_it_is_called_otherwise_and_no_longer_once_it_is_written_back() {
    let mut at = standing();
    let now = at.room.now();
    assert_eq!(at.is_old(), [false, false]);
    let (above, category) = (at.above.clone(), at.category.clone());
    assert_eq!(at.write_category(&called(&category, "Wires")), [true, true]);
    assert_eq!(at.write_category(&category), [false, false]);
    // What it stands below is part of its name where there is a tree.
    assert_eq!(at.write_category(&called(&above, "Trade")), [true, false]);
    assert_eq!(at.write_category(&above), [false, false]);
    assert_eq!(at.write_category(&Category { parent: None, ..category.clone() }), [true, false]);
    assert_eq!(at.write_category(&category), [false, false]);
    // What is no name is none.
    assert_eq!(at.write_category(&Category { order: 9, ..category.clone() }), [false, false]);

    let tag = at.tag.clone();
    transact(&mut at.library, |tx| tx.remove_noun::<Tag>(tag.id.uuid(), now));
    assert_eq!(at.is_old(), [true, true]);
    transact(&mut at.library, |tx| tx.put_noun(&tag));
    assert_eq!(at.is_old(), [false, false]);

    // Sent with the name of now, it is not old; taken off, nothing is.
    at.write_category(&called(&category, "Wires"));
    let (article, blog) = (at.article, at.targets[0].id);
    let content = at.library.view().article(article).expect("read").expect("it is there").content;
    transact(&mut at.library, |tx| {
        let names = tx.names_now(blog, Kind::Article, &content)?;
        tx.put_shown_names(blog, article, &names)
    });
    assert_eq!(at.is_old(), [false, true]);
    let off = sent(&at.room, LedgerState::Removed);
    transact(&mut at.library, |tx| tx.put_ledger(at.targets[1].id, article, &off));
    assert!(!at.library.view().has_old_names(at.targets[1].id, article).expect("read"));
}

#[test]
fn a_library_from_before_takes_the_names_of_the_day() {
    let at = standing();
    let Stood { room, library, article, targets, above, category, tag } = at;
    drop(library);
    let before = "DROP TABLE shown_name; ALTER TABLE article DROP COLUMN slug_chosen; DROP TABLE unmet_link; \
                  DELETE FROM migration WHERE number > 11; PRAGMA user_version = 11;";
    raw(&room.path("News.galley"), before);
    let library = room.open();
    let mut at = Stood { room, library, article, targets, above, category, tag };
    assert_eq!(at.is_old(), [false, false]);
    let above = at.above.clone();
    assert_eq!(at.write_category(&called(&above, "Trade")), [true, false]);
}
