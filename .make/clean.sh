# Delete what was computed, and say what: results, reports, caches. Raw data, the environment and git are never looked into.
set -eu

# Each path goes from find to rm as it is: read line by line, a name with a line break in it would become two paths.
delete='for path; do rm -rf -- "$path" && printf "Deleted %s\n" "${path#./}"; done'

for folder in data/processed reports; do
    [ ! -d "$folder" ] || find "$folder" -mindepth 1 -maxdepth 1 ! -name README.md ! -name .gitkeep -exec sh -c "$delete" sh {} +
done
find . \( -path ./.venv -o -path ./.git -o -path ./data -o -path ./reports \) -prune -o \
    \( -name __pycache__ -o -name .ipynb_checkpoints -o -name .pytest_cache -o -name .ruff_cache \
    -o -name .import_linter_cache -o -name .hypothesis -o -name '.*.ssi-part' \) -prune -exec sh -c "$delete" sh {} +
