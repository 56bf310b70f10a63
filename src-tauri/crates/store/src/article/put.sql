INSERT INTO article (
    id, kind, slug, category, date, stage, version, released, changed, publish_at, embargo_until, archived, trashed_at, created_at,
    modified_at, author, device, pending_revision, pending_at, slug_chosen, fields, language, headline, lead, words, words_hash
)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26)
ON CONFLICT (id) DO UPDATE SET
    kind = excluded.kind,
    language = excluded.language,
    slug = excluded.slug,
    headline = excluded.headline,
    lead = excluded.lead,
    category = excluded.category,
    date = excluded.date,
    fields = excluded.fields,
    stage = excluded.stage,
    version = excluded.version,
    released = excluded.released,
    changed = excluded.changed,
    publish_at = excluded.publish_at,
    embargo_until = excluded.embargo_until,
    archived = excluded.archived,
    trashed_at = excluded.trashed_at,
    created_at = excluded.created_at,
    modified_at = excluded.modified_at,
    author = excluded.author,
    device = excluded.device,
    words = excluded.words,
    words_hash = excluded.words_hash,
    pending_revision = excluded.pending_revision,
    pending_at = excluded.pending_at,
    slug_chosen = excluded.slug_chosen
RETURNING rowid
