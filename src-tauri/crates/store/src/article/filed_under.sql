SELECT id FROM article WHERE category = ?1
UNION
SELECT article.id FROM article_tag JOIN article ON article.rowid = article_tag.article WHERE tag = ?1
UNION
SELECT article.id FROM article_byline JOIN article ON article.rowid = article_byline.article WHERE byline = ?1
