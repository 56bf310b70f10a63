-- A change to an article that readers have already: its text is kept as a revision, and is the released one from that time on.
ALTER TABLE article ADD COLUMN pending_revision INTEGER;
ALTER TABLE article ADD COLUMN pending_at INTEGER;

-- Few at a time wait.
CREATE INDEX article_by_pending ON article (pending_at) WHERE pending_at IS NOT NULL;
