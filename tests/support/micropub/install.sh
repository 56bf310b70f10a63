#!/bin/bash
# A Micropub server from PyPI, once: install.sh FOLDER. What was installed stays there.
exec "$(dirname "$0")/../pypi.sh" "$1" django-indieweb-0.6.2 django==5.2.19 django-indieweb==0.6.2
