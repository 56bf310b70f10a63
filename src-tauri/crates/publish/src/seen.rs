//! The list of all that a server has.

/// A part of the list of all that a server has.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Listing {
    /// What this account is given of it, which may be less than stands there, or nothing.
    pub seen: Vec<Seen>,
    /// The place where the next part begins; none where this was the last.
    pub next: Option<usize>,
    /// How many the whole list has, where the server says it.
    pub total: Option<usize>,
}

/// An article or page in the list of all that a server has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// The server's name for it.
    pub id: String,
    /// Where readers find it.
    pub url: String,
    /// The last part of its address.
    pub slug: String,
    /// When it was changed last, as the server says it.
    pub version: String,
}
