//! Many articles at once: tags put on and taken off. And a copy of one.

use galley_domain::{Article, ArticleId, Slug, TagId};

use super::write::free_slug;
use crate::nouns::tag_named;
use crate::wire::Op;
use crate::{Desk, DeskError, Done};

impl Desk {
    /// Puts tags on articles and takes others off, as one step. A tag to put on that is new is made.
    ///
    /// # Errors
    /// [`DeskError::Unknown`] for a tag to take off that is not there.
    pub fn tag_articles(
        &mut self,
        ids: &[ArticleId],
        add: &[String],
        remove: &[String],
    ) -> Result<Done<usize>, DeskError> {
        let remove: Vec<TagId> =
            remove.iter().map(|name| Ok(self.find_tag(name)?.id)).collect::<Result<_, DeskError>>()?;
        self.edit_all(Op::Fields, ids, |work, article| {
            let content = &mut article.content;
            content.tags.retain(|tag| !remove.contains(tag));
            for name in add {
                let tag = tag_named(work, name, &content.language)?;
                if !content.tags.contains(&tag) {
                    content.tags.push(tag);
                }
            }
            Ok(())
        })
    }

    /// Makes a copy: a draft that was never released, under an address of its own.
    ///
    /// # Errors
    /// [`DeskError::Unknown`]
    pub fn duplicate_article(&mut self, id: ArticleId) -> Result<Done<ArticleId>, DeskError> {
        self.transact(Op::NewArticle, |work| {
            let original = work.article(id)?;
            let copy = ArticleId::new(work.new_id());
            let mut content = original.content;
            // Nobody chose one for the copy.
            let made = Slug::made(&content.headline, copy);
            content.slug = free_slug(work, copy, &content.language, &made)?;
            // Former addresses lead to the original.
            content.aliases.clear();
            work.put_article(&Article::draft(copy, original.kind, content, work.now), None)?;
            Ok(copy)
        })
    }
}
