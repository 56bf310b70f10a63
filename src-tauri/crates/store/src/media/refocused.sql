-- What stays visible of a picture is shown by every page that shows it. It is no column that 0005's trigger looks at.
INSERT INTO change
SELECT 'media', media.hash, next_state.number FROM media, next_state
WHERE media.hash = ?1 AND (media.focal_x IS NOT ?2 OR media.focal_y IS NOT ?3)
ON CONFLICT DO UPDATE SET state = excluded.state
