//! Threads that work for another one, and let it go first where all cores are taken.

/// How nice they are: 0 is as usual, 19 the most.
#[cfg(target_os = "linux")]
const NICE: i32 = 10;

/// From here on this thread gets a core when no other wants it. A thread that writes the library is always waited for; one that reads
/// ahead of it, or tidies up behind it, is not.
#[cfg(target_os = "linux")]
pub fn stand_back() {
    // Of the process, for POSIX; Linux counts it for each thread. Where it is refused, the work only takes longer.
    let _ = rustix::process::setpriority_process(None, NICE);
}

/// Nothing, where it would be the whole process that stands back.
#[cfg(not(target_os = "linux"))]
pub const fn stand_back() {}
