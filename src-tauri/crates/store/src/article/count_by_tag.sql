-- All by the tags' own index; then less the trash, which is small and has an index of its own.
WITH trashed AS (
    SELECT article_tag.tag AS tag, count(*) AS count
    FROM article JOIN article_tag ON article_tag.article = article.rowid
    WHERE article.shelf = 5
    GROUP BY article_tag.tag
)
SELECT article_tag.tag, count(*) - coalesce((SELECT count FROM trashed WHERE trashed.tag = article_tag.tag), 0)
FROM article_tag
GROUP BY article_tag.tag
