"""ask.py posts | edit SLUG | delete SLUG | fill COUNT: what is really there, past the API; and what someone else does there."""

import json
import sys
from pathlib import Path
from urllib.parse import unquote

import django

django.setup()

from django.conf import settings
from indieweb.handlers import MicropubEntry
from store import Store

store = Store()
what, slug = sys.argv[1], sys.argv[-1]
url = f"/articles/{slug}/"
if what == "posts":
    all = []
    for at, entry in store.entries.items():
        one, content = entry.get_property, entry.get_property("content", "")
        all.append({
            "id": at, "type": "post", "slug": unquote(at.split("/")[-2]), "status": one("post-status", "published"),
            "title": one("name"), "lead": one("summary", ""), "tags": entry.get_properties("category"),
            "content": content["html"] if isinstance(content, dict) else content,
            "date": one("published"), "cover": one("featured"),
        })
    # Pictures have names that the server drew: of each, the end that is as long as the names elsewhere.
    files = [str(file) for file in Path(settings.MEDIA_ROOT).rglob("*") if file.is_file()]
    print(json.dumps(all + [{"id": file, "type": "attachment", "slug": file[-39:]} for file in files]))
elif what == "edit":
    html = store.entries[url].get_property("content")["html"]
    store.update_entry(url, {"replace": {"content": [{"html": html + "\n<p>Added there.</p>"}]}}, None)
elif what == "delete":
    store.delete_entry(url, None)
elif what == "fill":
    def fill(own):
        kept = {at: entry for at, entry in store.entries.items() if not at.startswith("/articles/older-")}
        older = [f"/articles/older-{number}/" for number in range(int(slug))]
        others = {at: MicropubEntry(url=at, properties={"name": ["Older"], "content": ["Words."]}) for at in older}
        store.entries = {**others, **kept}

    store.changing(fill)
