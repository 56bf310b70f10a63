-- The ledger: what stands where. Facts about other machines: they stay when the article or the target is gone, and no undo
-- takes them back.

CREATE TABLE ledger (
    target    BLOB    NOT NULL CHECK (length(target) = 16),
    article   BLOB    NOT NULL CHECK (length(article) = 16),
    state     TEXT    NOT NULL CHECK (state IN ('sending', 'sent', 'verified', 'removed')),
    remote_id TEXT,             -- none before the server named one
    url       TEXT,
    revision  INTEGER NOT NULL, -- the one that was sent
    sent_hash BLOB    NOT NULL, -- SHA-256 of what was sent
    seen_hash BLOB,             -- SHA-256 of what the server had when it was read back
    at        INTEGER NOT NULL,
    PRIMARY KEY (target, article)
) STRICT, WITHOUT ROWID;

-- Media that a server has already, by content: none is sent twice.
CREATE TABLE ledger_media (
    target    BLOB NOT NULL CHECK (length(target) = 16),
    hash      BLOB NOT NULL CHECK (length(hash) = 32),
    remote_id TEXT NOT NULL,
    url       TEXT NOT NULL,
    PRIMARY KEY (target, hash)
) STRICT, WITHOUT ROWID;
