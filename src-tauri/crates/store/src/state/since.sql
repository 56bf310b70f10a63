SELECT noun, id FROM change
WHERE state > (SELECT number FROM state WHERE name = ?1)
LIMIT ?2
