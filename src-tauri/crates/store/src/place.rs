//! Where a library may lie. SQLite needs a disk whose locks and order of writes can be trusted; network drives and
//! folders that a cloud program syncs behind one's back are known to damage databases.

use std::path::Path;

/// Folder names that mean a syncing program, as they stand in a path.
const CLOUD_FOLDERS: [(&str, &str); 9] = [
    ("Dropbox", "a Dropbox folder"),
    ("OneDrive", "a OneDrive folder"),
    ("Google Drive", "a Google Drive folder"),
    ("GoogleDrive", "a Google Drive folder"),
    ("My Drive", "a Google Drive folder"),
    ("iCloudDrive", "an iCloud folder"),
    ("Mobile Documents", "an iCloud folder"),
    ("Nextcloud", "a Nextcloud folder"),
    ("ownCloud", "an ownCloud folder"),
];

/// The kind of place that a library must not lie in, or none where the place is good. `path` is absolute and exists.
pub(crate) fn unsafe_place(path: &Path) -> Option<&'static str> {
    let cloud = path.components().find_map(|part| {
        let name = part.as_os_str().to_str()?;
        // `OneDrive - Company` is the usual name at work.
        let is = |folder: &str| {
            name == folder || name.strip_prefix(folder).is_some_and(|rest| rest.starts_with(" - "))
        };
        CLOUD_FOLDERS.iter().find(|(folder, _)| is(folder)).map(|(_, place)| *place)
    });
    cloud.or_else(|| network(path))
}

/// File systems of Linux that are a network, by the magic numbers of statfs(2).
#[cfg(target_os = "linux")]
fn network(path: &Path) -> Option<&'static str> {
    const NETWORKS: [i64; 7] = [
        0x6969,      // NFS
        0x517b,      // SMB
        0xff53_4d42, // CIFS
        0xfe53_4d42, // SMB2
        0x0102_1997, // 9P
        0x5346_414f, // AFS
        0x00c3_6400, // Ceph
    ];
    let magic = rustix::fs::statfs(path).ok()?.f_type;
    NETWORKS.contains(&magic).then_some("a network drive")
}

/// Elsewhere only the names of folders are known so far.
#[cfg(not(target_os = "linux"))]
fn network(_path: &Path) -> Option<&'static str> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cloud_folders_are_noticed_by_name() {
        let cases = [
            ("/home/li/Dropbox/News.galley", true),
            ("/home/li/OneDrive - Example GmbH/News.galley", true),
            ("/Users/li/Library/Mobile Documents/News.galley", true),
            ("/home/li/Documents/Dropboxes/News.galley", false),
            ("/home/li/News.galley", false),
        ];
        for (path, refused) in cases {
            assert_eq!(unsafe_place(Path::new(path)).is_some(), refused, "{path}");
        }
    }
}
