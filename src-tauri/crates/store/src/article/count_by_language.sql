SELECT language, count(*) FROM article
WHERE trashed_at IS NULL
GROUP BY language
