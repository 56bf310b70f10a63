// Which bare links are videos: the rule of the dialect, as the core has it. Nothing is asked of any host.

/** The address's host as a reader calls it, and its video. */
export interface Video {
  host: string;
  id: string;
}

const DIGITS = /^\d+$/;

/** The video that an address leads to. */
export function videoAt(address: string): Video | null {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url || !/^https?:$/.test(url.protocol)) return null;
  const [a = "", b, c, d] = url.pathname.split("/").filter(Boolean);
  const parts = url.pathname.split("/").filter(Boolean).length;
  const found = hosted(url.hostname.replace(/^(?:www|m|music)\./, ""), url.searchParams, parts, a, b, c, d);
  return found && /^[\w-]{1,64}$/.test(found.id) ? found : null;
}

function hosted(host: string, query: URLSearchParams, parts: number, a: string, b = "", c = "", d = ""): Video | null {
  const html = (page: string) => (page.endsWith(".html") ? page.slice(0, -5) : "");
  switch (host) {
    case "youtube.com":
    case "youtube-nocookie.com":
      if (parts === 1 && a === "watch" && host === "youtube.com") return { host: "YouTube", id: query.get("v") ?? "" };
      return parts === 2 && ["shorts", "live", "embed", "v"].includes(a) ? { host: "YouTube", id: b } : null;
    case "youtu.be":
      return parts === 1 ? { host: "YouTube", id: a } : null;
    case "vimeo.com":
      return (parts === 1 || parts === 2) && DIGITS.test(a) ? { host: "Vimeo", id: a } : null;
    case "player.vimeo.com":
      return parts === 2 && a === "video" && DIGITS.test(b) ? { host: "Vimeo", id: b } : null;
    case "dailymotion.com":
      return parts === 2 && a === "video" ? { host: "Dailymotion", id: b } : null;
    case "dai.ly":
      return parts === 1 ? { host: "Dailymotion", id: a } : null;
    case "bilibili.com":
      return parts === 2 && a === "video" && /^(?:BV|av)/.test(b) ? { host: "bilibili", id: b } : null;
    case "v.youku.com":
      return parts === 2 && a === "v_show" && b.startsWith("id_") ? { host: "Youku", id: html(b).slice(3).replaceAll("=", "") } : null;
    case "v.qq.com":
      if (parts === 3 && a === "x" && b === "page") return { host: "Tencent Video", id: html(c) };
      return parts === 4 && a === "x" && b === "cover" ? { host: "Tencent Video", id: html(d) } : null;
    default:
      return null;
  }
}
