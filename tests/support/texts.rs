//! Texts that can be told apart and checked whole, by their number alone.

/// A text of some kilobytes, longer and shorter in turn.
pub fn text(number: usize) -> String {
    let lines = 20 + number * 37 % 150;
    let paragraphs =
        (0..lines).map(|line| format!("\nParagraph {line} of save {number}, in its own *words*.\n"));
    std::iter::once(format!("Save {number}.\n")).chain(paragraphs).collect()
}

/// The number of a text.
///
/// # Panics
/// Where it has none.
pub fn number(text: &str) -> usize {
    let line = text.lines().next().unwrap_or_default();
    let number = line.strip_prefix("Save ").and_then(|rest| rest.strip_suffix('.'));
    number.and_then(|number| number.parse().ok()).unwrap_or_else(|| panic!("{line:?} is not a line of ours"))
}
