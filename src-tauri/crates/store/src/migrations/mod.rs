//! The schema and its history.
//!
//! Each migration is a numbered SQL file that is never edited once released. All that are pending run in one
//! transaction together with the new `user_version`. The list of applied ones must be a prefix of the list known
//! here: anything else is a library of a newer Galley, or not one of ours.

mod schema;

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use crate::StoreError;
use crate::connection::APPLICATION_ID;

pub(crate) use schema::differences;

/// The one that looks into files.
const UPRIGHT: &str = "0010_upright";
/// The one that looks into texts.
const NAMES: &str = "0012_shown_names";
/// The one that looks into headlines and for links.
const CHOSEN: &str = "0013_chosen_slugs";

/// All migrations, oldest first: name and SQL.
const MIGRATIONS: [(&str, &str); 13] = [
    ("0001_first", concat!(include_str!("0001_first.sql"), include_str!("0001_search.sql"))),
    ("0002_ledger", include_str!("0002_ledger.sql")),
    ("0003_outbox", include_str!("0003_outbox.sql")),
    ("0004_orders", include_str!("0004_orders.sql")),
    ("0005_changes", include_str!("0005_changes.sql")),
    ("0006_kinds", include_str!("0006_kinds.sql")),
    ("0007_pending", include_str!("0007_pending.sql")),
    ("0008_addresses", include_str!("0008_addresses.sql")),
    ("0009_filings_and_figures", include_str!("0009_filings_and_figures.sql")),
    (UPRIGHT, include_str!("0010_upright.sql")),
    ("0011_what_is_known", include_str!("0011_what_is_known.sql")),
    (NAMES, include_str!("0012_shown_names.sql")),
    (CHOSEN, include_str!("0013_chosen_slugs.sql")),
];

/// The schema version that this program writes: how many migrations there are.
pub const SCHEMA_VERSION: u32 = MIGRATIONS.len() as u32;

/// What the database says about itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    /// Ours and up to date.
    Current,
    /// Ours and older: this many migrations are applied.
    Behind(usize),
}

/// Looks at a database without changing it.
pub(crate) fn state(connection: &Connection) -> Result<Option<State>, StoreError> {
    let application_id: i32 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    if application_id != APPLICATION_ID {
        return Ok(None);
    }
    let found: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if found > SCHEMA_VERSION {
        return Err(StoreError::TooNew { found, known: SCHEMA_VERSION });
    }
    let mut applied = connection.prepare("SELECT name FROM migration ORDER BY number")?;
    let applied = applied.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
    for (at, name) in applied.iter().enumerate() {
        if MIGRATIONS.get(at).is_none_or(|(known, _)| known != name) {
            return Err(StoreError::ForeignSchema { detail: format!("migration {name} is unknown") });
        }
    }
    schema::must_act_as_ours(connection, applied.len())?;
    Ok(Some(if applied.len() == MIGRATIONS.len() { State::Current } else { State::Behind(applied.len()) }))
}

/// Brings a new or older database up to date; `media` is the folder of its media. The caller has the library alone and has kept a copy.
pub(crate) fn migrate(connection: &mut Connection, applied: usize, media: &Path) -> Result<(), StoreError> {
    let tx = connection.transaction_with_behavior(TransactionBehavior::Exclusive)?;
    run(&tx, applied, MIGRATIONS.len(), media)?;
    let sound: String = tx.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if sound != "ok" {
        return Err(StoreError::damaged(sound));
    }
    tx.pragma_update(None, "application_id", APPLICATION_ID)?;
    tx.pragma_update(None, "user_version", SCHEMA_VERSION)?;
    tx.commit()?;
    Ok(())
}

/// Applies the migrations behind the first so many, up to so many.
fn run(connection: &Connection, applied: usize, up_to: usize, media: &Path) -> Result<(), StoreError> {
    for (number, (name, sql)) in MIGRATIONS.iter().enumerate().take(up_to).skip(applied) {
        connection.execute_batch(sql)?;
        if *name == UPRIGHT {
            crate::media::stand_upright(connection, media)?;
        }
        if *name == NAMES {
            crate::ledger::take_names_of_now(connection)?;
        }
        if *name == CHOSEN {
            crate::article::find_chosen_slugs(connection)?;
            crate::article::find_unmet_links(connection)?;
        }
        connection.execute("INSERT INTO migration (number, name) VALUES (?1, ?2)", (number + 1, name))?;
    }
    Ok(())
}
