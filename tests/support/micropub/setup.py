"""Makes the database, and tokens of several rights, printed as NAME=TOKEN."""

import django

django.setup()

from django.contrib.auth.models import User
from django.core.management import call_command
from indieweb.models import Token

call_command("migrate", verbosity=0)
owner = User.objects.create_user("writer", "writer@example.org", "tea-and-lanterns-17")
for name, scope in (("all", "create update delete undelete media"), ("writer", "create update delete undelete"), ("reader", "read"), ("draft", "draft")):
    token = Token(owner=owner, client_id="https://example.org/galley/", me="https://example.org/", scope=scope)
    token.save()
    print(f"{name}={token.key}")
