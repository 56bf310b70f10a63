//! The names under which a server shows an article: those of its category, tags and bylines. Articles refer to them by id, so a name that is
//! changed changes no article; that it is another one than what stands at a server is noted here, in the transaction that changes it.

use galley_domain::{
    ArticleId, Byline, Category, CategoryId, CategoryTree, Content, Kind, Language, RevisionNumber, Tag,
    Target, TargetId,
};
use rusqlite::Connection;
use uuid::Uuid;

use crate::article::read_kind;
use crate::noun::Noun;
use crate::{StoreError, Tx, View};

/// Stands before each name of a category that is named from the top of its tree on. No name has it.
const BELOW: char = '\u{1f}';

/// A name under which a server shows an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownName {
    /// The category, tag or byline.
    pub noun: Uuid,
    language: Language,
    name: String,
}

impl ShownName {
    /// The name; of a category that stands below others its own.
    pub fn name(&self) -> &str {
        self.name.rsplit(BELOW).next().unwrap_or_default()
    }
}

impl View<'_> {
    /// The names that a text has at a target as they are now. A page is filed under nothing there.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn names_now(
        &self,
        target: TargetId,
        kind: Kind,
        content: &Content,
    ) -> Result<Vec<ShownName>, StoreError> {
        let language = &content.language;
        let is_filed = kind == Kind::Article;
        let mut all = Vec::new();
        let mut add = |noun, name: String| all.push(ShownName { noun, language: language.clone(), name });
        if let Some(id) = content.category.filter(|_| is_filed) {
            let target = self.noun::<Target>(target.uuid())?;
            let has_tree = target.is_some_and(|target| target.kind.has_category_tree());
            let tree = CategoryTree::new(self.nouns::<Category>()?);
            if let Some([whole, own]) = path_names(&tree, id, language) {
                add(id.uuid(), if has_tree { whole } else { own });
            }
        }
        for id in content.tags.iter().filter(|_| is_filed) {
            if let Some(tag) = self.noun::<Tag>(id.uuid())? {
                add(tag.id.uuid(), tag.names.get(language).name.clone());
            }
        }
        for id in &content.bylines {
            if let Some(byline) = self.noun::<Byline>(id.uuid())? {
                add(byline.id.uuid(), byline.names.get(language).name.clone());
            }
        }
        Ok(all)
    }

    /// The names under which an article stands at a target.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn shown_names(&self, target: TargetId, article: ArticleId) -> Result<Vec<ShownName>, StoreError> {
        let sql = "SELECT noun, language, name FROM shown_name WHERE target = ?1 AND article = ?2";
        let mut statement = self.connection.prepare_cached(sql)?;
        let ids = (target.uuid(), article.uuid());
        let mut rows = statement.query((ids.0.as_bytes(), ids.1.as_bytes()))?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            let (noun, language) = (Uuid::from_bytes(row.get(0)?), row.get::<_, String>(1)?);
            if let Ok(language) = language.parse() {
                all.push(ShownName { noun, language, name: row.get(2)? });
            }
        }
        Ok(all)
    }

    /// Whether something by which an article is shown at a target is called otherwise here by now.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn has_old_names(&self, target: TargetId, article: ArticleId) -> Result<bool, StoreError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM shown_name WHERE target = ?1 AND article = ?2 AND is_old)";
        let mut statement = self.connection.prepare_cached(sql)?;
        let ids = (target.uuid(), article.uuid());
        Ok(statement.query_row((ids.0.as_bytes(), ids.1.as_bytes()), |row| row.get(0))?)
    }
}

impl Tx<'_> {
    /// Notes the names under which an article stands at a target: those with which it was sent, which may be old already.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn put_shown_names(
        &self,
        target: TargetId,
        article: ArticleId,
        names: &[ShownName],
    ) -> Result<(), StoreError> {
        self.drop_shown_names(target, article)?;
        for name in names {
            put(self.connection, target, article, name)?;
        }
        for name in names {
            self.renamed(name.noun)?;
        }
        Ok(())
    }

    pub(super) fn drop_shown_names(&self, target: TargetId, article: ArticleId) -> Result<(), StoreError> {
        let sql = "DELETE FROM shown_name WHERE target = ?1 AND article = ?2";
        let (target, article) = (target.uuid(), article.uuid());
        self.connection.prepare_cached(sql)?.execute((target.as_bytes(), article.as_bytes()))?;
        Ok(())
    }

    /// A noun was written or removed: what it is called now is held against what servers show.
    pub(crate) fn was_written<N: Noun>(&self, id: Uuid) -> Result<(), StoreError> {
        let shows_any = "SELECT EXISTS (SELECT 1 FROM shown_name)";
        if N::HAS_NAMES && self.connection.prepare_cached(shows_any)?.query_row([], |row| row.get(0))? {
            if N::NAME == Category::NAME {
                // Those below it are named with it.
                let tree = CategoryTree::new(self.nouns::<Category>()?);
                for id in tree.subtree(CategoryId::new(id)) {
                    self.hold_against(id.uuid(), |language| path_names(&tree, id, language))?;
                }
                return Ok(());
            }
            self.renamed(id)?;
        }
        Ok(())
    }

    /// The same of one noun, whatever it is.
    fn renamed(&self, id: Uuid) -> Result<(), StoreError> {
        if let Some(tag) = self.noun::<Tag>(id)? {
            return self.hold_against(id, |language| twice(&tag.names.get(language).name));
        }
        if let Some(byline) = self.noun::<Byline>(id)? {
            return self.hold_against(id, |language| twice(&byline.names.get(language).name));
        }
        let tree = CategoryTree::new(self.nouns::<Category>()?);
        self.hold_against(id, |language| path_names(&tree, CategoryId::new(id), language))
    }

    /// `now`: what it is called in a language, at a server with a tree of categories and at one without; none where it is gone.
    fn hold_against(
        &self,
        id: Uuid,
        now: impl Fn(&Language) -> Option<[String; 2]>,
    ) -> Result<(), StoreError> {
        let sql = "SELECT DISTINCT language FROM shown_name WHERE noun = ?1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let languages = statement.query_map([id.as_bytes()], |row| row.get::<_, String>(0))?;
        for written in languages.collect::<Result<Vec<_>, _>>()? {
            let names = written.parse::<Language>().ok().and_then(|language| now(&language));
            let [whole, own] = names.map_or([None, None], |names| names.map(Some));
            self.connection.prepare_cached(include_str!("hold_names.sql"))?.execute((
                id.as_bytes(),
                &written,
                whole,
                own,
            ))?;
        }
        Ok(())
    }
}

/// Takes the names of now for those with which the articles of a library from before were sent. A text that cannot be read says nothing.
pub(crate) fn take_names_of_now(connection: &Connection) -> Result<(), StoreError> {
    let view = View::new(connection);
    let sql = "SELECT target, article, revision, kind FROM ledger WHERE state <> 'removed'";
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let target = TargetId::new(Uuid::from_bytes(row.get(0)?));
        let article = ArticleId::new(Uuid::from_bytes(row.get(1)?));
        let Ok(Some(content)) = view.revision(article, RevisionNumber(row.get(2)?)) else { continue };
        for name in view.names_now(target, read_kind(row, 3)?, &content).unwrap_or_default() {
            put(connection, target, article, &name)?;
        }
    }
    Ok(())
}

fn put(
    connection: &Connection,
    target: TargetId,
    article: ArticleId,
    name: &ShownName,
) -> Result<(), StoreError> {
    let sql = "INSERT OR REPLACE INTO shown_name (target, article, noun, language, name, is_old) VALUES (?1, ?2, ?3, ?4, ?5, 0)";
    connection.prepare_cached(sql)?.execute((
        target.uuid().as_bytes(),
        article.uuid().as_bytes(),
        name.noun.as_bytes(),
        name.language.to_string(),
        &name.name,
    ))?;
    Ok(())
}

/// What a category is called with all that it stands below, and by itself.
fn path_names(tree: &CategoryTree, id: CategoryId, language: &Language) -> Option<[String; 2]> {
    let path = tree.path(id);
    let names: Vec<_> = path.iter().map(|category| category.names.get(language).name.as_str()).collect();
    let own = (*names.last()?).to_owned();
    let whole = names.iter().flat_map(|name| [BELOW.to_string(), (*name).to_owned()]).collect();
    Some([whole, own])
}

#[expect(clippy::unnecessary_wraps, reason = "as a category's, which may be gone")]
fn twice(name: &str) -> Option<[String; 2]> {
    Some([name.to_owned(), name.to_owned()])
}
