-- The category and the date under which readers had an article before, where its address may have had these in it.
CREATE TABLE former_filing (
    article     INTEGER NOT NULL REFERENCES article (rowid) ON DELETE CASCADE,
    category    BLOB    NOT NULL, -- empty for none
    printed_at  INTEGER NOT NULL,
    counts_from INTEGER NOT NULL, -- from when on it is a former one
    PRIMARY KEY (article, category, printed_at)
) STRICT, WITHOUT ROWID;

-- What the counter of a site said of an article when it was asked last. A fact, which no undo takes back.
CREATE TABLE figure (
    target   BLOB    NOT NULL CHECK (length(target) = 16),
    article  INTEGER NOT NULL REFERENCES article (rowid) ON DELETE CASCADE,
    views    INTEGER CHECK (views >= 0), -- none where it never had an answer
    asked_at INTEGER NOT NULL,
    PRIMARY KEY (target, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX figure_by_article ON figure (article);

-- Its card shows another number then.
CREATE TRIGGER figure_added AFTER INSERT ON figure WHEN NEW.views IS NOT NULL BEGIN
    INSERT INTO change
    SELECT 'article', article.id, next_state.number FROM article, next_state WHERE article.rowid = NEW.article
    ON CONFLICT DO UPDATE SET state = excluded.state;
END;
CREATE TRIGGER figure_changed AFTER UPDATE ON figure WHEN NEW.views IS NOT OLD.views BEGIN
    INSERT INTO change
    SELECT 'article', article.id, next_state.number FROM article, next_state WHERE article.rowid = NEW.article
    ON CONFLICT DO UPDATE SET state = excluded.state;
END;
