//! Lists, the archive, redirects, and the files for programs.

use std::ops::ControlFlow;

use super::run::Run;
use crate::fan_out::fan_out;
use crate::index::{List, MISSING};
use crate::sitemap::Differing;
use crate::xml::File;
use crate::{ExportError, Part, Stage, hosts, sitemap};

/// A file that is not an article's.
pub(super) enum Job<'a> {
    List(&'a List, usize),
    Feed(&'a List),
    Archive(u16),
    Search(u16),
    /// The page that thanks for an inquiry, by its path.
    Thanks(u16, &'a str),
    /// The page at a former path.
    Redirect(&'a str),
    Sitemaps,
    Rest,
}

impl<'a> Run<'a> {
    pub(super) fn lists(&self) -> Result<(), ExportError> {
        let size = self.index.page_size();
        let lists = self.index.lists();
        let pages: u64 = lists.iter().map(|list| list.numbers(size).count() as u64).sum();
        let total = pages + self.index.redirects().count() as u64;
        let give = |each: &mut dyn FnMut(Job<'a>) -> ControlFlow<()>| {
            // A break means that a thread has failed; its error is what comes back.
            let _ = self.jobs(size, each);
            Ok(())
        };
        fan_out(self.options.threads(), give, |job| {
            self.step(Stage::Lists, total)?;
            self.job(&job)
        })?;
        self.end(Stage::Lists);
        Ok(())
    }

    /// Hands out what is to be made or looked at.
    fn jobs(&self, size: usize, each: &mut dyn FnMut(Job<'a>) -> ControlFlow<()>) -> ControlFlow<()> {
        let looked_at = |path: &str| !self.is_kept(path);
        each(Job::Sitemaps)?;
        for list in self.index.lists() {
            for number in list.numbers(size).filter(|number| looked_at(&list.page_path(*number))) {
                each(Job::List(list, number))?;
            }
            if list.has_feed() {
                each(Job::Feed(list))?;
            }
        }
        let languages = 0..self.index.languages.len() as u16;
        for language in languages.filter(|language| looked_at(&self.index.archive_path(*language))) {
            each(Job::Archive(language))?;
        }
        let languages = (0..self.index.languages.len() as u16).filter(|_| self.index.has_search());
        for language in languages.filter(|language| looked_at(&self.index.search_path(*language))) {
            each(Job::Search(language))?;
        }
        let thanks =
            (0..self.index.languages.len() as u16).filter_map(|at| Some((at, self.index.thanks_path(at)?)));
        for (language, path) in thanks.filter(|(_, path)| looked_at(path)) {
            each(Job::Thanks(language, path))?;
        }
        for (from, _) in self.index.redirects().filter(|(from, _)| looked_at(from)) {
            each(Job::Redirect(from))?;
        }
        each(Job::Rest)
    }

    pub(super) fn job(&self, job: &Job<'_>) -> Result<(), ExportError> {
        const INTO_MEMORY: &str = "writing into memory does not fail";
        match job {
            Job::List(list, number) => {
                self.sheet(Part::List, &list.page_path(*number), || self.pages.list(list, *number))
            }
            Job::Feed(list) => self.feed(list),
            Job::Archive(language) => {
                let path = self.index.archive_path(*language);
                self.sheet(Part::List, &path, || self.pages.archive(*language))
            }
            Job::Search(language) => {
                let path = self.index.search_path(*language);
                self.sheet(Part::Index, &path, || self.pages.search(*language))
            }
            Job::Thanks(language, path) => self.sheet(Part::Index, path, || self.pages.thanks(*language)),
            Job::Redirect(from) => self.sheet(Part::Redirect, from, || self.pages.redirect(from)),
            Job::Sitemaps => {
                let pictures = |some: &[u32]| self.pictures_of(some);
                let put = |(path, bytes): File| self.put(Part::Index, &path, &bytes);
                sitemap::sitemaps(self.index, &pictures, Differing::All, put)?;
                self.now.map_or(Ok(()), |now| put(sitemap::news(self.pages, now).expect(INTO_MEMORY)))
            }
            Job::Rest => {
                if !self.is_kept(MISSING) {
                    self.sheet(Part::Index, MISSING, || self.pages.missing())?;
                }
                let robots = hosts::robots(self.index, self.now.is_some());
                hosts::redirects(self.index)
                    .chain([robots, hosts::manifest(self.pages)])
                    .chain(hosts::told(self.index))
                    .try_for_each(|(path, bytes)| self.put(Part::Index, &path, &bytes))
            }
        }
    }
}
