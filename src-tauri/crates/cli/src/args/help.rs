//! The help that teaches: the way through, the commands in groups, the fields that can be set.

use std::fmt::Write;

use clap::error::ErrorKind;
use clap::{Command, CommandFactory, FromArgMatches};
use galley_desk::article::FIELDS;
use galley_desk::nouns_set::{BYLINE_FIELDS, CATEGORY_FIELDS, FORM_FIELDS, Known, TAG_FIELDS, TARGET_FIELDS};

use super::Args;
use crate::trouble::Trouble;

const WAY: &str = "\
The way through:
  galley new News.galley --sample             make a library, with articles to look around in
  galley -l News.galley import ~/blog         bring your own articles
  galley -l News.galley list                  see what is there
  galley -l News.galley export site --out public
  galley serve public                         look at the site
";

const GROUPS: [(&str, &[&str]); 5] = [
    ("Library", &["new", "rename", "settings", "check", "backup", "restore", "backups", "verify"]),
    (
        "In and out",
        &["import", "export", "publish", "pull", "unpublish", "board", "outbox", "serve", "render"],
    ),
    (
        "Articles",
        &[
            "add",
            "list",
            "search",
            "show",
            "set",
            "translate",
            "release",
            "unrelease",
            "stage",
            "archive",
            "unarchive",
            "trash",
            "untrash",
            "delete",
        ],
    ),
    ("Revisions", &["history", "keep", "restore-revision"]),
    ("Around them", &["category", "tag", "byline", "target", "form", "words"]),
];

const FOOT: &str = "\
An ARTICLE is named by its slug, by language/slug where a slug is taken in several languages, or by its id.
Exit codes: 0 done, 1 failed, 2 usage, 3 stopped by the gate.";

const TEMPLATE: &str = "{about}\n\n{usage-heading} {usage}\n\n{before-help}Options:\n{options}{after-help}";

/// Reads the command line. Ends the program where it asks for help.
///
/// # Errors
/// [`Trouble::Usage`] where it cannot be understood and a script reads along; a person is told by clap, and the program ends.
pub(crate) fn parse() -> Result<Args, Trouble> {
    let read = command().try_get_matches().and_then(|matches| Args::from_arg_matches(&matches));
    read.map_err(|error| {
        let for_scripts =
            std::env::args_os().skip(1).take_while(|word| word != "--").any(|word| word == "--json");
        if !error.use_stderr() || !for_scripts {
            error.exit();
        }
        Trouble::Usage(sentence(&error))
    })
}

/// What clap says, without the usage below it, in one line.
fn sentence(error: &clap::Error) -> String {
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        return "which command? `galley --help` lists them".to_owned();
    }
    let said = error.to_string();
    let said = said.strip_prefix("error: ").unwrap_or(&said);
    let lines = said.lines().map(str::trim).take_while(|line| !line.starts_with("Usage:"));
    let words: Vec<_> = lines.filter(|line| !line.is_empty() && !line.starts_with("For more")).collect();
    words.join(" ")
}

fn command() -> Command {
    let bare = Args::command();
    let ways = format!("{WAY}\n{}", groups(&bare));
    bare.help_template(TEMPLATE)
        .before_help(ways)
        .after_help(FOOT)
        .mut_subcommand("add", |c| more(c, &FIELDS))
        .mut_subcommand("set", |c| more(c, &FIELDS))
        .mut_subcommand("category", |c| {
            noun(c, "category", "'Industry News'", "name.zh=行业新闻", &CATEGORY_FIELDS)
        })
        .mut_subcommand("tag", |c| noun(c, "tag", "Cloud", "name.zh=云计算", &TAG_FIELDS))
        .mut_subcommand("byline", |c| {
            noun(c, "byline", "'Li Wei'", "urls=mailto:li@example.org", &BYLINE_FIELDS)
        })
        .mut_subcommand("target", |c| {
            noun(c, "target", "site", "base-url=https://example.org", &TARGET_FIELDS)
        })
        .mut_subcommand("form", |c| {
            noun(c, "form", "inquiry", "endpoint=mailto:desk@example.org", &FORM_FIELDS)
        })
}

/// The commands in groups, each with its sentence.
fn groups(command: &Command) -> String {
    let mut text = String::new();
    for (group, names) in GROUPS {
        let _ = writeln!(text, "{group}:");
        for name in names {
            let about = command.find_subcommand(name).and_then(Command::get_about);
            let _ = writeln!(text, "  {name:<17} {}", about.cloned().unwrap_or_default());
        }
        text.push('\n');
    }
    text
}

/// Puts the fields below the example that a command has.
fn more(command: Command, known: &Known) -> Command {
    let example = command.get_after_help().cloned().unwrap_or_default();
    command.after_help(format!("{example}\n\n{}", fields(known)))
}

fn noun(command: Command, name: &str, called: &str, pair: &str, known: &Known) -> Command {
    let known = fields(known);
    let help =
        |verb: &str| format!("Example: galley -l News.galley {name} {verb} {called} {pair}\n\n{known}");
    let (add, set) = (help("add"), help("set"));
    // Each is put at the end, so their order here is the order of the help.
    command
        .after_help(add.clone())
        .mut_subcommand("list", |c| c)
        .mut_subcommand("show", |c| c)
        .mut_subcommand("add", |c| c.after_help(add))
        .mut_subcommand("set", |c| c.after_help(set))
        .mut_subcommand("remove", |c| c)
}

fn fields(known: &Known) -> String {
    let widest = known.iter().map(|(field, _)| field.len()).max().unwrap_or_default();
    let mut text = "Fields:\n".to_owned();
    for (field, takes) in known {
        let _ = writeln!(text, "  {field:<widest$}  {takes}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_stands_in_one_group() {
        let command = command();
        let mut grouped: Vec<_> = GROUPS.iter().flat_map(|(_, names)| names.iter().copied()).collect();
        let mut all: Vec<_> = command.get_subcommands().map(Command::get_name).collect();
        grouped.sort_unstable();
        all.sort_unstable();
        assert_eq!(grouped, all);
    }

    #[test]
    fn every_command_has_a_short_sentence_and_an_example() {
        fn look(command: &Command) {
            let name = command.get_name();
            let about = command.get_about().map(ToString::to_string).unwrap_or_default();
            assert!(!about.is_empty() && about.chars().count() <= 60, "{name}: {about:?}");
            let mut below = command.get_subcommands().peekable();
            let is_plain = below.peek().is_none() && !matches!(name, "list" | "remove" | "show");
            let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            assert!(!is_plain || help.contains("Example: galley "), "{name} has an example");
            below.for_each(look);
        }
        command().get_subcommands().for_each(look);
    }

    #[test]
    fn clap_finds_nothing_to_object_to() {
        command().debug_assert();
    }
}
