DELETE FROM search_page
