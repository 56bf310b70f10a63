//! Galley, the window.
