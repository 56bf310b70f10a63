//! Who made a cover, said below it, at servers that have one line for both.

use crate::Cover;

impl Cover {
    /// What stands below it where one line has to say all, in a language.
    pub(crate) fn below(&self, language: &str) -> String {
        credited(&self.caption, &self.credit, language)
    }
}

/// The caption with the credit behind it, in the words of a language, a BCP 47 tag.
pub fn credited(caption: &str, credit: &str, language: &str) -> String {
    if credit.is_empty() {
        return caption.to_owned();
    }
    let line = word(language).replace("{name}", credit);
    match caption.chars().next_back() {
        None => line,
        Some(last) if last.is_alphanumeric() => format!("{caption} · {line}"),
        Some(_) => format!("{caption} {line}"),
    }
}

/// The caption of a line that has this credit behind it; none where it has not.
pub fn without_credit<'l>(line: &'l str, credit: &str, language: &str) -> Option<&'l str> {
    let caption = line.trim_end().strip_suffix(&word(language).replace("{name}", credit))?;
    Some(caption.trim_end().trim_end_matches('·').trim_end())
}

/// As the theme of a site says it.
fn word(language: &str) -> &'static str {
    match language.split('-').next().unwrap_or_default() {
        "ar" => "الصورة: {name}",
        "de" => "Bild: {name}",
        "es" => "Foto: {name}",
        "fr" => "Image : {name}",
        "he" => "צילום: {name}",
        "ja" => "写真：{name}",
        "zh" if language.starts_with("zh-Hant") => "圖片：{name}",
        "zh" => "图片：{name}",
        _ => "Picture: {name}",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_credit_stands_behind_the_caption_and_comes_off_again() {
        for (caption, language, line) in [
            ("Laid at night", "en", "Laid at night · Picture: Mara"),
            ("Laid at night.", "en-GB", "Laid at night. Picture: Mara"),
            ("", "zh-Hans", "图片：Mara"),
        ] {
            assert_eq!(credited(caption, "Mara", language), line);
            assert_eq!(without_credit(line, "Mara", language), Some(caption));
        }
        assert_eq!(credited("Laid at night", "", "en"), "Laid at night");
        assert_eq!(without_credit("Laid at night", "Mara", "en"), None);
    }

    #[test]
    fn servers_and_sites_say_it_in_the_same_words() {
        let themes = concat!(env!("CARGO_MANIFEST_DIR"), "/../site/themes/broadsheet/words");
        for file in std::fs::read_dir(themes).expect("the theme has words").flatten() {
            let (path, words) = (file.path(), std::fs::read_to_string(file.path()).expect("text"));
            let language = path.file_stem().and_then(|name| name.to_str()).expect("a language");
            let line = format!("credit = \"{}\"", word(language));
            assert!(words.lines().any(|known| known == line), "{language}: {line}");
        }
    }
}
