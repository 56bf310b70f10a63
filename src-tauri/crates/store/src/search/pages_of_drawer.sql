SELECT first, entries FROM search_page WHERE drawer = ?1 ORDER BY first
