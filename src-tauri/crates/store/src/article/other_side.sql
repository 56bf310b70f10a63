SELECT 'tag', tag, printed_at FROM article_tag WHERE article = (SELECT rowid FROM article WHERE id = ?1)
UNION ALL
SELECT 'byline', byline, NULL FROM article_byline WHERE article = (SELECT rowid FROM article WHERE id = ?1)
UNION ALL
SELECT 'media', hash, NULL FROM article_media WHERE article = (SELECT rowid FROM article WHERE id = ?1)
UNION ALL
SELECT kind, target, NULL FROM article_link WHERE article = (SELECT rowid FROM article WHERE id = ?1)
