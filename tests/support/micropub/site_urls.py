"""What readers get: a home page that names the endpoint by a relative address, the articles, the pictures."""

from html import escape
from urllib.parse import quote

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import include, path
from django.views.static import serve
from store import Store

HOME = "<!doctype html><title>Test</title><link href='indieweb/micropub/' rel='micropub'><p>Home"


def article(request, slug):
    store, url = Store(), f"/articles/{quote(slug)}/"
    if url in store.deleted_entries:
        return HttpResponse("gone", status=410)
    if url not in store.entries or store.entries[url].get_property("post-status") == "draft":
        raise Http404
    entry = store.entries[url]
    content = entry.get_property("content", "")
    content = content.get("html", "") if isinstance(content, dict) else escape(content)
    return HttpResponse(f"<h1>{escape(entry.get_property('name', ''))}</h1>{content}")


urlpatterns = [
    path("", lambda request: HttpResponse(HOME)),
    path("articles/<str:slug>/", article),
    path("indieweb/", include("indieweb.urls")),
    path("media/<path:path>", serve, {"document_root": settings.MEDIA_ROOT}),
]
