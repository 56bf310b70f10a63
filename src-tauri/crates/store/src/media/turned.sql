UPDATE media SET width = height, height = width WHERE hash = ?1
