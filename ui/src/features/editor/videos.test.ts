import { expect, test } from "vitest";
import page from "../../../../src-tauri/crates/markdown/tests/cases/embeds.html?raw";
import text from "../../../../src-tauri/crates/markdown/tests/cases/embeds.md?raw";
import { videoAt } from "./videos";

// The core's own case says what is a video: the window must show no other ones.
test("the surface takes the same links for videos as the page", () => {
  const bare = text.split("\n").map((line) => /^(?:- )?<?(https?:\S+?)>?$/.exec(line)?.[1]);
  const here = bare.flatMap((address) => (address && videoAt(address)) || []).map(({ host, id }) => `${host} ${id}`);
  const there = [...page.matchAll(/data-id="([^"]+)"[^>]*>\s*<a [^>]*>Watch on ([^<]+)</g)].map(([, id, host]) => `${host} ${id}`);
  expect(there.length).toBeGreaterThan(7);
  expect(here).toEqual(there);
});

test.each([
  ["https://www.youtube.com/shorts/abc_-1", "YouTube abc_-1"],
  ["https://m.youtube.com/watch?v=abc", "YouTube abc"],
  ["https://www.youtube-nocookie.com/embed/abc", "YouTube abc"],
  ["https://player.vimeo.com/video/12", "Vimeo 12"],
  ["https://vimeo.com/12/ab34", "Vimeo 12"],
  ["https://vimeo.com/channels", null],
  ["https://dai.ly/x8", "Dailymotion x8"],
  ["https://v.qq.com/x/page/a0042.html", "Tencent Video a0042"],
  ["https://v.qq.com/x/page/a0042", null],
  ["https://bilibili.com/video/12", null],
  ["ftp://youtu.be/abc", null],
  ["https://youtu.be/a/b", null],
  ["youtu.be/abc", null],
])("%s", (address, expected) => {
  const video = videoAt(address);
  expect(video && `${video.host} ${video.id}`).toBe(expected);
});
