//! Which slugs of a library from before were chosen by someone.

use galley_domain::{ArticleId, Language, Slug};
use rusqlite::Connection;
use uuid::Uuid;

use super::parsed;
use crate::{StoreError, View};

/// Decides of each article whether its slug was chosen, as that was guessed at each change of a headline until then.
pub(crate) fn find_chosen_slugs(connection: &Connection) -> Result<(), StoreError> {
    let view = View::new(connection);
    let mut chosen = Vec::new();
    let mut statement = connection.prepare("SELECT rowid, id, language, slug, headline FROM article")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let id = ArticleId::new(Uuid::from_bytes(row.get(1)?));
        // What cannot be read is left as it is: opening must not end at it.
        let (Ok(language), Ok(slug)) = (parsed::<Language>(row, 2), parsed::<Slug>(row, 3)) else { continue };
        let headline = row.get_ref(4)?.as_str().unwrap_or_default();
        if !follows(&view, id, &language, &slug, headline)? {
            chosen.push(row.get::<_, i64>(0)?);
        }
    }
    drop(rows);
    drop(statement);
    if chosen.is_empty() {
        return Ok(());
    }
    // Nothing that anyone made of these articles is old because of it.
    let trigger = "SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = 'article_changed'";
    let trigger: String = connection.query_row(trigger, [], |row| row.get(0))?;
    connection.execute_batch("DROP TRIGGER article_changed")?;
    let mut mark = connection.prepare("UPDATE article SET slug_chosen = 1 WHERE rowid = ?1")?;
    for rowid in chosen {
        mark.execute([rowid])?;
    }
    connection.execute_batch(&trigger)?;
    Ok(())
}

/// Whether a slug was made from the headline. With a number behind it that is so where another article has the one without.
fn follows(
    view: &View<'_>,
    id: ArticleId,
    language: &Language,
    slug: &Slug,
    headline: &str,
) -> Result<bool, StoreError> {
    let made = Slug::made(headline, id);
    let Some(rest) = slug.as_str().strip_prefix(made.as_str()) else { return Ok(false) };
    let is_numbered = || rest.strip_prefix('-').is_some_and(|number| number.parse::<u32>().is_ok());
    Ok(rest.is_empty() || (is_numbered() && !view.may_have_slug(id, language, made.as_str())?))
}
