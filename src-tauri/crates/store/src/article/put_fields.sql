UPDATE article SET
    kind = ?2,
    slug = ?3,
    category = ?4,
    date = ?5,
    fields = ifnull(?6, fields),
    stage = ?7,
    version = ?8,
    released = ?9,
    changed = ?10,
    publish_at = ?11,
    embargo_until = ?12,
    archived = ?13,
    trashed_at = ?14,
    created_at = ?15,
    modified_at = ?16,
    author = ?17,
    device = ?18,
    pending_revision = ?19,
    pending_at = ?20
WHERE id = ?1
RETURNING rowid
