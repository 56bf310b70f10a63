-- As what an article stands at a server: a page that became an article here is a page there still.

ALTER TABLE ledger ADD COLUMN kind TEXT NOT NULL DEFAULT 'article' CHECK (kind IN ('article', 'page'));

UPDATE ledger SET kind = 'page' WHERE article IN (SELECT id FROM article WHERE kind = 'page');
