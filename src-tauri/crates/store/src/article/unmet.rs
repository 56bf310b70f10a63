//! Links that were written before their article: they mean it once it has the address.

use galley_domain::{ArticleId, Content, Internal, Language, Slug};
use rusqlite::Connection;
use uuid::Uuid;

use super::fields::Fields;
use super::parsed;
use crate::{StoreError, Tx};

/// A path within the site that a text links to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkedPath {
    /// As it is written.
    pub href: String,
    /// What it says.
    pub says: Internal,
}

impl Tx<'_> {
    /// Notes the links of a text that mean no article, in place of those that were noted of it before.
    pub(super) fn put_unmet(
        &self,
        rowid: i64,
        content: &Content,
        paths: &[LinkedPath],
        is_new: bool,
    ) -> Result<(), StoreError> {
        if !is_new {
            let sql = "DELETE FROM unmet_link WHERE article = ?1";
            self.connection.prepare_cached(sql)?.execute([rowid])?;
        }
        for path in paths.iter().filter(|path| !content.links.contains_key(&path.href)) {
            note(self.connection, rowid, &path.href, &path.says, &content.language)?;
        }
        Ok(())
    }

    /// Has the links that were written to an address before anyone had it mean this article. Answers the articles that they stand in: the
    /// text of none is another one, so their versions stay.
    ///
    /// # Errors
    /// [`StoreError`]
    pub fn meet_links(
        &self,
        id: ArticleId,
        (language, slug): (&Language, &Slug),
    ) -> Result<Vec<ArticleId>, StoreError> {
        meet(self.connection, id, language.as_str(), slug.as_str())
    }
}

fn note(
    connection: &Connection,
    rowid: i64,
    href: &str,
    says: &Internal,
    own: &Language,
) -> Result<(), StoreError> {
    let sql = "INSERT OR IGNORE INTO unmet_link (slug, language, article, href) VALUES (?1, ?2, ?3, ?4)";
    let language = says.language.as_ref().unwrap_or(own);
    connection.prepare_cached(sql)?.execute((says.slug.as_str(), language.as_str(), rowid, href))?;
    Ok(())
}

fn meet(
    connection: &Connection,
    id: ArticleId,
    language: &str,
    slug: &str,
) -> Result<Vec<ArticleId>, StoreError> {
    let sql = "SELECT article, href FROM unmet_link WHERE slug = ?1 AND language = ?2";
    let mut statement = connection.prepare_cached(sql)?;
    let found = statement.query_map((slug, language), |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut met = Vec::new();
    for (rowid, href) in found.collect::<Result<Vec<(i64, String)>, _>>()? {
        let sql = "SELECT id, fields FROM article WHERE rowid = ?1";
        let (from, json) = connection
            .prepare_cached(sql)?
            .query_row([rowid], |row| Ok((Uuid::from_bytes(row.get(0)?), row.get::<_, String>(1)?)))?;
        let mut fields: Fields<'_> = serde_json::from_str(&json)?;
        fields.mean(href, id);
        connection
            .prepare_cached("UPDATE article SET fields = ?2 WHERE rowid = ?1")?
            .execute((rowid, serde_json::to_string(&fields)?))?;
        connection
            .prepare_cached(
                "INSERT OR IGNORE INTO article_link (target, kind, article) VALUES (?1, 'link', ?2)",
            )?
            .execute((id.uuid().as_bytes(), rowid))?;
        met.push(ArticleId::new(from));
    }
    if !met.is_empty() {
        let sql = "DELETE FROM unmet_link WHERE slug = ?1 AND language = ?2";
        connection.prepare_cached(sql)?.execute((slug, language))?;
        met.dedup();
    }
    Ok(met)
}

/// Finds the links of a library from before that mean no article, by a look at the texts, and has those mean it whose article was
/// released since.
pub(crate) fn find_unmet_links(connection: &Connection) -> Result<(), StoreError> {
    let mut statement = connection.prepare(include_str!("texts.sql"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        // What cannot be read is left as it is: opening must not end at it.
        let Ok(text) = row.get_ref(3)?.as_str() else { continue };
        let mut hrefs = hrefs(text).peekable();
        if hrefs.peek().is_none() {
            continue;
        }
        let Ok(own) = parsed::<Language>(row, 1) else { continue };
        let Ok(fields) = row.get_ref(2)?.as_str() else { continue };
        let Ok(fields) = serde_json::from_str::<Fields<'_>>(fields) else { continue };
        for href in hrefs.filter(|href| !fields.means(href)) {
            if let Some(says) = Internal::read(href) {
                note(connection, row.get(0)?, href, &says, &own)?;
            }
        }
    }
    let mut statement = connection.prepare(include_str!("met_since.sql"))?;
    let address = |row: &rusqlite::Row<'_>| Ok((Uuid::from_bytes(row.get(0)?), row.get(1)?, row.get(2)?));
    let had = statement.query_map([], address)?.collect::<Result<Vec<(Uuid, String, String)>, _>>()?;
    let has_met = !had.is_empty();
    for (id, language, slug) in had {
        meet(connection, ArticleId::new(id), &language, &slug)?;
    }
    if has_met {
        // It is not what it was.
        connection.execute(include_str!("../state/mark.sql"), [])?;
    }
    Ok(())
}

/// What stands where a link within the site would: behind `](`, and behind `]:` at a definition.
fn hrefs(text: &str) -> impl Iterator<Item = &str> {
    let behind = text.match_indices(']').filter_map(|(at, _)| {
        let rest = &text[at + 1..];
        rest.strip_prefix('(').or_else(|| rest.strip_prefix(':'))
    });
    behind.filter_map(|rest| {
        let rest = rest.trim_start_matches([' ', '\t']);
        let href = match rest.strip_prefix('<') {
            Some(within) => within.split(['>', '\n']).next()?,
            None => rest.split([')', ' ', '\t', '\r', '\n']).next()?,
        };
        (!href.is_empty()).then_some(href)
    })
}

#[cfg(test)]
mod tests {
    use super::hrefs;

    #[test]
    fn what_may_be_a_link_is_seen() {
        let text = "[a](/en/a/) [b]( <b c.md> \"title\") [c]\n\n[c]: ../c\n[d](), x](e\n";
        assert_eq!(hrefs(text).collect::<Vec<_>>(), ["/en/a/", "b c.md", "../c", "e"]);
    }
}
