-- A name that is written back is the one that stands there again.
UPDATE shown_name SET is_old = ifnull(name NOT IN (?3, ?4), 1)
WHERE noun = ?1 AND language = ?2 AND is_old IS NOT ifnull(name NOT IN (?3, ?4), 1)
