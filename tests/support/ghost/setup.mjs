// setup.mjs ADDRESS: waits for a Ghost that was started, makes its owner and an integration, and prints the integration's key.
const address = process.argv[2];
const api = `${address}/ghost/api/admin/`;
const headers = { "content-type": "application/json", origin: address, "accept-version": "v5.0" };
const pause = () => new Promise((done) => setTimeout(done, 200));

async function until(url, more = {}) {
  for (let tries = 0; tries < 600; tries += 1) {
    // While it starts it answers everything with 503, or does not listen yet.
    const answer = await fetch(url, { headers: { ...headers, ...more } }).catch(() => undefined);
    if (answer?.status === 200) return;
    await pause();
  }
  throw new Error(`${url} does not answer`);
}

async function send(path, body, more = {}) {
  const answer = await fetch(api + path, { method: "POST", headers: { ...headers, ...more }, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer;
}

const owner = { email: "owner@example.org", password: "tea-and-lanterns-17" };
await until(`${api}authentication/setup/`);
await send("authentication/setup/", { setup: [{ ...owner, name: "Li Wei", blogTitle: "Test" }] });
const session = await send("session/", { username: owner.email, password: owner.password });
const cookie = session.headers.getSetCookie().map((set) => set.split(";")[0]).join("; ");
// The session is stored after its answer has left.
await until(`${api}users/me/`, { cookie });
const made = await (await send("integrations/?include=api_keys", { integrations: [{ name: "Galley" }] }, { cookie })).json();
const { id, secret } = made.integrations[0].api_keys.find((key) => key.type === "admin");
console.log(`key=${secret.includes(":") ? secret : `${id}:${secret}`}`);
