//! What a process took of this machine.

use std::time::Duration;

/// The most memory that a process ever had, in MB. Only Linux says.
pub fn peak_of(process: &str) -> Option<f64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kib: f64 = line.trim().trim_end_matches(" kB").parse().ok()?;
    Some(kib * 1024.0 / 1e6)
}

/// How long the processors worked for a process so far. Only Linux says.
pub fn processors_of(process: &str) -> Option<Duration> {
    times(process, 11)
}

/// How long they worked for all programs that this one started and that ended.
pub fn processors_of_ended() -> Option<Duration> {
    times("self", 13)
}

/// Two times, after the name of a process and so many other values.
fn times(process: &str, after: usize) -> Option<Duration> {
    /// Linux counts in hundredths of a second, on every machine.
    const TICK: Duration = Duration::from_millis(10);
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The name, in parentheses, may hold anything; then come the state and ten numbers, then user and system time, of the process and
    // of those that it waited for.
    let mut rest = stat.rsplit_once(") ")?.1.split(' ').skip(after).map(str::parse::<u32>);
    Some(TICK * (rest.next()?.ok()? + rest.next()?.ok()?))
}
