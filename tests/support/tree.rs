//! Folders as values: to be compared whole.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Everything below a folder: path below it, with `/` between the parts, to bytes.
pub type Tree = BTreeMap<String, Vec<u8>>;

/// Reads a folder whole.
///
/// # Panics
/// Where it cannot be read.
pub fn tree(folder: &Path) -> Tree {
    let mut tree = Tree::new();
    gather(folder, "", &mut tree);
    tree
}

fn gather(folder: &Path, below: &str, tree: &mut Tree) {
    for name in names(folder) {
        let (path, below) = (folder.join(&name), format!("{below}{name}"));
        if path.is_dir() {
            gather(&path, &format!("{below}/"), tree);
        } else {
            tree.insert(below, fs::read(&path).expect("a file can be read"));
        }
    }
}

/// The names in a folder, sorted.
///
/// # Panics
/// Where it cannot be read.
pub fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let mut names: Vec<_> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// How two trees differ, in few words; empty where they do not.
pub fn differences(one: &Tree, two: &Tree) -> Vec<String> {
    let paths = one.keys().chain(two.keys().filter(|path| !one.contains_key(*path)));
    let differs = paths.filter_map(|path| match (one.get(path), two.get(path)) {
        (Some(a), Some(b)) if a == b => None,
        (Some(_), Some(_)) => Some(format!("{path} differs")),
        (Some(_), None) => Some(format!("{path} is only in the first")),
        _ => Some(format!("{path} is only in the second")),
    });
    differs.take(20).collect()
}
