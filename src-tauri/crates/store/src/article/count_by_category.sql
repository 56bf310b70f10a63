SELECT category, count(*) FROM article
WHERE trashed_at IS NULL AND category IS NOT NULL
GROUP BY category
