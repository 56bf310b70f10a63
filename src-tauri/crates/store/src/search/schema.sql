-- The search index. It holds no text, only which token stands in which article; the rowid is the article's.
-- Tokens are made by Galley (search/tokens.rs) and handed over with spaces between them, so the simplest tokenizer does.
CREATE VIRTUAL TABLE search USING fts5 (
    tokens,
    content = '',
    contentless_delete = 1,
    detail = none,
    tokenize = "ascii tokenchars ':^='"
);
