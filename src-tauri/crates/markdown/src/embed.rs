//! Video hosts whose bare links become embeds.
//!
//! An embed is a placeholder with a link: nothing is loaded from the host before a reader clicks. The theme may turn
//! the placeholder into a player then; it learns the host's key and the video's id and nothing that could be an address.

use ammonia::Url;

/// A video behind a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Video {
    /// One of [`KEYS`].
    pub(crate) key: &'static str,
    /// What a reader calls the host.
    pub(crate) host: &'static str,
    /// Letters, digits, `-` and `_`.
    pub(crate) id: String,
    /// Where to begin, in seconds.
    pub(crate) start_s: Option<u32>,
}

/// The keys that a theme may meet in `data-embed`.
pub(crate) const KEYS: [&str; 6] = ["youtube", "vimeo", "dailymotion", "bilibili", "youku", "tencent"];

/// The video that an address leads to.
pub(crate) fn video(address: &str) -> Option<Video> {
    let url = Url::parse(address).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    let host = url.host_str()?;
    let host = ["www.", "m.", "music."].iter().find_map(|prefix| host.strip_prefix(prefix)).unwrap_or(host);
    let parts: Vec<&str> = url.path_segments()?.filter(|part| !part.is_empty()).collect();
    let query =
        |name: &str| url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned());
    let html = |part: &str| part.strip_suffix(".html").map(str::to_owned);
    let (key, name, id) = match (host, parts.as_slice()) {
        ("youtube.com", ["watch"]) => ("youtube", "YouTube", query("v")?),
        ("youtube.com" | "youtube-nocookie.com", ["shorts" | "live" | "embed" | "v", id])
        | ("youtu.be", [id]) => ("youtube", "YouTube", (*id).to_owned()),
        ("vimeo.com", [id] | [id, _]) | ("player.vimeo.com", ["video", id])
            if id.bytes().all(|byte| byte.is_ascii_digit()) =>
        {
            ("vimeo", "Vimeo", (*id).to_owned())
        }
        ("dailymotion.com", ["video", id]) | ("dai.ly", [id]) => {
            ("dailymotion", "Dailymotion", (*id).to_owned())
        }
        ("bilibili.com", ["video", id]) if id.starts_with("BV") || id.starts_with("av") => {
            ("bilibili", "bilibili", (*id).to_owned())
        }
        ("v.youku.com", ["v_show", page]) => {
            ("youku", "Youku", html(page)?.strip_prefix("id_")?.replace('=', ""))
        }
        ("v.qq.com", ["x", "page", page] | ["x", "cover", _, page]) => {
            ("tencent", "Tencent Video", html(page)?)
        }
        _ => return None,
    };
    is_id(&id).then(|| Video {
        key,
        host: name,
        id,
        start_s: query("t").or_else(|| query("start")).and_then(|time| seconds(&time)),
    })
}

/// Whether a text may be a video's id.
pub(crate) fn is_id(id: &str) -> bool {
    (1..=64).contains(&id.len())
        && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

/// `90`, `90s` or `1h2m3s` in seconds.
fn seconds(time: &str) -> Option<u32> {
    let mut total = 0_u32;
    let mut number = 0_u32;
    for char in time.chars().take(16) {
        let unit = match char {
            '0'..='9' => {
                number = number.checked_mul(10)?.checked_add(char.to_digit(10)?)?;
                continue;
            }
            'h' => 3_600,
            'm' => 60,
            's' => 1,
            _ => return None,
        };
        total = total.checked_add(number.checked_mul(unit)?)?;
        number = 0;
    }
    total.checked_add(number).filter(|total| (1..=86_400).contains(total))
}
