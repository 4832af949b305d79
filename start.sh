#!/bin/sh
# What start.bat does on Windows, where there is no make: set up the environment the first time, make the article's report.
# Ce que fait start.bat sous Windows, là où il n'y a pas make : installer l'environnement la première fois, faire le rapport sur l'article.
set -eu
cd "$(dirname "$0")"
if [ "$(cat .venv/ready 2>/dev/null)" != "$(pwd -P)" ] || [ requirements.lock -nt .venv/ready ]; then
    sh .make/set-up.sh requirements.lock
fi
.venv/bin/ssi report
