//! Articles as folders of Markdown, out and in.
