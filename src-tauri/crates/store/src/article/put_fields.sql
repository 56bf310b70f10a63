UPDATE article SET
    kind = ?2,
    slug = ?3,
    category = ?4,
    date = ?5,
    stage = ?6,
    version = ?7,
    released = ?8,
    changed = ?9,
    publish_at = ?10,
    embargo_until = ?11,
    archived = ?12,
    trashed_at = ?13,
    created_at = ?14,
    modified_at = ?15,
    author = ?16,
    device = ?17,
    pending_revision = ?18,
    pending_at = ?19,
    slug_chosen = ?20,
    fields = ifnull(?21, fields)
WHERE id = ?1
RETURNING rowid
