-- The pages that begin within a range of tokens.
SELECT entries FROM search_page WHERE drawer = ?1 AND first > ?2 AND first < ?3 ORDER BY first
