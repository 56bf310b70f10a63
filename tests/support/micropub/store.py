"""Where the articles lie: the package's own handler, its dictionaries in a file, and an address of each that has its slug."""

import fcntl
import json
import os
from urllib.parse import quote, urlparse

from django.conf import settings
from indieweb.handlers import InMemoryMicropubHandler, MicropubEntry

FILE = f"{settings.FOLDER}/entries.json"


class Store(InMemoryMicropubHandler):
    def __init__(self):
        super().__init__()
        if os.path.exists(FILE):
            with open(FILE) as file:
                kept = json.load(file)
            entries = lambda all: {url: MicropubEntry(url=url, properties=had) for url, had in all.items()}
            self.entries, self.deleted_entries = entries(kept["entries"]), entries(kept["deleted"])

    def changing(self, change):
        with open(f"{FILE}.lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self.__init__()
            done = change(super())
            properties = lambda all: {url: entry.properties for url, entry in all.items()}
            with open(f"{FILE}.new", "w") as file:
                json.dump({"entries": properties(self.entries), "deleted": properties(self.deleted_entries)}, file)
            os.replace(f"{FILE}.new", FILE)
            return done

    def create_entry(self, properties, user):
        slug = properties.pop("mp-slug", ["untitled"])[0]

        def create(own):
            taken, url, number = {**self.entries, **self.deleted_entries}, f"/articles/{quote(slug)}/", 1
            while url in taken:
                number += 1
                url = f"/articles/{quote(slug)}-{number}/"
            self.entries[url] = MicropubEntry(url=url, properties=properties)
            return self.entries[url]

        return self.changing(create)

    # Articles are named by their whole address, whatever host leads here.
    def update_entry(self, url, updates, user):
        def update(own):
            entry = own.update_entry(urlparse(url).path, updates, user)
            return MicropubEntry(url=url, properties=entry.properties)

        return self.changing(update)

    def delete_entry(self, url, user):
        self.changing(lambda own: own.delete_entry(urlparse(url).path, user))

    def undelete_entry(self, url, user):
        def undelete(own):
            return MicropubEntry(url=url, properties=own.undelete_entry(urlparse(url).path, user).properties)

        return self.changing(undelete)

    def get_entry(self, url, user):
        return super().get_entry(urlparse(url).path, user)

    def get_config(self, user):
        # The package says where pictures go.
        return {key: value for key, value in super().get_config(user).items() if key != "media-endpoint"}
