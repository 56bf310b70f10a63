//! What the commands about categories, tags, bylines, targets and forms take. Their fields are the desk's: see
//! [`galley_desk::nouns_set`].

use clap::{Args, Subcommand, ValueEnum};

#[derive(Debug, Subcommand)]
pub(crate) enum NounCommand {
    /// Make one
    Add(AddNoun),
    #[command(flatten)]
    Old(OldNoun),
}

#[derive(Debug, Subcommand)]
pub(crate) enum TargetCommand {
    /// Make one
    #[command(
        after_help = "Example: galley -l News.galley target add blog --kind wordpress address=https://example.org user=li\n         galley -l News.galley target add dev --kind http --recipe forem"
    )]
    Add(AddTarget),
    /// Print or set the recipe of an HTTP API, or try it out
    #[command(
        after_help = "It has no secret in it. Without a name the recipes that come with Galley are listed; --shipped prints one of them.\nExample: galley -l News.galley target recipe dev >dev.toml\n         galley -l News.galley target recipe dev --set dev.toml\n         galley -l News.galley target recipe dev --article ten-years-on"
    )]
    Recipe(TargetRecipe),
    /// Ask a site's counter for the views that pages print
    #[command(
        after_help = "An export asks by itself, unless it is told --no-count. Exit 1 where the counter could not be asked.\nExample: galley -l News.galley target count site"
    )]
    Count {
        /// Its name or id; the default target where none is named
        name: Option<String>,
    },
    /// Look whether a server can be reached and lets you publish
    #[command(
        after_help = "The password is read from GALLEY_PASSWORD, or typed; a typed one that works goes into the system's keychain.\nExample: galley -l News.galley target test blog"
    )]
    Test {
        /// Its name or id
        name: String,
    },
    #[command(flatten)]
    Old(OldNoun),
}

#[derive(Debug, Subcommand)]
pub(crate) enum WordsCommand {
    /// List all
    List,
    /// Add words, all or none
    #[command(after_help = "Example: galley -l News.galley words add Xinhua O\'Brien")]
    Add(Words),
    /// Remove words, all or none
    Remove(Words),
}

#[derive(Debug, Args)]
pub(crate) struct Words {
    /// Words, each of letters without a space
    #[arg(required = true, value_name = "WORD")]
    pub(crate) words: Vec<String>,
}

/// What can be done with one that is there.
#[derive(Debug, Subcommand)]
pub(crate) enum OldNoun {
    /// List all
    List,
    /// Show what is set of one
    Show {
        /// Its name, slug or id
        name: String,
    },
    /// Set fields of one
    Set {
        /// Its name, slug or id
        name: String,
        /// Fields and values, all or none
        #[arg(required = true, value_name = "KEY=VALUE")]
        values: Vec<String>,
    },
    /// Remove one
    Remove {
        /// Its name, slug or id
        name: String,
        /// Also where it is in use: take it off
        #[arg(long)]
        force: bool,
    },
}

#[derive(Debug, Args)]
pub(crate) struct AddNoun {
    /// Its name
    pub(crate) name: String,
    /// Fields and values
    #[arg(value_name = "KEY=VALUE")]
    pub(crate) values: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct AddTarget {
    #[command(flatten)]
    pub(crate) noun: AddNoun,
    /// What kind of place it is
    #[arg(long, value_enum, default_value_t = Kind::Site)]
    pub(crate) kind: Kind,
    /// Of an HTTP API: one of Galley's recipes (directus, forem, strapi, webhook), or a file; - for standard input
    #[arg(long, value_name = "NAME|FILE", required_if_eq("kind", "http"))]
    pub(crate) recipe: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct TargetRecipe {
    /// The target's name or id
    pub(crate) name: Option<String>,
    /// Take this one: one of Galley's, or a file; - for standard input
    #[arg(long, value_name = "NAME|FILE", requires = "name")]
    pub(crate) set: Option<String>,
    /// Show the requests that it would make for an article
    #[arg(long, value_name = "ARTICLE", requires = "name", conflicts_with = "set")]
    pub(crate) article: Option<String>,
    /// Print one that comes with Galley
    #[arg(long, value_name = "NAME", conflicts_with_all = ["name", "set"])]
    pub(crate) shipped: Option<String>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Kind {
    /// A static site
    Site,
    /// A WordPress site
    Wordpress,
    /// A Ghost site
    Ghost,
    /// A site that takes articles by Micropub
    Micropub,
    /// Any other server that speaks JSON, by a recipe
    Http,
}
