//! What the commands about articles take.

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};
use galley_desk::domain::{Stage, Status};
use galley_desk::wire::OrderWord;

use super::SiteRelease;

/// An article, as a person names it.
#[derive(Debug, Args)]
pub(crate) struct Which {
    /// The article: its slug, language/slug, or id
    #[arg(value_name = "ARTICLE")]
    pub(crate) article: String,
}

/// Several articles.
#[derive(Debug, Args)]
pub(crate) struct WhichAll {
    /// The articles, all or none: slug, language/slug, or id
    #[arg(value_name = "ARTICLE", required = true)]
    pub(crate) articles: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Translate {
    #[command(flatten)]
    pub(crate) which: Which,
    /// The language, as en or zh-Hans
    pub(crate) language: String,
}

#[derive(Debug, Args)]
pub(crate) struct Delete {
    /// The articles, all or none: slug, language/slug, or id
    #[arg(value_name = "ARTICLE", required_unless_present = "all")]
    pub(crate) articles: Vec<String>,
    /// All that is in the trash
    #[arg(long, conflicts_with = "articles")]
    pub(crate) all: bool,
    /// Do it: without this is only said what would go
    #[arg(long)]
    pub(crate) for_good: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Add {
    /// Its headline
    pub(crate) headline: String,
    /// Fields and values; body=@FILE reads the file, body=@- standard input
    #[arg(value_name = "KEY=VALUE")]
    pub(crate) values: Vec<String>,
    /// Make a page, which stands in no list and no feed
    #[arg(long)]
    pub(crate) page: bool,
}

/// Which articles to list or search.
#[derive(Debug, Args)]
pub(crate) struct Filter {
    /// With this status
    #[arg(long, value_parser = statuses())]
    pub(crate) status: Option<Status>,
    /// In a category or below it: name, slug or id
    #[arg(long)]
    pub(crate) category: Option<String>,
    /// With a tag: name, slug or id
    #[arg(long)]
    pub(crate) tag: Option<String>,
    /// In a language, like en or zh-Hans
    #[arg(long)]
    pub(crate) language: Option<String>,
    /// In the trash
    #[arg(long, conflicts_with = "status")]
    pub(crate) trash: bool,
}

/// What a list is ordered by.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum ListBy {
    /// The printed date
    Date,
    /// When it was last saved
    Changed,
    /// The headline
    Headline,
    /// How many words it has
    Words,
}

impl From<ListBy> for OrderWord {
    fn from(by: ListBy) -> Self {
        match by {
            ListBy::Date => Self::Date,
            ListBy::Changed => Self::Changed,
            ListBy::Headline => Self::Headline,
            ListBy::Words => Self::Words,
        }
    }
}

/// The statuses of the vocabulary, by their words.
fn statuses() -> impl TypedValueParser<Value = Status> {
    PossibleValuesParser::new(Status::ALL.map(Status::word))
        .map(|word| word.parse().expect("only the words of statuses come through"))
}

#[derive(Debug, Args)]
pub(crate) struct List {
    #[command(flatten)]
    pub(crate) filter: Filter,
    /// In this order: date, changed and words from the greatest on, headline from A on
    #[arg(long, value_enum, default_value_t = ListBy::Date)]
    pub(crate) by: ListBy,
    /// The other way round
    #[arg(long)]
    pub(crate) reverse: bool,
    /// At most so many, 1 to 1000
    #[arg(long, value_name = "N", default_value_t = 50, value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub(crate) limit: u16,
    /// Go on after a page: what it named as the next
    #[arg(long, value_name = "CURSOR")]
    pub(crate) after: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Search {
    /// What to look for; several words must all be there
    #[arg(required = true)]
    pub(crate) query: Vec<String>,
    #[command(flatten)]
    pub(crate) filter: Filter,
    /// At most so many, 1 to 200
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u16).range(1..=200))]
    pub(crate) limit: u16,
}

#[derive(Debug, Args)]
pub(crate) struct Show {
    #[command(flatten)]
    pub(crate) which: Which,
    /// Only the body, as it was written
    #[arg(long, conflicts_with_all = ["html", "json"])]
    pub(crate) markdown: bool,
    /// Only the body, as sanitised HTML
    #[arg(long, conflicts_with = "json")]
    pub(crate) html: bool,
    /// As it was in a revision
    #[arg(long, value_name = "N")]
    pub(crate) revision: Option<u32>,
}

#[derive(Debug, Args)]
pub(crate) struct RestoreRevision {
    #[command(flatten)]
    pub(crate) which: Which,
    /// The revision's number, as `history` shows it
    #[arg(value_name = "N")]
    pub(crate) number: u32,
}

#[derive(Debug, Args)]
pub(crate) struct Keep {
    #[command(flatten)]
    pub(crate) which: Which,
    /// The revision's name
    pub(crate) name: String,
}

#[derive(Debug, Args)]
pub(crate) struct Set {
    #[command(flatten)]
    pub(crate) which: Which,
    /// Fields and values, all or none; body=@FILE reads the file, body=@- standard input
    #[arg(required = true, value_name = "KEY=VALUE")]
    pub(crate) values: Vec<String>,
}

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(crate) struct Release {
    #[command(subcommand)]
    pub(crate) site: Option<SiteRelease>,
    /// The articles, all or none: slug, language/slug, or id
    #[arg(value_name = "ARTICLE", required = true)]
    pub(crate) articles: Vec<String>,
    /// From when on, like 2026-12-01T08:00:00+08:00; without an offset in the library's time zone
    #[arg(long, value_name = "TIME")]
    pub(crate) at: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Unrelease {
    #[command(flatten)]
    pub(crate) which: WhichAll,
    /// Only the change that waits for its time: readers keep what they have
    #[arg(long)]
    pub(crate) change: bool,
}

#[derive(Debug, Args)]
pub(crate) struct StageArgs {
    /// Where to
    #[arg(value_enum)]
    pub(crate) stage: StageWord,
    #[command(flatten)]
    pub(crate) which: WhichAll,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum StageWord {
    Draft,
    Review,
    Approved,
}

impl From<StageWord> for Stage {
    fn from(word: StageWord) -> Self {
        match word {
            StageWord::Draft => Self::Draft,
            StageWord::Review => Self::Review,
            StageWord::Approved => Self::Approved,
        }
    }
}
