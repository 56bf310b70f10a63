#!/bin/bash
# A Kinto server from PyPI, once: install.sh FOLDER. What was installed stays there.
exec "$(dirname "$0")/../pypi.sh" "$1" kinto-26.5.0 kinto==26.5.0 kinto-attachment==8.0.0
