# Delete what was computed, and say what: results, reports, caches. Raw data, the environment and git are never looked into.
set -eu

{
    for folder in data/processed reports; do
        [ ! -d "$folder" ] || find "$folder" -mindepth 1 -maxdepth 1 ! -name README.md ! -name .gitkeep -print
    done
    find . \( -path ./.venv -o -path ./.git -o -path ./data -o -path ./reports \) -prune -o \
        \( -name __pycache__ -o -name .ipynb_checkpoints -o -name .pytest_cache -o -name .ruff_cache \
        -o -name .import_linter_cache -o -name .hypothesis -o -name '.*.ssi-part' \) -prune -print
} | while IFS= read -r path; do
    rm -rf -- "$path"
    echo "Deleted ${path#./}"
done
