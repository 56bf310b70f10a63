-- The outbox: what is to be done at servers. A job is written down before each of its steps begins, so that whoever finds it
-- after a sudden end goes on from there. No undo takes it back: what was sent was sent.

CREATE TABLE outbox (
    id          INTEGER PRIMARY KEY AUTOINCREMENT, -- the order; never used again, so that no one cancels another job
    target      BLOB    NOT NULL CHECK (length(target) = 16),
    article     BLOB    NOT NULL CHECK (length(article) = 16),
    wish        TEXT    NOT NULL CHECK (wish IN ('publish', 'remove', 'hold')),
    mine        INTEGER NOT NULL, -- whether it goes over what someone changed there
    state       TEXT    NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed')),
    step        TEXT    NOT NULL CHECK (step IN ('queued', 'reading', 'pictures', 'sending', 'proof')),
    pictures    INTEGER NOT NULL, -- that are to be sent
    sent        INTEGER NOT NULL, -- of them
    attempts    INTEGER NOT NULL, -- that failed since it was queued or last came through
    due_at      INTEGER NOT NULL, -- not before
    why         TEXT,             -- it waits or failed: a word
    detail      TEXT,             -- the same as a sentence; of one that is done, what a person should know
    lease       BLOB,             -- who runs it
    lease_until INTEGER,          -- after that it is anyone's
    queued_at   INTEGER NOT NULL,
    ended_at    INTEGER
) STRICT;

CREATE INDEX outbox_by_article ON outbox (article, target);
CREATE INDEX outbox_by_due ON outbox (state, due_at);

-- From when on the server shows it by itself; none where it does at once.
ALTER TABLE ledger ADD COLUMN live_at INTEGER;
CREATE INDEX ledger_by_article ON ledger (article);
