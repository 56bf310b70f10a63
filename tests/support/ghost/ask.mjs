// ask.mjs FOLDER ADDRESS KEY posts | emails | edit SLUG | show SLUG PICTURE | recast SLUG OTHER COVER | reword SLUG ALT CAPTION | status SLUG STATUS | delete SLUG | tags COUNT | untag NAME | fill PICTURE...: what is really there, past the API; and what someone else
// does there.
import { createHmac } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { DatabaseSync } from "node:sqlite";

const [folder, address, key, what, slug] = process.argv.slice(2);
const database = new DatabaseSync(join(folder, "data/ghost.db"), { readOnly: true });
// The server writes meanwhile.
database.exec("PRAGMA busy_timeout = 10000");
const ask = (sql, ...values) => database.prepare(sql).all(...values);

function posts() {
  const all = ask(`SELECT posts.*, feature_image_alt, feature_image_caption, meta_title, meta_description
    FROM posts LEFT JOIN posts_meta ON post_id = posts.id`);
  const named = (table, post) =>
    ask(`SELECT name FROM ${table} JOIN posts_${table} ON ${table}.id = ${table.slice(0, -1)}_id WHERE post_id = ? ORDER BY posts_${table}.sort_order`, post.id).map(({ name }) => name);
  const authors = (post) =>
    ask("SELECT name FROM users JOIN posts_authors ON users.id = author_id WHERE post_id = ? ORDER BY posts_authors.sort_order", post.id).map(({ name }) => name);
  const local = (text) => text?.replaceAll("__GHOST_URL__", address) ?? null;
  const texts = all.map((post) => ({
    id: post.id, type: post.type, status: post.status, slug: post.slug, title: post.title, lead: post.custom_excerpt,
    content: local(post.html), date: post.published_at, tags: named("tags", post), authors: authors(post),
    cover: local(post.feature_image), coverAlt: post.feature_image_alt, coverCaption: post.feature_image_caption,
    metaTitle: post.meta_title, metaDescription: post.meta_description, canonical: post.canonical_url,
    foot: post.codeinjection_foot, newsletter: post.newsletter_id,
  }));
  // Ghost keeps no list of its pictures. Beside one it keeps what it was before it was made smaller (`_o`); other sizes have a folder.
  const files = readdirSync(join(folder, "images"), { recursive: true }).filter((name) => /\.\w+$/.test(name) && !/^size|_o\.\w+$/.test(name));
  return [...texts, ...files.map((name) => ({ id: name, type: "attachment", slug: name.split("/").pop() }))];
}

function token() {
  const [id, secret] = key.split(":");
  const part = (json) => Buffer.from(JSON.stringify(json)).toString("base64url");
  const now = Math.floor(Date.now() / 1000);
  const signed = `${part({ alg: "HS256", typ: "JWT", kid: id })}.${part({ iat: now, exp: now + 60, aud: "/admin/" })}`;
  return `${signed}.${createHmac("sha256", Buffer.from(secret, "hex")).update(signed).digest("base64url")}`;
}

async function call(method, path, body) {
  const answer = await fetch(`${address}/ghost/api/admin/${path}`, {
    method, headers: { authorization: `Ghost ${token()}`, "content-type": "application/json" }, body: body && JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer;
}

/** Sends a file with a picture; answers its address. */
async function picture(file) {
  const form = new FormData();
  form.append("file", new Blob([readFileSync(file)], { type: "image/png" }), basename(file));
  const answer = await fetch(`${address}/ghost/api/admin/images/upload/`, { method: "POST", headers: { authorization: `Ghost ${token()}` }, body: form });
  return (await answer.json()).images[0].url;
}

/** What people wrote there before Galley came. The names are those of files with pictures. */
async function fill(files) {
  const [quay, ship, crane] = await Promise.all(files.map(picture));
  const post = (kind, fields) => call("POST", `${kind}/?source=html`, { [kind]: [{ status: "published", published_at: "2019-03-04T05:06:07.000Z", ...fields }] });
  await post("posts", { title: "In blocks", slug: "old-two", tags: [{ name: "News & more" }], feature_image: crane, feature_image_alt: "A crane",
    html: `<p>Water is H<sub>2</sub>O.</p><h2>More</h2><figure class="kg-card kg-gallery-card"><div class="kg-gallery-container"><div class="kg-gallery-row"><div class="kg-gallery-image"><img src="${ship}" width="2" height="2" alt="A ship"></div><div class="kg-gallery-image"><img src="${quay}" width="2" height="2" alt="A quay"></div></div></div></figure>` });
  await post("posts", { title: "The old & the new", slug: "old-one", custom_excerpt: "What it was about.", tags: ["#import-2021", "Harbour", "Cables & ducts", "Quays"].map((name) => ({ name })),
    html: `<p>One paragraph, <em>written</em> long ago. See <a href="${address}/old-two/#more">the other</a>.</p><figure><img src="${quay}" alt="A quay"><figcaption>By night</figcaption></figure><!--kg-card-begin: html--><form><input></form><!--kg-card-end: html--><p>The end.</p>` });
  await post("posts", { title: "Not yet", slug: "old-draft", status: "draft", published_at: null, html: "<p>Half a</p>" });
  await post("posts", { title: "Later", slug: "old-later", status: "scheduled", published_at: "2090-01-01T08:00:00.000Z", html: "<p>Wait.</p>" });
  await post("pages", { title: "About us", slug: "about-us", html: "<p>We are.</p>" });
}

if (what === "posts") {
  console.log(JSON.stringify(posts()));
} else if (what === "emails") {
  console.log(ask("SELECT count(*) AS number FROM emails")[0].number);
} else if (what === "fill") {
  await fill(process.argv.slice(6));
} else if (what === "tags") {
  // So many, on one post.
  const tags = Array.from({ length: Number(slug) }, (_, at) => ({ name: `Filler ${at}` }));
  await call("POST", "posts/?source=html", { posts: [{ title: "Of many tags", status: "published", html: "<p>Words.</p>", tags }] });
} else if (what === "untag") {
  await call("DELETE", `tags/${ask("SELECT id FROM tags WHERE name = ?", slug)[0].id}/`);
} else {
  const [post] = ask("SELECT id, html FROM posts WHERE slug = ?", slug);
  if (what === "delete") {
    await call("DELETE", `posts/${post.id}/`);
  } else {
    const { posts: [now] } = await (await call("GET", `posts/${post.id}/?formats=html`)).json();
    const [other, cover] = process.argv.slice(7);
    const edited = what === "show"
      ? { html: `${now.html}<figure class="kg-card kg-image-card"><img src="${await picture(other)}" alt="New there"></figure>` }
      : what === "recast"
      ? { slug: other, feature_image: cover ? await picture(cover) : null }
      : what === "status"
      ? { status: other }
      : what === "reword" ? { feature_image_alt: other, feature_image_caption: cover } : { html: `${now.html}<p>Added there.</p>` };
    await call("PUT", `posts/${post.id}/?source=html`, { posts: [{ ...edited, updated_at: now.updated_at }] });
  }
}
