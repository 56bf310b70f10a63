-- Whether someone chose the slug; else the headline makes it, and it follows the headline until the first release. Of older rows that is
-- decided as it was until now at each change of a headline, in article/chosen.rs: a slug that is what the headline makes follows it, one
-- with a number behind it as well where another article has the one without; every other was chosen.
ALTER TABLE article ADD COLUMN slug_chosen INTEGER NOT NULL DEFAULT 0;

-- Links of working texts to addresses that no article has yet, as they are written: in the language that the link names, else in the
-- text's own. Whoever gets such an address is what they mean from then on, and their row goes. Derived from the text in the same
-- transaction; of older texts by a look at them, in article/unmet.rs, which may take more for a link than is one.
CREATE TABLE unmet_link (
    slug     TEXT    NOT NULL,
    language TEXT    NOT NULL,
    article  INTEGER NOT NULL REFERENCES article (rowid) ON DELETE CASCADE,
    href     TEXT    NOT NULL,
    PRIMARY KEY (slug, language, article, href)
) STRICT, WITHOUT ROWID;
CREATE INDEX unmet_link_by_article ON unmet_link (article);
