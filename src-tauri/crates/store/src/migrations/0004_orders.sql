-- The other orders of a list. Each index carries what lists are filtered by, so that a walk along it passes over what a
-- filter leaves out without reading the article: the rarest filter costs one walk through an index, not a sort.

CREATE INDEX article_by_change ON article (modified_at, rowid, shelf, publish_at, language, category);
CREATE INDEX article_by_words ON article (words, rowid, shelf, publish_at, language, category);
CREATE INDEX article_by_headline ON article (headline COLLATE NOCASE, rowid, shelf, publish_at, language, category);
