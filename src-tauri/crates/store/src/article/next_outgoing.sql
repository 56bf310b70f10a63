-- An embargo counts from its end, whatever time was set besides.
SELECT min(at)
FROM (
    SELECT min(publish_at) AS at FROM article WHERE shelf = 3 AND publish_at > ?1
    UNION ALL
    SELECT min(embargo_until) FROM article WHERE shelf = 3 AND embargo_until > ?1
)
