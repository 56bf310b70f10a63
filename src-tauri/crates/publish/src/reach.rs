//! Which addresses are connected to. A name may lead into the network of whoever asks: to a router, to the metadata of a cloud's machine, to what
//! answers without a password because nobody else is there. So such addresses are for targets of which an editor said so.

use std::fmt;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

/// How far a target may lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reach {
    /// On the internet, or on this computer.
    #[default]
    Public,
    /// In a private network, too.
    Anywhere,
}

/// Finds addresses, and gives back those that may be connected to. What is connected to is what was looked at: there is no second question
/// that could be answered otherwise.
pub(crate) struct Guard(pub(crate) Reach);

impl fmt::Debug for Guard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Guard").field(&self.0).finish()
    }
}

/// All addresses of a host are private.
#[derive(Debug, thiserror::Error)]
#[error("{0} is an address of a private network")]
pub(crate) struct Private(pub(crate) IpAddr);

impl Resolver for Guard {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = DefaultResolver::default().resolve(uri, config, timeout)?;
        // A proxy is this computer's own way out, wherever it stands.
        let is_proxy = config.proxy().is_some_and(|proxy| uri.host() == Some(proxy.host()));
        if self.0 == Reach::Anywhere || is_proxy {
            return Ok(found);
        }
        let mut kept = self.empty();
        found.iter().filter(|at| !is_private(at.ip())).for_each(|at| kept.push(*at));
        match found.first() {
            Some(first) if kept.is_empty() => Err(refused(first.ip())),
            _ => Ok(kept),
        }
    }
}

/// The same for an address that needs no finding, as a proxy is handed it.
pub(crate) fn must_reach(reach: Reach, url: &url::Url) -> Result<(), Private> {
    let at: IpAddr = match url.host() {
        Some(url::Host::Ipv4(at)) => at.into(),
        Some(url::Host::Ipv6(at)) => at.into(),
        Some(url::Host::Domain(_)) | None => return Ok(()),
    };
    if reach == Reach::Public && is_private(at) { Err(Private(at)) } else { Ok(()) }
}

fn refused(at: IpAddr) -> ureq::Error {
    ureq::Error::Io(io::Error::new(io::ErrorKind::PermissionDenied, Private(at)))
}

fn is_private(at: IpAddr) -> bool {
    match at {
        IpAddr::V4(at) => is_private_v4(at),
        IpAddr::V6(at) => is_private_v6(at),
    }
}

fn is_private_v4(at: Ipv4Addr) -> bool {
    let [a, b, ..] = at.octets();
    // Providers share 100.64.0.0/10 among their customers; 0.0.0.0/8 is "this network".
    let is_shared = a == 100 && (64..128).contains(&b);
    at.is_private() || at.is_link_local() || is_shared || a == 0 || at.is_multicast() || at.is_broadcast()
}

fn is_private_v6(at: Ipv6Addr) -> bool {
    // An IPv4 address in another dress: mapped, or through a translator (64:ff9b::/96).
    let [.., c, d] = at.segments();
    let within = Ipv4Addr::from((u32::from(c) << 16) | u32::from(d));
    let is_translated = at.segments()[..6] == [0x64, 0xff9b, 0, 0, 0, 0];
    if at.to_ipv4_mapped().is_some() || is_translated {
        return is_private_v4(within) || (is_translated && within.is_loopback());
    }
    at.is_unique_local() || at.is_unicast_link_local() || at.is_unspecified() || at.is_multicast()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_addresses_are_told_from_those_of_the_internet_and_of_this_computer() {
        let private = [
            "10.0.0.1",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "255.255.255.255",
            "224.0.0.1",
            "fd00:ec2::254",
            "fe80::1",
            "::",
            "ff02::1",
            "::ffff:10.0.0.1",
            "::ffff:169.254.169.254",
            "64:ff9b::a00:1",
            "64:ff9b::7f00:1",
        ];
        let others = [
            "127.0.0.1",
            "::1",
            "::ffff:127.0.0.1",
            "93.184.216.34",
            "172.32.0.1",
            "100.128.0.1",
            "11.0.0.1",
            "2606:2800:220:1::1",
            "64:ff9b::5db8:d822",
        ];
        for (all, expected) in [(&private[..], true), (&others[..], false)] {
            for at in all {
                assert_eq!(is_private(at.parse().expect("an address")), expected, "{at}");
            }
        }
    }

    #[test]
    fn a_name_is_looked_at_where_it_is_connected_to() {
        let config = ureq::Agent::config_builder().proxy(None).build();
        let resolve = |reach, uri: &str| {
            Guard(reach).resolve(&uri.parse().expect("a URI"), &config, NextTimeout::default())
        };
        let refused = resolve(Reach::Public, "https://10.1.2.3/").expect_err("it is private").to_string();
        assert!(refused.contains("10.1.2.3 is an address of a private network"), "{refused}");
        assert_eq!(resolve(Reach::Anywhere, "https://10.1.2.3/").expect("it may").len(), 1);
        assert!(!resolve(Reach::Public, "http://localhost/").expect("this computer").is_empty());
    }
}
