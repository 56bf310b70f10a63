INSERT INTO media (hash, kind, bytes, width, height, name, alt, caption, credit, focal_x, focal_y, added_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
ON CONFLICT (hash) DO UPDATE SET
    name = excluded.name,
    alt = excluded.alt,
    caption = excluded.caption,
    credit = excluded.credit,
    focal_x = excluded.focal_x,
    focal_y = excluded.focal_y
