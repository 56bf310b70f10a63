-- The newest drawer that is older than another.
SELECT max(drawer) FROM search_page WHERE drawer < ?1
