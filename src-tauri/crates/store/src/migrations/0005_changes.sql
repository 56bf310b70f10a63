-- What changed since a state: for those who made something of the library and want to know what of it is old. The database
-- notes it itself, whichever statement changes a row, so that none can be forgotten.

DELETE FROM setting WHERE key = 'state';

-- The states that the library was in last, each with its name (state/mark.sql). Libraries that went different ways have the
-- numbers in common, and no name.
CREATE TABLE state (
    number INTEGER PRIMARY KEY,
    name   TEXT NOT NULL UNIQUE
) STRICT;

CREATE TRIGGER state_forgets AFTER INSERT ON state BEGIN
    DELETE FROM state WHERE number <= NEW.number - 1000;
END;

-- The state that began when something last changed.
CREATE TABLE change (
    noun  TEXT    NOT NULL,
    id    BLOB    NOT NULL,
    state INTEGER NOT NULL,
    PRIMARY KEY (noun, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX change_by_state ON change (state);

-- The number of the state that a transaction is about to begin.
CREATE VIEW next_state AS SELECT ifnull(max(number), 0) + 1 AS number FROM state;

-- ON CONFLICT, and not OR REPLACE: that would give way to what the statement says that sets the trigger off.

CREATE TRIGGER article_added AFTER INSERT ON article BEGIN
    INSERT INTO change SELECT 'article', NEW.id, number FROM next_state WHERE true
    ON CONFLICT DO UPDATE SET state = excluded.state;
END;
CREATE TRIGGER article_changed AFTER UPDATE ON article BEGIN
    INSERT INTO change SELECT 'article', NEW.id, number FROM next_state WHERE true
    ON CONFLICT DO UPDATE SET state = excluded.state;
END;
CREATE TRIGGER article_removed AFTER DELETE ON article BEGIN
    INSERT INTO change SELECT 'article', OLD.id, number FROM next_state WHERE true
    ON CONFLICT DO UPDATE SET state = excluded.state;
END;

-- An address may be taken over: it is that of two articles then.
CREATE TRIGGER released_slug_taken BEFORE INSERT ON released_slug BEGIN
    INSERT INTO change
    SELECT 'article', article.id, next_state.number FROM article, next_state
    WHERE article.rowid = NEW.article OR article.rowid IN (
        SELECT article FROM released_slug WHERE slug = NEW.slug AND language = NEW.language
    )
    ON CONFLICT DO UPDATE SET state = excluded.state;
END;

-- A file that was not there before may be one that articles were waiting for.
CREATE TRIGGER media_added AFTER INSERT ON media BEGIN
    INSERT INTO change
    SELECT 'article', article.id, next_state.number FROM article_media, next_state
    JOIN article ON article.rowid = article_media.article
    WHERE article_media.hash = NEW.hash
    ON CONFLICT DO UPDATE SET state = excluded.state;
END;
CREATE TRIGGER media_changed AFTER UPDATE ON media
WHEN NEW.name IS NOT OLD.name OR NEW.kind IS NOT OLD.kind OR NEW.width IS NOT OLD.width OR NEW.height IS NOT OLD.height BEGIN
    INSERT INTO change SELECT 'media', NEW.hash, number FROM next_state WHERE true
    ON CONFLICT DO UPDATE SET state = excluded.state;
END;
CREATE TRIGGER media_removed AFTER DELETE ON media BEGIN
    INSERT INTO change SELECT 'media', OLD.hash, number FROM next_state WHERE true
    ON CONFLICT DO UPDATE SET state = excluded.state;
END;

-- Of a small noun, that it is another one now. What is written again as it was is not.

CREATE TRIGGER category_changed BEFORE INSERT ON category
WHEN NEW.record IS NOT (SELECT record FROM category WHERE id = NEW.id) BEGIN
    INSERT INTO change SELECT 'category', NEW.id, number FROM next_state WHERE true
    ON CONFLICT DO UPDATE SET state = excluded.state;
END;
CREATE TRIGGER category_rewritten AFTER UPDATE ON category BEGIN
    INSERT INTO change SELECT 'category', NEW.id, number FROM next_state WHERE true
    ON CONFLICT DO UPDATE SET state = excluded.state;
END;
CREATE TRIGGER category_removed AFTER DELETE ON category BEGIN
    INSERT INTO change SELECT 'category', OLD.id, number FROM next_state WHERE true
    ON CONFLICT DO UPDATE SET state = excluded.state;
END;

CREATE TRIGGER tag_changed BEFORE INSERT ON tag
WHEN NEW.record IS NOT (SELECT record FROM tag WHERE id = NEW.id) BEGIN
    INSERT INTO change SELECT 'tag', NEW.id, number FROM next_state WHERE true
    ON CONFLICT DO UPDATE SET state = excluded.state;
END;
CREATE TRIGGER tag_rewritten AFTER UPDATE ON tag BEGIN
    INSERT INTO change SELECT 'tag', NEW.id, number FROM next_state WHERE true
    ON CONFLICT DO UPDATE SET state = excluded.state;
END;
CREATE TRIGGER tag_removed AFTER DELETE ON tag BEGIN
    INSERT INTO change SELECT 'tag', OLD.id, number FROM next_state WHERE true
    ON CONFLICT DO UPDATE SET state = excluded.state;
END;

CREATE TRIGGER byline_changed BEFORE INSERT ON byline
WHEN NEW.record IS NOT (SELECT record FROM byline WHERE id = NEW.id) BEGIN
    INSERT INTO change SELECT 'byline', NEW.id, number FROM next_state WHERE true
    ON CONFLICT DO UPDATE SET state = excluded.state;
END;
CREATE TRIGGER byline_rewritten AFTER UPDATE ON byline BEGIN
    INSERT INTO change SELECT 'byline', NEW.id, number FROM next_state WHERE true
    ON CONFLICT DO UPDATE SET state = excluded.state;
END;
CREATE TRIGGER byline_removed AFTER DELETE ON byline BEGIN
    INSERT INTO change SELECT 'byline', OLD.id, number FROM next_state WHERE true
    ON CONFLICT DO UPDATE SET state = excluded.state;
END;

CREATE TRIGGER form_changed BEFORE INSERT ON form
WHEN NEW.record IS NOT (SELECT record FROM form WHERE id = NEW.id) BEGIN
    INSERT INTO change SELECT 'form', NEW.id, number FROM next_state WHERE true
    ON CONFLICT DO UPDATE SET state = excluded.state;
END;
CREATE TRIGGER form_rewritten AFTER UPDATE ON form BEGIN
    INSERT INTO change SELECT 'form', NEW.id, number FROM next_state WHERE true
    ON CONFLICT DO UPDATE SET state = excluded.state;
END;
CREATE TRIGGER form_removed AFTER DELETE ON form BEGIN
    INSERT INTO change SELECT 'form', OLD.id, number FROM next_state WHERE true
    ON CONFLICT DO UPDATE SET state = excluded.state;
END;

-- When the clock alone lets an article go out: few at a time lie ahead.
CREATE INDEX article_by_release ON article (publish_at) WHERE shelf = 3;
CREATE INDEX article_by_embargo ON article (embargo_until) WHERE embargo_until IS NOT NULL;
