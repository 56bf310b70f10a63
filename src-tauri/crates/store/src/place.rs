//! Where a library may lie. SQLite needs a disk whose locks and order of writes can be trusted; network drives and
//! folders that a cloud program syncs behind one's back are known to damage databases.

use std::path::Path;

/// Folder names that mean a syncing program, as they stand in a path.
const CLOUD_FOLDERS: [(&str, &str); 10] = [
    // Where macOS has the folders of all of them: `~/Library/CloudStorage/OneDrive-Example`.
    ("CloudStorage", "a folder of a cloud"),
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
        // `OneDrive - Company`, `Dropbox (Company)`, `GoogleDrive-someone@example.org`: whose it is stands behind its name.
        let is_named = |rest: &str| {
            let rest = rest.trim_start();
            rest.is_empty() || rest.starts_with(['-', '('])
        };
        let is = |folder: &str| name.strip_prefix(folder).is_some_and(is_named);
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
    const FUSE: i64 = 0x6573_5546;
    let magic = rustix::fs::statfs(path).ok()?.f_type;
    let is_network = NETWORKS.contains(&magic) || (magic == FUSE && is_mounted_network(path));
    is_network.then_some("a network drive")
}

/// Of a file system that a program makes, its name alone says what it is: `fuse.sshfs` is a network, and `fuseblk`, as a disk of Windows is
/// mounted, is none.
#[cfg(target_os = "linux")]
fn is_mounted_network(path: &Path) -> bool {
    let mounts = std::fs::read_to_string("/proc/self/mountinfo").unwrap_or_default();
    mounted_as(&mounts, path).is_some_and(is_network_by_name)
}

/// The kind of file system that holds a path, by the table of mounts: of the last mount at the longest place above it.
#[cfg(target_os = "linux")]
fn mounted_as<'m>(mounts: &'m str, path: &Path) -> Option<&'m str> {
    let mount = |line: &'m str| {
        let (place, kind) = line.split_once(" - ")?;
        let place = place.split(' ').nth(4)?;
        // What would part the columns stands in octal.
        let place =
            place.replace("\\040", " ").replace("\\011", "\t").replace("\\012", "\n").replace("\\134", "\\");
        path.starts_with(&place).then_some((place.len(), kind.split(' ').next()?))
    };
    mounts.lines().filter_map(mount).max_by_key(|(length, _)| *length).map(|(_, kind)| kind)
}

#[cfg(target_os = "linux")]
fn is_network_by_name(kind: &str) -> bool {
    const PROGRAMS: [&str; 12] = [
        "sshfs",
        "rclone",
        "gvfsd-fuse",
        "kio-fuse",
        "s3fs",
        "goofys",
        "davfs",
        "davfs2",
        "curlftpfs",
        "glusterfs",
        "onedriver",
        "google-drive-ocamlfuse",
    ];
    kind.strip_prefix("fuse.").is_some_and(|program| PROGRAMS.contains(&program))
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
            ("/home/li/Dropbox (Example)/News.galley", true),
            ("/Users/li/Library/CloudStorage/Box-Box/News.galley", true),
            ("/Volumes/GoogleDrive-li@example.org/News.galley", true),
            ("/Users/li/Library/Mobile Documents/News.galley", true),
            ("/home/li/Dropbox articles/News.galley", false),
            ("/home/li/Documents/Dropboxes/News.galley", false),
            ("/home/li/News.galley", false),
        ];
        for (path, refused) in cases {
            assert_eq!(unsafe_place(Path::new(path)).is_some(), refused, "{path}");
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn what_a_program_mounts_is_told_apart_by_its_name() {
        let mounts = "\
            22 1 8:1 / / rw shared:1 - ext4 /dev/sda1 rw\n\
            40 22 0:41 / /home/li/desk rw,nosuid shared:9 - fuse.sshfs li@desk: rw,user_id=1000\n\
            41 22 0:42 / /media/My\\040Disk rw - fuseblk /dev/sdb1 rw\n\
            42 41 0:43 / /media/My\\040Disk/cloud rw - fuse.rclone remote: rw\n\
            43 22 0:44 / /mnt/ntfs rw - fuse.ntfs-3g /dev/sdc1 rw\n";
        let cases = [
            ("/home/li/desk/News.galley", true),
            ("/home/li/desktop/News.galley", false),
            ("/media/My Disk/News.galley", false),
            ("/media/My Disk/cloud/News.galley", true),
            ("/mnt/ntfs/News.galley", false),
            ("/home/li/News.galley", false),
        ];
        for (path, refused) in cases {
            let kind = mounted_as(mounts, Path::new(path)).expect("all of it is mounted");
            assert_eq!(is_network_by_name(kind), refused, "{path}: {kind}");
        }
    }
}
