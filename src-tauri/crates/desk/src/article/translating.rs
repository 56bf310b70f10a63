//! Translations: making one, linking an article that is there as one, what stands in other languages.
//!
//! All versions of an article hang on one source: a translation of a translation is one of what that translates.

use galley_domain::{Article, ArticleId, Language, Translation};
use galley_store::{RevisionReason, View};

use super::write::free_slug;
use crate::listing::{hex, staleness};
use crate::wire::{Op, VersionView};
use crate::work::Work;
use crate::{Desk, DeskError, Done};

impl Desk {
    /// Makes a translation of an article: a draft in another language, with the source's text to write over, filed as the source is.
    ///
    /// # Errors
    /// [`DeskError::Invalid`] where the article is in that language, or has a version in it; [`DeskError::Unknown`].
    pub fn translate_article(&mut self, id: ArticleId, language: &str) -> Result<Done<ArticleId>, DeskError> {
        let language: &Language = &language.trim().parse().map_err(|e| DeskError::invalid("language", e))?;
        self.transact(Op::NewArticle, |work| {
            let source = source_of(work, id)?;
            for version in versions(work.tx, source.id)? {
                if version.language == *language {
                    return Err(DeskError::invalid(
                        "language",
                        format!(
                            "there is a version in {language} already, {:?}; write that",
                            version.headline
                        ),
                    ));
                }
            }
            let copy = ArticleId::new(work.new_id());
            let mut content = source.content.clone();
            content.translation = Some(link_to(work, &source)?);
            // One that was chosen is chosen for all versions, until theirs is another.
            content.slug = free_slug(work, copy, language, &content.slug)?;
            content.language = language.clone();
            // These are of the source alone: where it stood before, where its original is, how often it was read.
            content.aliases.clear();
            content.seo.canonical.clear();
            content.view_base = None;
            let slug_chosen = source.slug_chosen;
            let draft = Article::draft(copy, source.kind, content, work.now);
            work.put_article(&Article { slug_chosen, ..draft }, None)?;
            Ok(copy)
        })
    }

    /// The versions of an article in other languages, its source first.
    pub(crate) fn versions(&self, article: &Article) -> Result<Vec<VersionView>, DeskError> {
        let view = self.view();
        let source = article.content.translation.as_ref().map_or(article.id, |link| link.source);
        let mut all = Vec::new();
        for version in versions(&view, source)?.into_iter().filter(|version| version.id != article.id) {
            let link = view.article(version.id)?.and_then(|article| article.content.translation);
            all.push(VersionView {
                id: version.id.to_string(),
                headline: version.headline,
                language: version.language.to_string(),
                is_source: version.id == source,
                staleness: link.map(|link| staleness(&view, &link)).transpose()?,
            });
        }
        Ok(all)
    }
}

/// What an article's translations are linked to: itself, or what it translates.
fn source_of(work: &Work<'_>, id: ArticleId) -> Result<Article, DeskError> {
    let article = work.article(id)?;
    match &article.content.translation {
        Some(link) => Ok(work.tx.article(link.source)?.unwrap_or(article)),
        None => Ok(article),
    }
}

/// The link of a translation to its source as that is now. The source's text is kept, so that it can be seen later what was translated.
fn link_to(work: &Work<'_>, source: &Article) -> Result<Translation, DeskError> {
    let revision = work.keep(source, RevisionReason::Kept, None)?;
    let hash = work.tx.words_hash(source.id)?.ok_or_else(|| DeskError::unknown("article", source.id))?;
    Ok(Translation { source: source.id, revision: Some(revision), source_hash: hex(hash) })
}

/// The link of an article that says what another one says now.
///
/// # Errors
/// [`DeskError::Invalid`] for itself, for one that translates it, and for one in its language.
pub(super) fn link_named(work: &Work<'_>, article: &Article, named: &str) -> Result<Translation, DeskError> {
    let refused = |why: &str| Err(DeskError::invalid("translates", why));
    let named = super::find_in(work.tx, named)?;
    let source = source_of(work, named)?;
    if named == article.id || source.id == article.id {
        return refused("an article does not translate itself, or what translates it");
    }
    if source.content.language == article.content.language {
        return refused("it is in the same language; set the language first");
    }
    if !work.tx.translations(article.id)?.is_empty() {
        return refused("others translate this one; they would have to translate that as well");
    }
    link_to(work, &source)
}

struct Version {
    id: ArticleId,
    headline: String,
    language: Language,
}

/// A source and its translations that are not in the trash.
fn versions(view: &View<'_>, source: ArticleId) -> Result<Vec<Version>, DeskError> {
    let mut all = Vec::new();
    for id in std::iter::once(source).chain(view.translations(source)?) {
        if let Some(row) = view.row(id)?.filter(|row| row.trashed_at.is_none()) {
            all.push(Version { id, headline: row.headline, language: row.language });
        }
    }
    Ok(all)
}
