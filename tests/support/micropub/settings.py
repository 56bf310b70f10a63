"""A site with django-indieweb and nothing else, below the folder of the environment."""

import os

FOLDER = os.environ["GALLEY_TEST_FOLDER"]
SECRET_KEY = "loopback"
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = "site_urls"
USE_TZ = True
SITE_ID = 1
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.sites",
    "indieweb",
]
DATABASES = {
    "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": f"{FOLDER}/site.db", "OPTIONS": {"timeout": 20}}
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MEDIA_ROOT = f"{FOLDER}/media"
MEDIA_URL = "/media/"
INDIEWEB_MICROPUB_HANDLER = "store.Store"
