# Ask of each locked version whether a weakness of it is known. Needs the network; pip-audit comes by uv, into no environment of ours.
set -eu

aside=$(mktemp -d)
trap 'rm -rf "$aside"' EXIT
grep -v '^-e ' requirements.lock > "$aside/requirements.txt"
.venv/bin/uvx pip-audit --disable-pip --require-hashes --requirement "$aside/requirements.txt"
