-- An embargo counts from its end, whatever time was set besides. Each part is one step along an index of its own.
SELECT min(at)
FROM (
    SELECT min(publish_at) AS at FROM article INDEXED BY article_by_release WHERE shelf = 3 AND publish_at > ?1
    UNION ALL
    SELECT min(embargo_until) FROM article INDEXED BY article_by_embargo WHERE shelf = 3 AND embargo_until > ?1
    UNION ALL
    SELECT min(pending_at) FROM article INDEXED BY article_by_pending WHERE shelf = 3 AND pending_at > ?1
)
