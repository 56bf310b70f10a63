DELETE FROM search_page WHERE drawer = ?1 AND first = ?2
