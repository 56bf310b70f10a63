-- Each part reads one index and no article. The second is those of the shelf of what is released whose time has not come.
SELECT shelf, count(*), 0 FROM article GROUP BY shelf
UNION ALL
SELECT 3, 0, count(*) FROM article INDEXED BY article_by_release WHERE shelf = 3 AND publish_at > ?1
