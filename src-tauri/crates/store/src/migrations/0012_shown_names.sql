-- The names of category, tags and bylines under which a server shows an article, as they were sent. Articles know these by id, so that a
-- name which was changed since is a change of what is to stand there, and none of any article.
CREATE TABLE shown_name (
    target   BLOB    NOT NULL CHECK (length(target) = 16),
    article  BLOB    NOT NULL CHECK (length(article) = 16),
    noun     BLOB    NOT NULL CHECK (length(noun) = 16),
    language TEXT    NOT NULL, -- the article's
    name     TEXT    NOT NULL, -- of a category where the server has a tree: all from its top on, see ledger/shown.rs
    is_old   INTEGER NOT NULL, -- whether it is called otherwise by now, or is gone
    PRIMARY KEY (target, article, noun)
) STRICT, WITHOUT ROWID;

CREATE INDEX shown_name_by_noun ON shown_name (noun, language);
-- Few at a time are.
CREATE INDEX shown_name_old ON shown_name (target, article) WHERE is_old;
