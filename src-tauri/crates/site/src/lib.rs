//! A library's articles as a static site.
