-- The search index. It holds no text, only which token stands in which article. Written and read by search/ alone.
-- 512 articles whose rowids follow each other make a drawer: rowid = 512 * drawer + slot.
-- A drawer's tokens are in order, cut into pages.
CREATE TABLE search_page (
    drawer  INTEGER NOT NULL,
    first   BLOB    NOT NULL, -- no token of this page comes before it, all of them come before the next page's
    entries BLOB    NOT NULL, -- see search/page.rs
    PRIMARY KEY (drawer, first)
) STRICT, WITHOUT ROWID;
