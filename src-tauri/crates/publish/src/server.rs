//! What every server is asked, and what is said to it. An adapter does single steps, each of which can be done again; in which
//! order they come, and what is remembered of them, is the desk's matter.

use std::collections::BTreeMap;

use galley_domain::{Instant, TargetKind};
// A text as a person typed it: servers answer some signs as references.
pub(crate) use galley_markdown::unescape as unescaped;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::{Ghost, Http, Listing, Micropub, Note, NoteWord, PublishError, Reach, Recipe, Secret, WordPress};

/// What readers get at the address of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AtAddress {
    /// No page.
    Nothing,
    /// A page on which neither its headline is nor that it stands at its address: one that says that the site comes soon, perhaps, or a sign-in.
    Another,
    /// The article.
    Article,
    /// Nobody here knows: its host is another than the API's, and cannot be reached from here.
    Unreached,
}

/// A server, and who writes there.
pub trait Server {
    /// Who writes. Asked where the password is to be proven.
    ///
    /// # Errors
    /// [`PublishError::SignIn`] and others
    fn account(&self) -> Result<Account, PublishError>;

    /// Whether [`Server::account`] asks the server at all. Where it does not, this asks whether anything answers at the address, without a
    /// secret and without changing anything: any answer will do.
    ///
    /// # Errors
    /// [`PublishError`] where nothing answers.
    fn proves_account(&self) -> Result<bool, PublishError> {
        Ok(true)
    }

    /// The article that was made with this marker under about one of these slugs, wherever it lies but in the trash. No slugs: whatever its
    /// slug is.
    ///
    /// # Errors
    /// [`PublishError::CannotLook`] where the server has no means to say; others
    fn find(&self, page: bool, slugs: &[String], marker: &str) -> Result<Option<Remote>, PublishError>;

    /// An article; none where it is gone or in the trash.
    ///
    /// # Errors
    /// [`PublishError`]
    fn read(&self, page: bool, id: &str) -> Result<Option<Remote>, PublishError>;

    /// Makes an article.
    ///
    /// # Errors
    /// [`PublishError`]; after [`PublishError::Unknown`] [`Server::find`] says whether it was made.
    fn create(&self, post: &Post) -> Result<Remote, PublishError>;

    /// Writes an article anew, as a whole, over what was read there.
    ///
    /// # Errors
    /// [`PublishError`]
    fn update(&self, there: &Remote, post: &Post) -> Result<Remote, PublishError>;

    /// Whether an update takes what is there off before it is written anew. Refused then, it may have been done by half.
    fn takes_off_first(&self, there: &Remote, post: &Post) -> bool {
        let _ = (there, post);
        false
    }

    /// What stood there, if such an update came no further than that.
    fn before_taken_off(&self, there: &Remote) -> Option<Remote> {
        let _ = there;
        None
    }

    /// Takes an article off. One that is gone is no error.
    ///
    /// # Errors
    /// [`PublishError`]
    fn remove(&self, page: bool, id: &str) -> Result<(), PublishError>;

    /// Takes an article away for good, past a trash and past drafts. Where there is neither, taking it off is that.
    ///
    /// # Errors
    /// [`PublishError`]
    fn erase(&self, page: bool, id: &str) -> Result<(), PublishError> {
        self.remove(page, id)
    }

    /// Whether what was taken off lies somewhere under its name, where it can be erased still.
    fn has_trash(&self) -> bool {
        false
    }

    /// Whether what was taken off keeps its name there and can be brought back by it.
    fn keeps_removed(&self) -> bool {
        false
    }

    /// Brings back what was taken off. None where that cannot be done: then it is made anew.
    ///
    /// # Errors
    /// [`PublishError`]
    fn bring_back(&self, page: bool, id: &str) -> Result<Option<Remote>, PublishError> {
        self.read(page, id)
    }

    /// Whether any reader gets the page. None where that cannot be looked at from here: readers may stand on another host than the API.
    ///
    /// # Errors
    /// [`PublishError`]
    fn is_public(&self, url: &str) -> Result<Option<bool>, PublishError>;

    /// What any reader gets at the address of an article with this headline.
    ///
    /// # Errors
    /// [`PublishError`]
    fn shows_article(&self, url: &str, headline: &str) -> Result<AtAddress, PublishError>;

    /// The server's name of a category below another, made where there is none. Many servers have nothing but our own names.
    ///
    /// # Errors
    /// [`PublishError`]
    fn category(&self, name: &str, parent: Option<&str>) -> Result<String, PublishError> {
        let _ = parent;
        Ok(name.to_owned())
    }

    /// The same without making one: none where there is none. A server that has nothing but our own names lacks none.
    ///
    /// # Errors
    /// [`PublishError`]
    fn find_category(&self, name: &str, parent: Option<&str>) -> Result<Option<String>, PublishError> {
        let _ = parent;
        Ok(Some(name.to_owned()))
    }

    /// The server's name of a tag, made where there is none. As [`Server::category`] otherwise.
    ///
    /// # Errors
    /// [`PublishError`]
    fn tag(&self, name: &str) -> Result<String, PublishError> {
        Ok(name.to_owned())
    }

    /// The same without making one. As [`Server::find_category`] otherwise.
    ///
    /// # Errors
    /// [`PublishError`]
    fn find_tag(&self, name: &str) -> Result<Option<String>, PublishError> {
        Ok(Some(name.to_owned()))
    }

    /// The picture that has this file name, where its answer was lost.
    ///
    /// # Errors
    /// [`PublishError`]
    fn find_media(&self, file_name: &str, now: Instant) -> Result<Option<Media>, PublishError>;

    /// Whether a picture that was sent is there still, as far as can be seen from here.
    ///
    /// # Errors
    /// [`PublishError`]
    fn has_media(&self, media: &Media) -> Result<bool, PublishError> {
        Ok(self.is_public(&media.url)? != Some(false))
    }

    /// Sends a picture.
    ///
    /// # Errors
    /// [`PublishError`]; after [`PublishError::Unknown`] [`Server::find_media`] says whether it is there.
    fn upload(&self, upload: Upload<'_>) -> Result<Media, PublishError>;

    /// Says the words of a picture that was sent, or found where its answer was lost: there they may be missing. Where a picture has none of
    /// its own, or came with them, there is nothing to do.
    ///
    /// # Errors
    /// [`PublishError`]
    fn describe(&self, media: &Media, alt: &str, caption: &str) -> Result<(), PublishError> {
        let _ = (media, alt, caption);
        Ok(())
    }

    /// Makes a draft of this title that no reader gets, and takes it away for good. False where the server has no sure way to do both:
    /// then nothing was sent.
    ///
    /// # Errors
    /// [`PublishError`]; the draft may be left there.
    fn try_draft(&self, title: &str) -> Result<bool, PublishError> {
        let _ = title;
        Ok(false)
    }

    /// Sends a picture that no article shows, and takes it away for good. False where that cannot be done: then nothing was sent.
    ///
    /// # Errors
    /// [`PublishError`]; the picture may be left there.
    fn try_upload(&self, upload: Upload<'_>) -> Result<bool, PublishError> {
        let _ = upload;
        Ok(false)
    }

    /// What all that is there is called, from this place of the server's list on, the oldest first. The list begins at 0.
    ///
    /// # Errors
    /// [`PublishError`]
    fn survey(&self, page: bool, from: usize) -> Result<Listing, PublishError>;

    /// Whether [`Server::read_all`] is one request.
    fn reads_at_once(&self) -> bool {
        false
    }

    /// Several articles at once; one that is gone is not among them.
    ///
    /// # Errors
    /// [`PublishError`]
    fn read_all(&self, page: bool, ids: &[String]) -> Result<Vec<Remote>, PublishError>;

    /// What an article says there, in words.
    ///
    /// # Errors
    /// [`PublishError`]
    fn story(&self, there: &Remote) -> Result<Story, PublishError>;

    /// The file of a picture; none where there is none.
    ///
    /// # Errors
    /// [`PublishError`]
    fn picture(&self, url: &str) -> Result<Option<Vec<u8>>, PublishError>;

    /// Whether the server let go of what the article refers to there: a category, a tag, or the cover, which may have been deleted.
    fn lets_go_of(&self, there: &Remote, post: &Post) -> bool {
        let _ = (there, post);
        false
    }

    /// Forgets what was learnt of the server's names.
    fn forget(&self) {}

    /// What the server dropped or changed of what was sent, for people.
    fn differences(&self, there: &Remote, post: &Post) -> Vec<Note>;

    /// Whether pictures can be sent there. Otherwise articles go without.
    fn takes_pictures(&self) -> bool {
        true
    }

    /// SHA-256 of all that is sent: the same for the same text, whether its time has come or not.
    fn sent_hash(&self, post: &Post) -> [u8; 32] {
        post.hash()
    }
}

/// Signs in to the server of a target.
///
/// # Errors
/// [`PublishError`]; nothing is changed there.
pub fn connect(
    kind: &TargetKind,
    reach: Reach,
    secret: &Secret,
) -> Result<Option<Box<dyn Server>>, PublishError> {
    Ok(match kind {
        TargetKind::Site(_) => None,
        TargetKind::WordPress(at) => {
            Some(Box::new(WordPress::connect(&at.address, reach, &at.user, secret)?))
        }
        TargetKind::Ghost(at) => Some(Box::new(Ghost::connect(&at.address, reach, secret)?)),
        TargetKind::Micropub(at) => Some(Box::new(Micropub::connect(&at.address, reach, secret)?)),
        TargetKind::Http(at) => {
            Some(Box::new(Http::connect(&at.address, reach, (&at.user, secret), &at.recipe)?))
        }
    })
}

/// Whether a server of this kind shows an article by itself when its time has come.
pub const fn keeps_time(kind: &TargetKind) -> bool {
    matches!(kind, TargetKind::WordPress(_) | TargetKind::Ghost(_))
}

/// Whether a server wants to know who writes.
pub fn needs_secret(kind: &TargetKind) -> bool {
    match kind {
        TargetKind::Site(_) => false,
        TargetKind::Http(at) => Recipe::read(&at.recipe).is_ok_and(|recipe| recipe.needs_secret()),
        TargetKind::WordPress(_) | TargetKind::Ghost(_) | TargetKind::Micropub(_) => true,
    }
}

/// Who writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The name that readers see.
    pub name: String,
    /// Whether it may publish.
    pub may_publish: bool,
    /// Whether it may upload pictures.
    pub may_upload: bool,
    /// Whether its HTML is kept as it is. Otherwise the server takes out what it does not like.
    pub keeps_html: bool,
}

/// What is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// A page instead of an article.
    pub page: bool,
    /// The headline.
    pub title: String,
    /// The lead.
    pub excerpt: String,
    /// The body: sanitised HTML, each block closed in itself.
    pub blocks: Vec<String>,
    /// The same as it was written, its pictures and links those of the server.
    pub markdown: String,
    /// The language that it is written in, a BCP 47 tag.
    pub language: String,
    /// The last part of its address.
    pub slug: String,
    /// The date that is printed; of one that is scheduled, when the server shows it.
    pub date: Instant,
    /// Whether the server shows it by itself at that time, and not before.
    pub scheduled: bool,
    /// What it is filed under, as the server named it.
    pub categories: Vec<String>,
    /// Its tags, as the server named them.
    pub tags: Vec<String>,
    /// Who wrote it, by the names that readers see.
    pub bylines: Vec<String>,
    /// The cover.
    pub cover: Option<Cover>,
    /// The words for search engines.
    pub seo: Seo,
    /// By which the post is known to be this article's, whatever became of its slug. A UUID.
    pub marker: String,
}

/// The picture that stands for an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cover {
    /// As the server has it.
    pub media: Media,
    /// For those who do not see it.
    pub alt: String,
    /// Below it.
    pub caption: String,
    /// Who made it.
    pub credit: String,
}

/// What search engines are told. Empty where the article says nothing of its own.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Seo {
    /// Instead of the headline.
    pub title: String,
    /// Instead of the lead.
    pub description: String,
    /// The address of the original, where this is a copy.
    pub canonical: String,
}

/// Whether readers get it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    /// They do.
    Now,
    /// The server shows it at its time.
    AtItsTime,
    /// The server keeps it, as it calls it.
    Not(String),
    /// Nobody can look.
    Unseen,
}

/// An article as the server has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remote {
    /// The server's name for it.
    pub id: String,
    /// Where readers find it.
    pub url: String,
    /// Whether they do.
    pub shown: Shown,
    /// The server's own mark of this version, where a change names it.
    pub version: String,
    /// What the server makes of it that is not known from what was sent.
    pub aside: Aside,
    /// All that an editor could change there.
    pub(crate) fields: Value,
    /// All that the server said of it.
    pub(crate) told: Value,
}

/// What a server makes of an article in its own way, an account of a byline for instance: only what it made before says whether someone
/// changed it. Nothing where it says nothing of it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Aside {
    /// Who wrote it, as the server names them.
    pub bylines: Value,
    /// What is said of its cover.
    pub cover: Value,
}

/// What an article says at a server: to be held against ours, or to be taken into a library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Story {
    /// The headline.
    pub title: String,
    /// The lead.
    pub lead: String,
    /// The body, HTML.
    pub html: String,
    /// The last part of its address.
    pub slug: String,
    /// The date that is printed.
    pub date: Option<Instant>,
    /// When it was changed last.
    pub modified: Option<Instant>,
    /// What it is filed under: each by its names from the top of the tree on.
    pub categories: Vec<Vec<String>>,
    /// Its tags.
    pub tags: Vec<String>,
    /// Who wrote it.
    pub bylines: Vec<String>,
    /// The cover.
    pub cover: Option<Cover>,
    /// The pictures of the body that the server has itself, by the address in it. One without an id stands in no list there.
    pub pictures: BTreeMap<String, Cover>,
    /// The words for search engines; none where the server has none of its own.
    pub seo: Option<Seo>,
    /// Whether only some readers get it there, with a password for instance. Galley has no such bar.
    pub barred: bool,
    /// What there is that no text of ours can say, for people.
    pub left: Vec<String>,
    /// Tags that no reader sees there. They stay there, and are none of ours.
    pub kept: Vec<String>,
    /// What the server does not say: it speaks neither for nor against ours.
    pub unsaid: Vec<StoryPart>,
}

/// A part of a [`Story`] that some servers do not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StoryPart {
    /// The headline.
    Title,
    /// The lead.
    Lead,
    /// The body.
    Text,
    /// The last part of its address.
    Slug,
    /// Category and tags.
    Filed,
    /// The cover.
    Cover,
}

/// A picture as the server has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Media {
    /// The server's name for it.
    pub id: String,
    /// Where it lies.
    pub url: String,
}

/// A picture to send.
pub struct Upload<'a> {
    /// A file name that says what is in it: the same content always has the same.
    pub file_name: &'a str,
    /// Like `image/jpeg`.
    pub content_type: &'a str,
    /// The file.
    pub bytes: Vec<u8>,
    /// For those who do not see it.
    pub alt: &'a str,
    /// Below it.
    pub caption: &'a str,
    /// Who made it, where it is a cover.
    pub credit: &'a str,
}

impl Upload<'_> {
    /// As a form with one file: its content type, and the body. `fields` come before it.
    pub(crate) fn into_form(self, name: &str, fields: &[(&str, &str)]) -> (String, Vec<u8>) {
        // The name has the hash of the content in it, which therefore cannot be in the content.
        let boundary = format!("--{}", self.file_name.replace('.', "-"));
        let mut body = Vec::with_capacity(self.bytes.len() + 1024);
        for (field, value) in fields {
            let part = format!(
                "--{boundary}\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n"
            );
            body.extend(part.into_bytes());
        }
        let head = format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{}\"\r\nContent-Type: {}\r\n\r\n",
            self.file_name, self.content_type
        );
        body.extend(head.into_bytes());
        body.extend(self.bytes);
        body.extend(format!("\r\n--{boundary}--\r\n").into_bytes());
        (format!("multipart/form-data; boundary={boundary}"), body)
    }
}

impl Post {
    /// The body as a whole.
    pub fn html(&self) -> String {
        self.blocks.concat()
    }

    /// SHA-256 of all that is sent: the same for the same text, whether its time has come or not.
    pub fn hash(&self) -> [u8; 32] {
        // One without a credit has the hash that it had before there were any.
        let cover = self.cover.as_ref().map(|Cover { media, alt, caption, credit }| {
            [&media.id, alt, caption]
                .into_iter()
                .chain(Some(credit).filter(|credit| !credit.is_empty()))
                .collect::<Vec<_>>()
        });
        let Self { page, title, excerpt, slug, categories, tags, bylines, seo, marker, .. } = self;
        let all = json!([
            page,
            title,
            excerpt,
            self.html(),
            slug,
            self.date.timestamp(),
            categories,
            tags,
            bylines,
            cover,
            seo.title,
            seo.description,
            seo.canonical,
            marker
        ]);
        Sha256::digest(all.to_string().as_bytes()).into()
    }
}

impl Remote {
    /// SHA-256 of all that an editor could change there.
    pub fn hash(&self) -> [u8; 32] {
        Sha256::digest(self.fields.to_string().as_bytes()).into()
    }

    /// Whether it says anywhere that it is the article of this marker. One of which nothing was said may be.
    pub fn may_be(&self, marker: &str) -> bool {
        self.told.is_null() || self.told.to_string().contains(marker)
    }
}

/// The comment by which a text is known to be an article's.
pub(crate) fn comment(marker: &str) -> String {
    format!("<!-- galley {marker} -->")
}

/// The text as it is sent, its marker at the end.
pub(crate) fn content_of(post: &Post) -> String {
    format!("{}\n{}", post.html().trim_end(), comment(&post.marker))
}

/// A text without its white space, which servers shift about.
pub(crate) fn words_of(html: &str) -> String {
    html.chars().filter(|c| !c.is_whitespace()).collect()
}

/// What is said of an address that came out otherwise.
pub(crate) fn other_address(there: &str, sent: &str) -> Note {
    Note::of(NoteWord::OtherAddress, there, sent)
}

/// What an answer says under a name; nothing where it says none.
pub(crate) fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
