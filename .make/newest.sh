# Try the newest versions that the bounds of pyproject.toml allow, in a copy of what git has: lock them, install them, run the tests.
# Prints each version that is another one. Nothing here is touched; ends as the tests do.
set -eu

aside=$(mktemp -d)
trap 'rm -rf "$aside"' EXIT
git clone -q . "$aside/newest"
cd "$aside/newest"
make .venv/ready
make lock UPGRADE=1
git diff -U0 -- requirements-test.lock | sed -n 's/^\([-+][A-Za-z0-9][^ ]*==[^ ]*\).*/\1/p'
make test
