//! What a person should know of how an article stands at a server: a word with what it is about, which whoever shows it says in the
//! reader's language. Here it is said in English.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What a person should know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// What it is.
    pub word: NoteWord,
    /// What it is about, where the word says so.
    #[serde(default)]
    pub what: String,
    /// What further there is to say.
    #[serde(default)]
    pub more: String,
}

impl Note {
    /// With what it is about, and what more there is to say.
    pub fn of(word: NoteWord, what: impl Into<String>, more: impl Into<String>) -> Self {
        Self { word, what: what.into(), more: more.into() }
    }

    /// With what it is about.
    pub fn about(word: NoteWord, what: impl Into<String>) -> Self {
        Self::of(word, what, "")
    }
}

impl From<NoteWord> for Note {
    fn from(word: NoteWord) -> Self {
        Self::of(word, "", "")
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.word.english();
        while let Some(at) = rest.find('{') {
            f.write_str(&rest[..at])?;
            let (name, behind) = rest[at + 1..].split_once('}').unwrap_or((&rest[at + 1..], ""));
            f.write_str(if name == "more" { &self.more } else { &self.what })?;
            rest = behind;
        }
        f.write_str(rest)
    }
}

macro_rules! notes {
    ($($name:ident => $english:literal,)*) => {
        /// What a note says. The English stands beside it in [`NoteWord::english`].
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[expect(missing_docs, reason = "the English says it")]
        pub enum NoteWord {
            $($name,)*
        }

        impl NoteWord {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// In English, with `{what}` and `{more}` in the places of what a note is about.
            pub const fn english(self) -> &'static str {
                match self {
                    $(Self::$name => $english,)*
                }
            }
        }
    };
}

notes! {
    OtherAddress => "its address ends in \"{what}\" there: \"{more}\" is taken, or not written so",
    DateAhead => "its date lies ahead: the site shows it then",
    KeptAs => "the site keeps it as \"{what}\"",
    ChangedDate => "the site changed the date",
    ChangedHeadline => "the site changed the headline",
    ChangedLead => "the site changed the lead",
    ChangedCategory => "the site changed the category",
    ChangedCoverAlt => "the site changed the cover's words",
    ChangedCoverCaption => "the site changed the cover's caption",
    ChangedSeoTitle => "the site changed the title for search engines",
    ChangedSeoDescription => "the site changed the description for search engines",
    ChangedCanonical => "the site changed the address of the original",
    LostTerms => "the site did not keep all categories and tags",
    LostFiling => "the site did not keep its category and all tags",
    LostTags => "the site did not keep all tags",
    LostCover => "the site did not take the cover",
    NoCredit => "the site has no place for who made the cover: {what}",
    CoverElsewhere => "the cover lies elsewhere on the web, and the site shows only pictures of its own",
    LostText => "the site took something out of the text",
    LostHtml => "the site took something out of the text (the account may not write all HTML)",
    NoAuthor => "the site has no author \"{what}\"",
    MayNotName => "this account may not name \"{what}\" as the author",
    OneAuthor => "the site names one author, and not \"{what}\" as well",
    ShortLead => "the site takes a lead of {what} characters: it is shortened there",
    MayNotPublish => "this account may not publish, the site may keep the article as a draft",
    MayNotMake => "the site has no \"{what}\", and this account may not make it there",
    MayNotDescribe => "this account may not change the words of a picture there: {what}",
    LostPicture => "pictures are not sent there, this one is left out: {what}",
    LostCoverPicture => "pictures are not sent there, this one is left out: the cover, {what}",
    MissingPicture => "a picture is not in the library: {what}",
    LostLink => "a link leads to an article that is not published there, its words stand without it: {what}",
    Gone => "it was not there any more when it was read back",
    NotPublic => "readers do not get the page yet",
    NotItsPage => "a page is there, and neither the headline nor the article's own address is on it: it was sent, and is not verified",
    NotLookedAt => "its page at {what} could not be looked at from here: it was sent, and is not verified",
    Unreadable => "it cannot be read back there: it was sent, and is not verified",
    TakenOffThere => "someone took it from readers there",
    NotProven => "the server was told to take it off; whether it did cannot be looked at from here",
    WaitsHere => "this kind of site shows nothing by itself: the article waits here, and goes out at its time",
    IsNear => "its time is so near that the site would show it at once: the article waits here, and goes out then",
    ReadersHaveIt => "readers have it there already: take it off (unpublish) where they should not",
    WasHeldBack => "readers had it there already: it was taken off until then",
    EditKept => "someone changed it there since it was sent: theirs is kept in the article's history",
    ComesBack => "it can be brought back there: publishing it again does that",
    IsDeleted => "it is deleted there for good",
    BadAddress => "the address {what} cannot be used. Nothing was sent; correct it in the server's settings",
    BadCertificate => "{what} cannot prove that it is {what}, so nothing was sent: someone else may be answering ({more})",
    NoAnswer => "{what} did not answer, so it is not known whether it took what was sent. That is looked up first; nothing is sent twice ({more})",
    BadRecipe => "the recipe, line {what}: {more}. Nothing was sent; mend it in the server's settings",
    NotInRecipe => "the recipe for {what} does not say how this goes. Nothing was sent; add it to the recipe, or do it at the site",
    PointsElsewhere => "{what} points to {more}. Nothing was sent there; if that is right, make it the server's address",
    OtherKind => "{what} does not answer as this kind of server ({more}). Nothing was changed; look at the address, and whether its API is closed",
    NoRight => "{what} does not allow this to the account: {more}. Nothing was changed there; ask for the right, or use another account",
    ChangedNow => "someone changed the article at {what} in this moment. Nothing was written over it; it is looked first what is there",
    AnotherThere => "{what} has another article under this one's name, so it is another site than the one that it was published to: {more}. Nothing was changed there; look at the server's address",
    StillThere => "the server was told to take it off, and it is there still: {what}. Where a cache keeps the page, have it emptied at the site",
    IsBusy => "{what} cannot now (HTTP {more}). Nothing is sent twice",
    Refusal => "{what} refused it: {more}. Nothing was changed there by this step",
    Barred => "{what} was not reached itself: someone before it, perhaps a firewall, turned this away ({more}). Nothing was changed there by this step",
    PictureRefused => "{what} refused a picture: {more}. Nothing was changed there by this step",
    TooBig => "the article is too large for {what}. Nothing was changed there; make it shorter, or ask whoever runs the site to raise the limit",
    PictureTooBig => "a picture is too large for {what}. The article was not sent; make the picture smaller, or ask whoever runs the site to raise the limit",
    OddAnswer => "{what} answered with something else ({more}). It is looked first what is there",
    PictureDamaged => "the picture {what} is damaged, so what a camera wrote into it cannot be taken out. Nothing was sent; take it anew from where it came from",
    NoPicture => "{what} is no picture, and only pictures are sent. Nothing was sent; put it where it can be had, and link to it there",
    InTrash => "it is in the trash. Nothing was sent",
    InArchive => "it is archived. Nothing was sent",
    NotReleased => "it is not released. Nothing was sent",
    NoTime => "it is approved but has no time to go out. Nothing was sent",
    UnderEmbargo => "it is under embargo. Nothing was sent",
    NotTaken => "{what} takes no article of its language, category or tags. Nothing was sent",
    OtherThingThere => "it stands there as an article and is a page here by now, or the other way round. Take it off there first, then publish it again",
    StoppedByCheck => "a check stops it: {what}. Nothing was sent",
    HasPlaceholder => "line {what} has a TK: something is still to come there. Nothing was sent",
    NoHeadline => "it has no headline. Nothing was sent",
    OtherByNow => "it was released anew, or for another time, while it was on its way. Nothing of it was sent",
    NothingKept => "the site keeps nothing of it: published again, it is a new article there",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_says_what_it_is_about_and_keeps_what_looks_like_a_place_of_its_own() {
        let note = Note::of(NoteWord::OtherAddress, "x-2", "x{what}");
        assert_eq!(
            note.to_string(),
            "its address ends in \"x-2\" there: \"x{what}\" is taken, or not written so"
        );
        assert_eq!(Note::from(NoteWord::DateAhead).to_string(), NoteWord::DateAhead.english());
    }

    #[test]
    fn a_note_comes_back_from_where_it_was_kept() {
        let notes: Vec<Note> = NoteWord::ALL.iter().map(|word| Note::of(*word, "a", "")).collect();
        let kept = serde_json::to_string(&notes).expect("JSON");
        assert_eq!(serde_json::from_str::<Vec<Note>>(&kept).expect("the same"), notes);
    }
}
