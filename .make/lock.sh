# Compute requirements.lock, requirements-test.lock and, of what few need, requirements-dask.lock and requirements-spark.lock
# from pyproject.toml: each one exact, hashed set for Python 3.11 to 3.13, without any address, the same versions in all of them. What is locked stays as it is unless
# pyproject.toml forbids it, or UPGRADE=1 asks for newer versions.
set -eu

aside=$(mktemp -d)
trap 'rm -rf "$aside"' EXIT

# compile "the requirement" the-lock [more options]
compile() {
    requirement=$1 lock=$2
    shift 2
    [ ! -e "$lock" ] || [ -n "${UPGRADE:-}" ] || cp "$lock" "$aside/$lock"
    # SSL_CERT_FILE and UV_* settings of the machine apply; --no-annotate keeps them, and everything else, out of the file.
    echo "$requirement" | .venv/bin/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
        --no-header --no-annotate "$@" --output-file "$aside/$lock" -
}

compile "-e ." requirements.lock
grep -v '^-e ' "$aside/requirements.lock" > "$aside/constraints.txt"
compile "-e .[test]" requirements-test.lock --constraints "$aside/constraints.txt"
# What few need is installed beside either of them, so that it has to agree with both.
grep -v '^-e ' "$aside/requirements-test.lock" > "$aside/constraints.txt"
extras="dask spark"
for extra in $extras; do
    compile "-e .[$extra]" "requirements-$extra.lock" --constraints "$aside/constraints.txt"
done

for lock in requirements.lock requirements-test.lock $(printf 'requirements-%s.lock ' $extras); do
    if cmp -s "$aside/$lock" "$lock"; then
        echo "$lock: nothing new."
    else
        cp "$aside/$lock" "$lock"
        echo "$lock: written."
    fi
done
