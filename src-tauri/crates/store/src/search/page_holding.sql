-- The one page of a drawer that holds a token if any does.
SELECT entries FROM search_page WHERE drawer = ?1 AND first <= ?2 ORDER BY first DESC LIMIT 1
