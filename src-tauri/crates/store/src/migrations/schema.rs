//! What a database of ours consists of. A library may come from anywhere, and what its schema says is done by SQLite at each change: a
//! trigger that nobody here wrote could release a text or take one away.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::OnceLock;

use rusqlite::{Connection, Row};

use super::{MIGRATIONS, run};
use crate::StoreError;

/// A table, index, view or trigger: its kind, its name, the table that it is of, and how it was made.
type Object = (String, String, String, Option<String>);
type Objects = BTreeSet<Object>;

/// Refuses a database that would do something else at a change than this Galley wrote: its triggers and views are known ones, and there is no
/// other. Damage elsewhere is [`differences`]' matter, which takes longer.
pub(super) fn must_act_as_ours(connection: &Connection, applied: usize) -> Result<(), StoreError> {
    let acts = |object: &&Object| matches!(object.0.as_str(), "trigger" | "view");
    let (ours, found) = (known(applied)?, objects(connection)?);
    let other = ours.symmetric_difference(&found).find(acts);
    other.map_or(Ok(()), |(kind, name, ..)| {
        Err(StoreError::ForeignSchema {
            detail: format!("its {kind} {name:?} is not Galley's, or is missing"),
        })
    })
}

/// In what the database is made otherwise than this Galley makes it, one sentence each. Tables of others are no matter of ours.
pub(crate) fn differences(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let (ours, found) = (known(MIGRATIONS.len())?, objects(connection)?);
    let named = |objects: &Objects, (kind, name, ..): &Object| {
        objects.iter().any(|(other, called, ..)| (other, called) == (kind, name))
    };
    let missing = ours.iter().filter(|object| !named(&found, object));
    let missing = missing.map(|(kind, name, ..)| format!("{kind} {name:?} is missing"));
    let is_ours = |(_, _, table, _): &&Object| ours.iter().any(|(_, _, known, _)| known == table);
    let other = found.difference(ours).filter(is_ours).map(|object| {
        let (kind, name, ..) = object;
        let is =
            if named(ours, object) { "is made otherwise than Galley makes it" } else { "is not Galley's" };
        format!("{kind} {name:?} {is}")
    });
    Ok(missing.chain(other).collect())
}

/// What is there after so many migrations.
fn known(applied: usize) -> Result<&'static Objects, StoreError> {
    static KNOWN: [OnceLock<Objects>; MIGRATIONS.len() + 1] =
        [const { OnceLock::new() }; MIGRATIONS.len() + 1];
    let known = &KNOWN[applied];
    if known.get().is_none() {
        let made = Connection::open_in_memory()?;
        // There is no media in it yet that any of them would look at.
        run(&made, 0, applied, Path::new(""))?;
        let _ = known.set(objects(&made)?);
    }
    Ok(known.get_or_init(Objects::new))
}

fn objects(connection: &Connection) -> Result<Objects, StoreError> {
    // SQLite's own have such names, and nobody else's may.
    let sql =
        "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";
    let mut statement = connection.prepare(sql)?;
    let read = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?));
    Ok(statement.query_map([], read)?.collect::<Result<_, _>>()?)
}
