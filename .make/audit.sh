# Ask of each locked version whether a weakness of it is known. Needs the network; pip-audit comes by uv, into no environment of ours.
# Ends as pip-audit does, which fails (--strict) where it could not ask about a version; with 69 where it did not come.
set -eu

aside=$(mktemp -d)
trap 'rm -rf "$aside"' EXIT
grep -v '^-e ' requirements.lock > "$aside/requirements.txt"
if ! .venv/bin/uvx pip-audit --version > /dev/null 2> "$aside/why"; then
    tail -n 1 "$aside/why" >&2
    echo "pip-audit did not come: nothing was asked, and nothing is known. Try again where the network is." >&2
    exit 69
fi
.venv/bin/uvx pip-audit --strict --disable-pip --require-hashes --requirement "$aside/requirements.txt" && exit 0
code=$?
echo "pip-audit ended with code $code: either it names a weakness above, or it could not ask, and nothing is known." >&2
exit $code
