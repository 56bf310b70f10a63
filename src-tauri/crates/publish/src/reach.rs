//! Which addresses are connected to. A name may lead into the network of whoever asks: to a router, to the metadata of a cloud's machine, to what
//! answers without a password because nobody else is there. So such addresses are for targets of which an editor said so.

use std::fmt;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::time::Duration;

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;
use url::{Host, Url};

/// How far a target may lie, and how it may be spoken to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reach {
    /// In a private network, too.
    private: bool,
    /// Without encryption, too.
    plain: bool,
    /// On this computer.
    here: bool,
    /// How long an answer is waited for at most, where a request would be given longer.
    pub(crate) patience: Duration,
}

impl Default for Reach {
    fn default() -> Self {
        Self::new(false, false)
    }
}

impl Reach {
    /// On the internet, encrypted, or on this computer. `private`: in a private network, too. `plain`: over http, too, where everyone on
    /// the way reads the password.
    pub const fn new(private: bool, plain: bool) -> Self {
        Self { private, plain, here: true, patience: Duration::MAX }
    }

    /// The same for who does not wait so long for an answer.
    #[must_use]
    pub const fn with_patience(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// How far a site may send us. What an editor allowed of its own host holds for no other; and whoever stands elsewhere says nothing
    /// of this computer.
    pub(crate) fn sent_by(self, site: &Url, to: &Url) -> Self {
        if site.host() == to.host() {
            return self;
        }
        Self { plain: false, here: self.here && is_here(site), ..self }
    }

    /// Whether a password may be sent to a server at this address, so far as the address tells.
    pub(crate) fn refuses(self, url: &Url) -> Option<&'static str> {
        match url.scheme() {
            _ if is_here(url) && !self.here => Some("another site must not lead to this computer"),
            "https" => None,
            "http" if self.plain || is_here(url) => None,
            "http" => Some(
                "over http everyone on the way reads the password; use https, or allow it for this target (plain=yes)",
            ),
            _ => Some("it is not https"),
        }
    }

    /// Whether nothing at this address may be connected to.
    fn is_barred(self, at: IpAddr) -> bool {
        let is_loopback = match at {
            IpAddr::V4(at) => at.is_loopback(),
            IpAddr::V6(at) => is_here_v6(at),
        };
        is_private(at) || (is_loopback && !self.here)
    }
}

/// Whether an address says that it is this computer's.
fn is_here(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => is_here_v6(ip),
        None => false,
    }
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
        if self.0.private || is_proxy {
            return Ok(found);
        }
        let mut kept = self.empty();
        found.iter().filter(|at| !self.0.is_barred(at.ip())).for_each(|at| kept.push(*at));
        match found.first() {
            Some(first) if kept.is_empty() => Err(refused(first.ip())),
            _ => Ok(kept),
        }
    }
}

/// The same for an address that needs no finding, as a proxy is handed it.
pub(crate) fn must_reach(reach: Reach, url: &Url) -> Result<(), Private> {
    let at: IpAddr = match url.host() {
        Some(Host::Ipv4(at)) => at.into(),
        Some(Host::Ipv6(at)) => at.into(),
        Some(Host::Domain(_)) | None => return Ok(()),
    };
    if !reach.private && reach.is_barred(at) { Err(Private(at)) } else { Ok(()) }
}

fn refused(at: IpAddr) -> ureq::Error {
    ureq::Error::Io(io::Error::new(io::ErrorKind::PermissionDenied, Private(at)))
}

fn is_here_v6(at: Ipv6Addr) -> bool {
    at.is_loopback() || at.to_ipv4_mapped().is_some_and(|at| at.is_loopback())
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
    fn a_site_sends_nobody_to_this_computer_or_over_a_wire_that_others_read() {
        let url = |url: &str| Url::parse(url).expect("a URL");
        let (site, local) = (url("https://a.org/"), url("http://127.0.0.1:8080/"));
        let may = |reach: Reach, site: &Url, to: &str| {
            let to = url(to);
            let reach = reach.sent_by(site, &to);
            reach.refuses(&to).is_none() && must_reach(reach, &to).is_ok()
        };
        for (reach, site, to, expected) in [
            (Reach::default(), &site, "https://b.org/", true),
            (Reach::default(), &site, "http://b.org/", false),
            (Reach::default(), &site, "http://localhost/", false),
            (Reach::default(), &site, "https://localhost:1/", false),
            (Reach::default(), &site, "http://[::ffff:127.0.0.1]/", false),
            (Reach::default(), &site, "https://10.0.0.1/", false),
            (Reach::default(), &local, "http://localhost:1/", true),
            (Reach::new(false, true), &site, "http://a.org/", true),
            (Reach::new(false, true), &site, "http://b.org/", false),
            (Reach::new(true, false), &site, "https://10.0.0.1/", true),
            (Reach::new(true, false), &site, "http://127.0.0.1/", false),
        ] {
            assert_eq!(may(reach, site, to), expected, "{reach:?} {site} {to}");
        }
        let config = ureq::Agent::config_builder().proxy(None).build();
        let sent = Reach::default().sent_by(&site, &url("https://b.org/"));
        let found = Guard(sent).resolve(
            &"https://localhost/".parse().expect("a URI"),
            &config,
            NextTimeout::default(),
        );
        assert!(found.is_err(), "nor does a name that leads here");
    }

    #[test]
    fn a_name_is_looked_at_where_it_is_connected_to() {
        let config = ureq::Agent::config_builder().proxy(None).build();
        let resolve = |reach, uri: &str| {
            Guard(reach).resolve(&uri.parse().expect("a URI"), &config, NextTimeout::default())
        };
        let refused = resolve(Reach::default(), "https://10.1.2.3/").expect_err("it is private").to_string();
        assert!(refused.contains("10.1.2.3 is an address of a private network"), "{refused}");
        assert_eq!(resolve(Reach::new(true, false), "https://10.1.2.3/").expect("it may").len(), 1);
        assert!(!resolve(Reach::default(), "http://localhost/").expect("this computer").is_empty());
    }
}
