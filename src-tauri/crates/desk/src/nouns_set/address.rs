//! Addresses that a person types: where a site stands, where a form is sent, where a byline is found.

use url::{Host, Url};

/// Longest address, in bytes.
const BYTES_MAX: usize = 2_000;

/// An absolute `http` or `https` URL of a host, without a name and password in it.
pub(super) fn web(typed: &str) -> Result<Url, &'static str> {
    const WHY: &str = "it is an absolute URL, like https://example.org/news";
    let url = Url::parse(typed).map_err(|_| WHY)?;
    if !matches!(url.scheme(), "http" | "https") || url.host().is_none() || typed.len() > BYTES_MAX {
        return Err(WHY);
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("it has a user name or password in it, which every reader would see; take it out");
    }
    Ok(url)
}

/// Where a site stands: no query, no fragment, and no slash at its end.
pub(super) fn base(typed: &str) -> Result<String, &'static str> {
    let url = web(typed)?;
    if url.query().is_some() || url.fragment().is_some() {
        return Err("a site stands at an address without ? and #, like https://example.org/news");
    }
    Ok(url.as_str().trim_end_matches('/').to_owned())
}

/// Where a form is sent: `https`, or `http` to this machine.
pub(super) fn endpoint(typed: &str) -> Result<String, &'static str> {
    let url = web(typed)?;
    if url.scheme() == "http" && !is_loopback(&url) {
        return Err("a form carries what readers write: send it to https (http is for this machine only)");
    }
    Ok(url.into())
}

/// An e-mail address, of the plain kind that every mail program takes in a link.
pub(super) fn mail(typed: &str) -> Result<String, &'static str> {
    let plain =
        |part: &str| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || ".-_+".contains(c));
    let good =
        typed.len() <= 254 && typed.split_once('@').is_some_and(|(name, host)| plain(name) && plain(host));
    if good { Ok(typed.to_owned()) } else { Err("it is an e-mail address, like mailto:desk@example.org") }
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(ip)) => ip == std::net::Ipv4Addr::LOCALHOST,
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_stands_at_an_absolute_url() {
        let cases = [
            ("https://example.org", Some("https://example.org")),
            ("https://Example.org/news/", Some("https://example.org/news")),
            ("http://127.0.0.1:8000", Some("http://127.0.0.1:8000")),
            ("https://例え.jp/新聞", Some("https://xn--r8jz45g.jp/%E6%96%B0%E8%81%9E")),
            ("example.org", None),
            ("/news", None),
            ("ftp://example.org", None),
            ("https://", None),
            ("https://example.org/?page=1", None),
            ("https://example.org/#top", None),
            ("https://li:secret@example.org", None),
            ("javascript:alert(1)", None),
        ];
        for (typed, expected) in cases {
            assert_eq!(base(typed).ok().as_deref(), expected, "{typed:?}");
        }
    }

    #[test]
    fn a_form_is_sent_where_no_one_listens() {
        for good in ["https://forms.example.com/f/1?x=1", "http://localhost:9000/", "http://[::1]/inquiry"] {
            assert!(endpoint(good).is_ok(), "{good:?}");
        }
        for bad in [
            "http://forms.example.com/",
            "http://localhost.example.com/",
            "javascript:alert(1)",
            "https://a b/",
        ] {
            assert!(endpoint(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn mail_goes_to_one_plain_address() {
        for good in ["desk@example.org", "li.wei+news@example.org"] {
            assert!(mail(good).is_ok(), "{good:?}");
        }
        for bad in [
            "desk",
            "@example.org",
            "desk@",
            "a@b@c",
            "desk@example.org?bcc=x@example.com",
            "a b@example.org",
            "a@b,c@d",
        ] {
            assert!(mail(bad).is_err(), "{bad:?}");
        }
    }
}
