//! What an import takes at most. Each number has its unit in its name; beyond it something is refused, never cut.

use galley_domain::limits::BODY_BYTES;

/// Bounds of an import. The defaults suit a newsroom; tests make them small.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Most files and folders under the imported folder, or entries of a zip.
    pub files: usize,
    /// Deepest folder below the imported one.
    pub folder_depth: usize,
    /// Largest text file, in bytes: a body and its front matter.
    pub text_bytes: u64,
    /// Largest front matter, in bytes.
    pub front_matter_bytes: usize,
    /// Largest front matter in a bundle of our own, in bytes; it names every picture and link of the body.
    pub own_front_matter_bytes: usize,
    /// Deepest nesting of values in front matter.
    pub front_matter_depth: usize,
    /// Most values in front matter, repeated ones counted each time.
    pub front_matter_values: usize,
    /// Most categories and dates that an article was filed under before.
    pub filed_before: usize,
    /// Largest configuration file of another tool, in bytes.
    pub config_bytes: usize,
    /// Largest manifest of a bundle, in bytes.
    pub manifest_bytes: u64,
    /// Largest picture or other media file, in bytes.
    pub picture_bytes: u64,
    /// Longest side of a picture, in pixels. This and the next are what a library takes.
    pub picture_side_pixels: usize,
    /// Largest picture, in pixels.
    pub picture_pixels: usize,
    /// Largest zip once unpacked, in bytes.
    pub zip_total_bytes: u64,
    /// How many times larger than packed an entry of a zip may be, once it is larger than a MiB.
    pub zip_ratio: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            files: 1_000_000,
            folder_depth: 32,
            text_bytes: BODY_BYTES as u64 + 64 * 1024,
            front_matter_bytes: 64 * 1024,
            own_front_matter_bytes: 4 * 1024 * 1024,
            front_matter_depth: 64,
            front_matter_values: 200_000,
            filed_before: 1_000,
            config_bytes: 1024 * 1024,
            manifest_bytes: 512 * 1024 * 1024,
            picture_bytes: 50 * 1024 * 1024,
            picture_side_pixels: 30_000,
            picture_pixels: 200_000_000,
            zip_total_bytes: 16 * 1024 * 1024 * 1024,
            zip_ratio: 100,
        }
    }
}
