SELECT hash, kind, bytes, width, height, name, alt, caption, credit, focal_x, focal_y FROM media WHERE hash BETWEEN ?1 AND ?2 LIMIT 1
