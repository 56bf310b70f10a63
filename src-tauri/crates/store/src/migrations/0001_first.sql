-- The first schema. Times are milliseconds since 1970 in UTC; ids are UUIDs as 16 bytes; integer rowids are
-- for joins inside and are never exported. Records in JSON are the stored form of the domain's types.

CREATE TABLE migration (
    number INTEGER PRIMARY KEY,
    name   TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE setting (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL -- JSON
) STRICT, WITHOUT ROWID;

-- One table for each noun with a record of its own. They are few; what an article needs of them is in its own row.

CREATE TABLE category (
    id     BLOB PRIMARY KEY CHECK (length(id) = 16),
    record TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE tag (
    id     BLOB PRIMARY KEY CHECK (length(id) = 16),
    record TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE byline (
    id     BLOB PRIMARY KEY CHECK (length(id) = 16),
    record TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE form (
    id     BLOB PRIMARY KEY CHECK (length(id) = 16),
    record TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE target (
    id     BLOB PRIMARY KEY CHECK (length(id) = 16),
    record TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A deletion is a fact of its own: between machines an absence says nothing.
CREATE TABLE tombstone (
    id         BLOB    NOT NULL,
    noun       TEXT    NOT NULL,
    deleted_at INTEGER NOT NULL,
    PRIMARY KEY (noun, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE media (
    hash     BLOB PRIMARY KEY CHECK (length(hash) = 32), -- SHA-256
    kind     TEXT    NOT NULL,
    bytes    INTEGER NOT NULL,
    width    INTEGER,
    height   INTEGER,
    name     TEXT    NOT NULL,
    alt      TEXT    NOT NULL,
    caption  TEXT    NOT NULL,
    credit   TEXT    NOT NULL,
    focal_x  REAL,
    focal_y  REAL,
    added_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE article (
    rowid         INTEGER PRIMARY KEY,
    id            BLOB    NOT NULL UNIQUE CHECK (length(id) = 16),
    kind          TEXT    NOT NULL CHECK (kind IN ('article', 'page')),
    language      TEXT    NOT NULL,
    slug          TEXT    NOT NULL,
    headline      TEXT    NOT NULL,
    lead          TEXT    NOT NULL,
    category      BLOB,
    date          INTEGER,
    fields        TEXT    NOT NULL, -- JSON: all that is neither listed nor filtered by
    stage         INTEGER NOT NULL CHECK (stage BETWEEN 0 AND 2), -- draft, review, approved
    version       INTEGER NOT NULL,
    released      INTEGER,          -- number of the revision that goes out
    changed       INTEGER NOT NULL, -- whether the working text differs from it
    publish_at    INTEGER,
    embargo_until INTEGER,
    archived      INTEGER NOT NULL,
    trashed_at    INTEGER,
    created_at    INTEGER NOT NULL,
    modified_at   INTEGER NOT NULL,
    author        TEXT    NOT NULL, -- of the last save
    device        TEXT    NOT NULL,
    words         INTEGER NOT NULL,
    words_hash    BLOB    NOT NULL, -- SHA-256 of headline, lead and body: has a translation's source moved on?
    -- What the list is ordered by.
    printed_at    INTEGER NOT NULL GENERATED ALWAYS AS (coalesce(date, publish_at, created_at)) VIRTUAL,
    -- Where it lies: 0 draft, 1 review, 2 approved, 3 scheduled or published (the clock decides), 4 archived, 5 trash.
    shelf         INTEGER NOT NULL GENERATED ALWAYS AS (
        CASE
            WHEN trashed_at IS NOT NULL THEN 5
            WHEN archived THEN 4
            WHEN released IS NOT NULL AND publish_at IS NOT NULL THEN 3
            ELSE stage
        END
    ) VIRTUAL
) STRICT;

CREATE INDEX article_by_date ON article (printed_at, rowid) WHERE trashed_at IS NULL;
CREATE INDEX article_by_shelf ON article (shelf, printed_at, rowid);
CREATE INDEX article_by_category ON article (category, printed_at, rowid) WHERE trashed_at IS NULL;
CREATE INDEX article_by_language ON article (language, printed_at, rowid) WHERE trashed_at IS NULL;
-- Slug first: a link without a language asks for it in any.
CREATE INDEX article_by_slug ON article (slug, language);

-- The body stands apart, so that no list reads past it.
CREATE TABLE body (
    article INTEGER PRIMARY KEY REFERENCES article (rowid) ON DELETE CASCADE,
    text    TEXT NOT NULL
) STRICT;

-- Questions from the other side, derived from the article's fields in the same transaction.

CREATE TABLE article_tag (
    tag        BLOB    NOT NULL,
    printed_at INTEGER NOT NULL,
    article    INTEGER NOT NULL REFERENCES article (rowid) ON DELETE CASCADE,
    PRIMARY KEY (tag, printed_at, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_tag_by_article ON article_tag (article);

CREATE TABLE article_byline (
    byline  BLOB    NOT NULL,
    article INTEGER NOT NULL REFERENCES article (rowid) ON DELETE CASCADE,
    PRIMARY KEY (byline, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_byline_by_article ON article_byline (article);

CREATE TABLE article_media (
    hash    BLOB    NOT NULL,
    article INTEGER NOT NULL REFERENCES article (rowid) ON DELETE CASCADE,
    PRIMARY KEY (hash, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_media_by_article ON article_media (article);

-- Which articles an article points at: by a link in its body, or as the source it translates.
CREATE TABLE article_link (
    target  BLOB    NOT NULL,
    kind    TEXT    NOT NULL CHECK (kind IN ('link', 'translation')),
    article INTEGER NOT NULL REFERENCES article (rowid) ON DELETE CASCADE,
    PRIMARY KEY (target, kind, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_link_by_article ON article_link (article);

-- Addresses under which an article was released. The present one is among them; the others redirect to it, and none is
-- ever given to another article of the language.
CREATE TABLE released_slug (
    language TEXT    NOT NULL,
    slug     TEXT    NOT NULL,
    article  INTEGER NOT NULL REFERENCES article (rowid) ON DELETE CASCADE,
    PRIMARY KEY (slug, language)
) STRICT, WITHOUT ROWID;
CREATE INDEX released_slug_by_article ON released_slug (article);

CREATE TABLE revision (
    rowid      INTEGER PRIMARY KEY,
    article    INTEGER NOT NULL REFERENCES article (rowid) ON DELETE CASCADE,
    number     INTEGER NOT NULL,
    made_at    INTEGER NOT NULL, -- when its text was last saved
    author     TEXT    NOT NULL,
    device     TEXT    NOT NULL,
    reason     TEXT    NOT NULL,
    name       TEXT,
    headline   TEXT    NOT NULL,
    words      INTEGER NOT NULL,
    hash       BLOB    NOT NULL, -- SHA-256 of the content's JSON
    content    BLOB    NOT NULL, -- the content's JSON, zstd
    UNIQUE (article, number)
) STRICT;

-- Where an imported article came from: importing again compares with this.
CREATE TABLE origin (
    root    TEXT    NOT NULL,
    path    TEXT    NOT NULL,
    hash    BLOB    NOT NULL, -- SHA-256 of the file
    article INTEGER NOT NULL REFERENCES article (rowid) ON DELETE CASCADE,
    version INTEGER NOT NULL, -- the article's version after the import
    PRIMARY KEY (root, path)
) STRICT, WITHOUT ROWID;
CREATE INDEX origin_by_article ON origin (article);
