"""ask.py API setup | posts | edit SLUG | delete SLUG: another editor than the one of the tests, who does and sees everything."""

import base64
import json
import sys
import urllib.request

api, what, slug = sys.argv[1], sys.argv[2], sys.argv[-1]
PASSWORDS = {"chief": "tea-and-lanterns-17", "writer": "bread and salt: 23", "reader": "only-looking-5"}


def ask(method, path, body=None, user="chief"):
    proof = base64.b64encode(f"{user}:{PASSWORDS[user]}".encode()).decode()
    headers = {"Authorization": f"Basic {proof}", "Content-Type": "application/json"}
    body = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(api + path, body, headers, method=method)
    with urllib.request.urlopen(request, timeout=20) as answer:
        return json.load(answer)["data"]


ARTICLES, MEDIA = "/buckets/news/collections/articles", "/buckets/news/collections/media"
if what == "setup":
    for user, password in PASSWORDS.items():
        headers = {"Content-Type": "application/json"}
        body = json.dumps({"data": {"password": password}}).encode()
        urllib.request.urlopen(urllib.request.Request(f"{api}/accounts/{user}", body, headers, method="PUT"))
        print(f"{user}={password}")
    rights = {"write": ["account:writer"], "read": ["account:reader"]}
    ask("PUT", "/buckets/news", {"permissions": rights})
    for collection in (ARTICLES, MEDIA):
        ask("PUT", collection, {"permissions": rights})
elif what == "posts":
    all = [{**one, "type": "post", "status": "published"} for one in ask("GET", f"{ARTICLES}/records")]
    for one in ask("GET", f"{MEDIA}/records"):
        # A name that the server drew, as long as those elsewhere.
        name = one["attachment"]["location"].split("/")[-1]
        all.append({"id": one["id"], "type": "attachment", "slug": name, "sent": one["attachment"]["filename"]})
    print(json.dumps(all))
else:
    article = next(one for one in ask("GET", f"{ARTICLES}/records") if one["slug"] == slug)
    at = f"{ARTICLES}/records/{article['id']}"
    if what == "edit":
        html, source = article["content"] + "\n<p>Added there.</p>", article["source"] + "\nAdded there.\n"
        ask("PATCH", at, {"data": {"content": html, "source": source}})
    else:
        ask("DELETE", at)
