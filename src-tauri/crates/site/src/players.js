// Videos: a click on the placeholder puts the host's player in its place. Nothing is loaded from the host before that, and without a script
// the placeholder is a link to the host's page.
const players = {
  youtube: (id, start) => `https://www.youtube-nocookie.com/embed/${id}?autoplay=1&start=${start}`,
  vimeo: (id, start) => `https://player.vimeo.com/video/${id}?autoplay=1&dnt=1#t=${start}s`,
  dailymotion: (id, start) => `https://geo.dailymotion.com/player.html?video=${id}&startTime=${start}`,
  bilibili: (id, start) => `https://player.bilibili.com/player.html?${id.startsWith("BV") ? `bvid=${id}` : `aid=${id.slice(2)}`}&autoplay=1&t=${start}`,
  youku: (id) => `https://player.youku.com/embed/${id}${"=".repeat((4 - ((id.length - 1) % 4)) % 4)}`,
  tencent: (id) => `https://v.qq.com/txp/iframe/player.html?vid=${id}&autoplay=true`,
};

document.addEventListener("click", (event) => {
  const { button, ctrlKey, metaKey, shiftKey, target } = event;
  const link = target.closest("figure.embed a");
  const { embed, id, start } = link?.closest("figure").dataset ?? { embed: "" };
  if (!Object.hasOwn(players, embed) || !/^[\w-]{1,64}$/.test(id) || button || ctrlKey || metaKey || shiftKey) return;
  event.preventDefault();
  const frame = document.createElement("iframe");
  frame.title = link.textContent;
  frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  Object.assign(frame.style, { display: "block", width: "100%", aspectRatio: "16 / 9", border: "0" });
  frame.src = players[embed](id, Number(start) || 0);
  link.replaceWith(frame);
  frame.focus();
});
