// The search page. Reads the index that stands beside it, and nothing before somebody searches: the list of volumes, then of the
// newest volume the shards with the words that were typed and the blocks with the articles that are shown, then older volumes.
// What the files hold: volume.rs. What counts as the same word: the crate galley-tokens, held to this by a test.

const PAGE = 20;
const WAIT_MS = 160;
const SHARDS_MAX = 4; // of one beginning
const TERMS_MAX = 12;
const WORD_BYTES_MAX = 48;
const LONG = 4; // letters from which on a word stands for longer ones

// ---- Words and signs

const SIGN = /[\u3005-\u3007\u3400-\u4DBF\u4E00-\u9FFF\u{20000}-\u{3FFFF}\u3041-\u3096\u30A1-\u30FA\uAC00-\uD7A3]/u;
const SIGN_IF_LETTER = /[\u0E00-\u0E4F\u0E5A-\u0ECF\u0EDA-\u0EFF\u1000-\u109F\u1780-\u17FF\u1100-\u11FF\u3099-\u309F\u30FC-\u318F\u31F0-\u31FF\uA9E0-\uA9FF\uAA60-\uAA7F\uF900-\uFAFF]/u;
const LETTER = /[\p{Alphabetic}\p{N}\p{M}]/u;
const DROPPED = /[\u0300-\u036F\u1AB0-\u1AFF\u1DC0-\u1DFF\u20D0-\u20FF\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u0610-\u061A\u061C\u0640\u064B-\u065F\u0670\u06D6-\u06DC\u06DF-\u06E4\u06E7\u06E8\u06EA-\u06ED\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\uFE00-\uFE0F\u{E0100}-\u{E01EF}]/u;
const ARABIC = /[\u0621-\u063A\u0641-\u064A]/;
const ONE_FOR_MANY = { ß: "ss", æ: "ae", œ: "oe", þ: "th", ø: "o", đ: "d", ð: "d", ł: "l", ħ: "h", ı: "i", ς: "σ", آ: "ا", أ: "ا", إ: "ا", "ٱ": "ا", ؤ: "و", ئ: "ي", ى: "ي", ی: "ي", ة: "ه", ک: "ك" };
const ZEROS = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xed0];

const utf8 = new TextEncoder();

function oneForMany(c) {
  const code = c.codePointAt(0);
  const zero = ZEROS.find((zero) => code >= zero && code <= zero + 9);
  return zero ? String(code - zero) : (ONE_FOR_MANY[c] ?? c);
}

/** The pieces of a text: words, and single signs of the scripts that put no spaces between words. */
export function pieces(text) {
  const found = [];
  let word = "";
  let afterSign = false;
  const endWord = () => {
    if (word) found.push({ folded: word, sign: false, joined: false });
    word = "";
  };
  const gap = () => {
    endWord();
    afterSign = false;
  };
  const sign = (c) => {
    endWord();
    found.push({ folded: c, sign: true, joined: afterSign });
    afterSign = true;
  };
  const letters = (c) => {
    for (const each of c) if (utf8.encode(word).length < WORD_BYTES_MAX) word += each;
    afterSign = false;
  };
  for (const c of text.normalize("NFKC")) {
    if (SIGN.test(c)) sign(c);
    else if (ARABIC.test(c)) letters(oneForMany(c));
    else {
      for (const part of c.normalize("NFKD")) {
        for (const lower of part.toLowerCase()) {
          if (DROPPED.test(lower)) continue;
          if (SIGN.test(lower) || (SIGN_IF_LETTER.test(lower) && LETTER.test(lower))) sign(lower);
          else if (LETTER.test(lower)) letters(oneForMany(lower));
          else gap();
        }
      }
    }
  }
  gap();
  return found;
}

/** The word without the Arabic article. */
function bare(word) {
  if (!/^[\u0600-\u06FF]/.test(word)) return word;
  const article = ["وال", "بال", "كال", "فال", "لل", "ال"].find(
    (article) => word.startsWith(article) && [...word].length >= [...article].length + 2,
  );
  return article ? word.slice(article.length) : word;
}

/** What else to look for: English words in their other forms. */
function relatives(word) {
  const found = [];
  if (!/^[a-z]+$/.test(word)) return found;
  const add = (other) => other.length >= LONG && found.push({ word: other });
  if (word.endsWith("ies")) add(word.slice(0, -3) + "y");
  else if (word.endsWith("y")) add(word.slice(0, -1) + "ies");
  else if (word.endsWith("s") && !word.endsWith("ss")) {
    add(word.slice(0, -1));
    if (/[sxzh]es$/.test(word)) add(word.slice(0, -2));
  }
  const stem = /^(.{5,}?)(?:ing|ed)$/.exec(word);
  if (stem) found.push({ word: stem[1], open: true });
  return found;
}

/** What was typed, as terms: each a list of parts that must all stand in an article, each part a list of words of which one must. */
export function parse(typed) {
  const wanted = [];
  const unwanted = [];
  const chunks = typed.slice(0, 600).match(/-?["“„«「『][^"”»」』]*["”»」』]?|\S+/gu) ?? [];
  for (const chunk of chunks.slice(0, TERMS_MAX)) {
    const isLast = typed.endsWith(chunk);
    const excluded = /^-\S/.test(chunk);
    const list = pieces(excluded ? chunk.slice(1) : chunk);
    const parts = [];
    list.forEach((piece, at) => {
      const next = list[at + 1];
      const isEnd = at === list.length - 1;
      if (piece.sign) {
        if (next?.joined) parts.push([{ word: piece.folded + next.folded }]);
        else if (!piece.joined) parts.push([{ word: piece.folded, open: true }]);
      } else {
        const word = bare(piece.folded);
        const alone = list.length === 1;
        const open = !excluded && isEnd && (isLast || (alone && [...word].length >= LONG));
        parts.push([{ word, open }, ...(alone && !excluded ? relatives(word) : [])]);
      }
    });
    if (parts.length) (excluded ? unwanted : wanted).push(parts);
  }
  return { wanted, unwanted };
}

// ---- The index

/** Reads files once. `at` is the address of the index. */
export function opened(at, fetch = globalThis.fetch) {
  const files = new Map();
  return (name, how) => {
    if (!files.has(name)) {
      const loading = fetch(new URL(name, at)).then((answer) => {
        if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
        return answer[how]();
      });
      loading.catch(() => files.delete(name));
      files.set(name, loading);
    }
    return files.get(name);
  };
}

const name = (number) => number.toString(16).padStart(8, "0");

/** Where the last of these stands that is not behind a key; the first, if all are. */
function place(sorted, key) {
  let at = sorted.length - 1;
  while (at > 0 && sorted[at] > key) at -= 1;
  return at;
}

/** The words of a shard for which `take` says yes, with the numbers of all articles, and of those in whose headline they stand. */
function readShard(buffer, from, take) {
  const bytes = new Uint8Array(buffer);
  const text = new TextDecoder();
  let at = 0;
  const number = () => {
    let value = 0;
    for (let shift = 1; ; shift *= 128) {
      const byte = bytes[at++];
      value += (byte & 127) * shift;
      if (byte < 128) return value;
    }
  };
  const list = (into) => {
    const length = number();
    const end = at + length;
    for (let last = from; into && at < end; ) into.add((last += number()));
    at = end;
  };
  const found = { all: new Set(), headline: new Set() };
  let word = new Uint8Array(0);
  while (at < bytes.length) {
    const common = number();
    const length = number();
    const next = new Uint8Array(common + length);
    next.set(word.subarray(0, common));
    next.set(bytes.subarray(at, at + length), common);
    at += length;
    word = next;
    const taken = take(text.decode(word));
    list(taken && found.all);
    list(taken && found.headline);
  }
  return found;
}

/** The articles of a volume in which a word stands, or one that begins like it: of a short beginning, those of the first shards. */
async function look(read, volume, asked) {
  const { word, open } = asked;
  const { shards } = await read(`${name(volume)}/table.json`, "json");
  if (!shards.length) return { all: new Set(), headline: new Set() };
  const key = [...utf8.encode(word).slice(0, 8)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const first = place(shards, key.padEnd(16, "0"));
  const last = open ? place(shards, key.padEnd(16, "f")) : first;
  const names = shards.slice(first, Math.min(last + 1, first + SHARDS_MAX));
  asked.cut ||= last >= first + SHARDS_MAX;
  const take = (other) => other === word || (open && other.startsWith(word));
  const found = await Promise.all(
    names.map(async (shard) => readShard(await read(`${name(volume)}/${shard}.bin`, "arrayBuffer"), volume, take)),
  );
  return union(found);
}

function union(found) {
  const all = new Set();
  const headline = new Set();
  for (const each of found) {
    each.all.forEach((number) => all.add(number));
    each.headline.forEach((number) => headline.add(number));
  }
  return { all, headline };
}

function intersection(found) {
  const [first, ...others] = found;
  const both = (key) => new Set([...first[key]].filter((number) => others.every((other) => other[key].has(number))));
  return { all: both("all"), headline: both("headline") };
}

/** The articles of a volume in which all parts of a term stand. */
async function ask(read, volume, parts) {
  const each = (words) => Promise.all(words.map((word) => look(read, volume, word))).then(union);
  return intersection(await Promise.all(parts.map(each)));
}

/** The numbers of the articles of a volume that are found, the best first. */
async function within(read, volume, { wanted, unwanted }) {
  const found = intersection(await Promise.all(wanted.map((term) => ask(read, volume, term))));
  const not = await Promise.all(unwanted.map((term) => ask(read, volume, term)));
  const numbers = [...found.all].filter((number) => !not.some((each) => each.all.has(number)));
  const rank = (number) => Number(found.headline.has(number));
  return numbers.sort((a, b) => rank(b) - rank(a) || b - a);
}

/** What is shown of an article. */
async function record(read, volume, number) {
  const { blocks } = await read(`${name(volume)}/table.json`, "json");
  const block = await read(`${name(volume)}/${name(blocks[place(blocks, number)])}.json`, "json");
  return block.find((record) => record[0] === number);
}

/** Goes through what is found, newest volume first. Each call of `more` gives the next page; `count` grows with each volume. */
export function search(read, typed) {
  const query = parse(typed);
  const run = { count: 0, done: !query.wanted.length, more };
  let volumes;
  const waiting = [];
  async function more() {
    if (run.done) return [];
    volumes ??= [...(await read("index.json", "json")).volumes];
    while (waiting.length < PAGE && volumes.length) {
      const volume = volumes.pop();
      const numbers = await within(read, volume, query);
      run.count += numbers.length;
      for (const number of numbers) waiting.push([volume, number]);
    }
    const page = waiting.splice(0, PAGE);
    run.done = !waiting.length && !volumes.length;
    run.open = volumes.length > 0 || query.wanted.flat(2).some(({ cut }) => cut);
    const records = await Promise.all(page.map(([volume, number]) => record(read, volume, number)));
    return records.filter(Boolean);
  }
  return run;
}

// ---- The page

/** A text with the words in it marked that were looked for. */
function marked(text, query) {
  const words = query.wanted.flat(2);
  const signs = words.filter(({ word }) => pieces(word)[0]?.sign).map(({ word }) => word);
  const fragment = document.createDocumentFragment();
  const add = (part, isMarked) => {
    if (!isMarked) return fragment.append(part);
    fragment.append(Object.assign(document.createElement("mark"), { textContent: part }));
  };
  for (const run of text.split(/([\p{Alphabetic}\p{N}\p{M}]+)/u)) {
    const list = pieces(run);
    if (list.length === 1 && !list[0].sign) {
      const folded = bare(list[0].folded);
      add(run, words.some(({ word, open }) => folded === word || (open && folded.startsWith(word))));
    } else if (signs.length && list.some((piece) => piece.sign)) {
      const is = new Array(run.length).fill(false);
      for (const sign of signs) {
        for (let at = run.indexOf(sign); at >= 0; at = run.indexOf(sign, at + 1)) is.fill(true, at, at + sign.length);
      }
      for (let at = 0; at < run.length; ) {
        let end = at;
        while (end < run.length && is[end] === is[at]) end += 1;
        add(run.slice(at, end), is[at]);
        at = end;
      }
    } else add(run, false);
  }
  return fragment;
}

function shown([, href, headline, lead, date, iso, category], template, query) {
  const item = template.content.cloneNode(true);
  for (const slot of item.querySelectorAll("[data-of]")) {
    for (const what of slot.dataset.of.split(" ")) {
      if (what === "href") slot.href = href;
      if (what === "headline") slot.append(marked(headline, query));
      if (what === "lead") slot.append(marked(lead, query));
      if (what === "category") slot.append(category);
      if (what === "date") {
        slot.append(date);
        slot.dateTime = iso;
      }
    }
    slot.removeAttribute("data-of");
    if (!slot.textContent) slot.remove();
  }
  return item;
}

function start() {
  const byId = (id) => document.getElementById(id);
  const form = document.querySelector("form[role=search]");
  const [results, status, more, template] = ["results", "status", "more", "result"].map((id) => byId(`search-${id}`));
  const field = form.elements.q;
  const read = opened(new URL(form.action));
  let current;
  let timer;

  const say = (text) => (status.textContent = text);

  async function show(run, query) {
    try {
      const records = await run.more();
      if (run !== current) return;
      results.append(...records.map((record) => shown(record, template, query)));
      more.parentElement.hidden = run.done;
      say(run.count ? status.dataset.found.replace("{count}", `${run.count}${run.open ? "+" : ""}`) : status.dataset.none);
    } catch {
      if (run === current) say(status.dataset.failed);
    }
  }

  function begin() {
    clearTimeout(timer);
    const typed = field.value.trim();
    const address = new URL(location);
    if (typed) address.searchParams.set("q", typed);
    else address.searchParams.delete("q");
    history.replaceState(null, "", address);
    results.replaceChildren();
    more.parentElement.hidden = true;
    const query = parse(field.value);
    const run = (current = search(read, field.value));
    more.onclick = async () => {
      const before = results.children.length;
      await show(run, query);
      results.children[before]?.querySelector("a")?.focus();
    };
    if (query.wanted.length) show(run, query);
    else say("");
  }

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(begin, WAIT_MS);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    begin();
  });
  // The arrows go from the field through the results and back.
  document.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const stops = [field, ...results.querySelectorAll("a")];
    const at = stops.indexOf(document.activeElement);
    if (!step || at < 0 || !stops[at + step]) return;
    event.preventDefault();
    stops[at + step].focus();
  });
  field.value = new URL(location).searchParams.get("q") ?? "";
  if (field.value) begin();
  else field.focus();
}

if (globalThis.document) start();
