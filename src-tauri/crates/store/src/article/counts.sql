SELECT
    coalesce(sum(shelf = 0), 0), coalesce(sum(shelf = 1), 0), coalesce(sum(shelf = 2), 0),
    coalesce(sum(shelf = 3 AND publish_at > ?1), 0), coalesce(sum(shelf = 3 AND publish_at <= ?1), 0),
    coalesce(sum(shelf = 4), 0), coalesce(sum(shelf = 5), 0)
FROM article
