# Make .venv agree with a lock file: sh .make/set-up.sh requirements.lock | requirements-test.lock
# Find a Python, make the environment if it is missing or broken, install, leave a stamp. A run that is killed leaves no
# stamp, and the next one mends what it finds. PYTHON, if set, is the only Python tried.
set -eu
lock=$1
# Where the tests were set up they stay: the test lock holds the other one.
[ ! -e .venv/ready-test ] || lock=requirements-test.lock
uv_version=0.13.9 # as in README.md (Windows) and pyproject.toml

# say "en français" "in English": SSI_LANG decides, else the locale (as errors.py does).
say() {
    case "${SSI_LANG:-}" in fr | FR) echo "$1"; return ;; en | EN) echo "$2"; return ;; esac
    case "${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}" in fr* | FR* | Fr*) echo "$1" ;; *) echo "$2" ;; esac
}

stop() {
    say "$1" "$2" >&2
    exit 1
}

version_of() { "$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null || true; }

# Set `python` to the first Python that will do; otherwise say what is in the way and what to install.
find_python() {
    unfit='' without_venv=''
    if [ -n "${PYTHON:-}" ]; then set -- "$PYTHON"; else set -- python3 python3.13 python3.12 python3.11; fi
    for name; do
        version=$(version_of "$name")
        case "$version" in
            3.11 | 3.12 | 3.13)
                if "$name" -c 'import venv, ensurepip' 2>/dev/null; then
                    python=$name
                    return
                fi
                without_venv=${without_venv:-$name} ;;
            ?*) unfit=${unfit:-"$name $version"} ;;
        esac
    done
    explain_python
}

explain_python() {
    if [ -n "$without_venv" ]; then
        if command -v apt-get >/dev/null 2>&1; then
            stop "$without_venv ne sait pas créer d'environnement : installez-le avec « sudo apt install $(basename "$without_venv")-venv », puis recommencez." \
                "$without_venv cannot make environments: install that with “sudo apt install $(basename "$without_venv")-venv”, then try again."
        fi
        stop "$without_venv ne sait pas créer d'environnement (venv, ensurepip) : installez Python 3.13 depuis https://www.python.org/downloads/, puis recommencez." \
            "$without_venv cannot make environments (venv, ensurepip): install Python 3.13 from https://www.python.org/downloads/, then try again."
    fi
    stop "Il faut Python 3.11, 3.12 ou 3.13 (ici : ${unfit:-aucun}) : installez-le depuis https://www.python.org/downloads/, ou dites où il est : make PYTHON=…/python3.13." \
        "Python 3.11, 3.12 or 3.13 is needed (here: ${unfit:-none}): install it from https://www.python.org/downloads/, or say where it is: make PYTHON=…/python3.13."
}

# Tell whether .venv works, was made by this minor version of Python, and was made here (its scripts hold its place).
usable() {
    [ -x .venv/bin/python ] && [ "$(version_of .venv/bin/python)" = "$(version_of "$python")" ] || return 1
    [ ! -e .venv/ready ] || [ "$(cat .venv/ready)" = "$(pwd -P)" ] || return 1
    .venv/bin/python -m pip --version >/dev/null 2>&1
}

# uv does not read pip's settings: hand over a company's index and certificates.
if [ -n "${PIP_INDEX_URL:-}" ] && [ -z "${UV_INDEX_URL:-}${UV_DEFAULT_INDEX:-}" ]; then export UV_DEFAULT_INDEX="$PIP_INDEX_URL"; fi
if [ -n "${PIP_CERT:-}" ] && [ -z "${SSL_CERT_FILE:-}" ]; then export SSL_CERT_FILE="$PIP_CERT"; fi
# A busy machine takes longer than the minute that uv gives a Python to start compiling.
export UV_COMPILE_BYTECODE_TIMEOUT="${UV_COMPILE_BYTECODE_TIMEOUT:-1800}"
# A terminal shows uv's own progress; a log needs the errors only.
if [ -t 2 ]; then quiet=''; else quiet=--quiet; fi

find_python

# Libraries that `ssi wheelhouse` collected for this machine are taken from there; nothing is asked of the network.
case "$(uname -sm)" in "Linux x86_64") machine=linux ;; "Darwin arm64") machine=mac ;; *) machine=other ;; esac
wheels=wheels/$machine-$(version_of "$python")
if [ "$lock" = requirements.lock ] && [ -d "$wheels" ]; then
    say "Les bibliothèques viennent de $wheels, sans réseau." "Libraries are taken from $wheels, without network."
    export PIP_NO_INDEX=1 PIP_FIND_LINKS="$wheels" UV_OFFLINE=1 UV_FIND_LINKS="$wheels"
else
    wheels=''
fi

# What failed without network was collected for another requirements.lock, or not in whole.
fail() {
    [ -z "$wheels" ] || stop "$wheels ne va pas avec ce $lock : rassemblez de nouveau les bibliothèques (make wheelhouse), ou, s'il y a du réseau ici, supprimez ce dossier." \
        "$wheels does not fit this $lock: collect the libraries again (make wheelhouse) or, where there is a network, delete that folder."
    exit 1
}

if ! usable; then
    say "1/3 Environnement .venv, Python $(version_of "$python")…" "1/3 Environment .venv, Python $(version_of "$python")…"
    "$python" -m venv --clear .venv
else
    say "1/3 Environnement .venv : déjà là." "1/3 Environment .venv: already there."
fi

# The stamp goes first: from here to the end, .venv agrees with nothing. The test lock only adds to the other one.
rm -f .venv/ready-test
[ "$lock" = requirements-test.lock ] || rm -f .venv/ready

if [ "$(.venv/bin/uv --version 2>/dev/null | cut -d' ' -f2)" != "$uv_version" ]; then
    say "2/3 Installateur uv $uv_version…" "2/3 Installer uv $uv_version…"
    PIP_USER=0 .venv/bin/python -m pip install --quiet --disable-pip-version-check "uv==$uv_version" || fail
else
    say "2/3 Installateur uv $uv_version : déjà là." "2/3 Installer uv $uv_version: already there."
fi

count=$(grep -c '==' "$lock")
say "3/3 $lock : environ $count bibliothèques, une demi-minute la première fois…" "3/3 $lock: about $count packages, half a minute the first time…"
.venv/bin/uv pip sync $quiet --python .venv/bin/python --compile-bytecode "$lock" || fail

pwd -P > .venv/ready
[ "$lock" = requirements.lock ] || pwd -P > .venv/ready-test
say "Prêt." "Ready."
