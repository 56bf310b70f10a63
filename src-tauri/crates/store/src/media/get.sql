SELECT hash, kind, bytes, width, height, name, alt, caption, credit, focal_x, focal_y FROM media WHERE hash = ?1
