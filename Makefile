# The menu. `make` alone prints it. Windows without make: README.md, "Windows".
# What users set travels as environment variables and is quoted in each recipe: whatever a name contains, it is never run.

# Where a command does without a data set, none is named unless it was asked for.
CHOSEN := $(filter-out undefined,$(origin DATASET))

DATASET     ?= article
REPORT_LANG ?= both
CASE        ?= benoit
AUDIENCE    ?= shared
PYTHON      ?=
WORKERS     ?= 2
# Words that other programs set as well count only where they are typed after make.
WORLD       :=
PDF         :=
PEOPLE      :=
FROM        :=
WEEKS       :=
PART        := weeks
BEFORE      :=
DESIGN      :=
PUSH        :=
HOURS       :=
OUTCOME     :=
GROUP       :=
RATE        :=
PLATFORM    :=
PYTHON_VERSION :=
SCHEDULER   :=
ENGINE      :=
MASTER      :=

# `value` takes what was typed as it stands: make would run $(...) in it before the shell sees it.
override DATASET     := $(value DATASET)
override REPORT_LANG := $(value REPORT_LANG)
override CASE        := $(value CASE)
override AUDIENCE    := $(value AUDIENCE)
override PYTHON      := $(value PYTHON)
override WORKERS     := $(value WORKERS)
override WORLD       := $(value WORLD)
override PDF         := $(value PDF)
override PEOPLE      := $(value PEOPLE)
override FROM        := $(value FROM)
override WEEKS       := $(value WEEKS)
override PART        := $(value PART)
override BEFORE      := $(value BEFORE)
override DESIGN      := $(value DESIGN)
override PUSH        := $(value PUSH)
override HOURS       := $(value HOURS)
override OUTCOME     := $(value OUTCOME)
override GROUP       := $(value GROUP)
override RATE        := $(value RATE)
override PLATFORM    := $(value PLATFORM)
override PYTHON_VERSION := $(value PYTHON_VERSION)
override SCHEDULER   := $(value SCHEDULER)
override ENGINE      := $(value ENGINE)
override MASTER      := $(value MASTER)
export DATASET REPORT_LANG CASE AUDIENCE PYTHON WORKERS WORLD PDF PEOPLE FROM WEEKS PART RATE
export BEFORE DESIGN PUSH HOURS OUTCOME GROUP PLATFORM PYTHON_VERSION SCHEDULER ENGINE MASTER

# What Python compiles is kept, even on a machine that says not to: hundreds of processes would each compile all of it anew.
export PYTHONDONTWRITEBYTECODE :=

# An environment whose Python has gone, or whose folder was moved, is set up again; so is any when a PYTHON is asked for.
STALE := $(if $(PYTHON),stale) $(shell test -x .venv/bin/python && test "$$(cat .venv/ready 2>/dev/null)" = "$$(pwd -P)" || echo stale)

.DEFAULT_GOAL := menu
.NOTPARALLEL:
.PHONY: menu report new check trial plan world figures gallery workshop wheelhouse doctor case test lab clean refresh calibrate seal lock stale

menu:
	@awk -F ':.*## ' '/^##@/ { print "\n" substr($$0, 5) } /^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile
	@echo

##@ For everyone (pour tout le monde)
report: .venv/ready ## The report, French and English (le rapport): DATASET=article REPORT_LANG=both|fr|en PDF=1 AUDIENCE=shared|private (several: DATASET="a b", on a cluster: SCHEDULER=tcp://..., by Spark: ENGINE=spark)
	@.venv/bin/ssi report --dataset="$$DATASET" --lang="$$REPORT_LANG"

new: .venv/ready ## A folder and a template for your own data (vos données): DATASET=acme PEOPLE=names.txt FROM=2026-03-02 WEEKS=10
	@.venv/bin/ssi new --lang="$$REPORT_LANG" --people="$$PEOPLE" --from="$$FROM" --weeks="$$WEEKS" -- "$$DATASET"

check: .venv/ready ## What your files were taken for, in seconds (vos fichiers, compris ou non): DATASET=acme
	@.venv/bin/ssi check -- "$$DATASET"

trial: .venv/ready ## Raise the score by lot, drawn and sealed (un essai, par tirage au sort): DATASET=acme PEOPLE=names.txt
	@.venv/bin/ssi trial new --lang="$$REPORT_LANG" --people="$$PEOPLE" --design="$$DESIGN" --from="$$FROM" --before="$$BEFORE" \
		--weeks="$$WEEKS" --push="$$PUSH" --hours="$$HOURS" --outcome="$$OUTCOME" --group="$$GROUP" -- "$$DATASET"

plan: .venv/ready ## How much data a verdict takes (combien de données): PEOPLE=20 WEEKS=12 RATE=0.5 DATASET=acme
	@.venv/bin/ssi plan $${PEOPLE:+"--people=$$PEOPLE"} $${WEEKS:+"--weeks=$$WEEKS"} $${RATE:+"--rate=$$RATE"} $(if $(CHOSEN),"--dataset=$$DATASET")

world: .venv/ready ## Invented data in which the truth is known (un monde inventé): WORLD=nothing; none: their list
	@.venv/bin/ssi world -- "$$WORLD"

case: .venv/ready ## One person's page (une personne): CASE=benoit DATASET=article REPORT_LANG=both|fr|en
	@.venv/bin/ssi case --dataset="$$DATASET" --lang="$$REPORT_LANG" -- "$$CASE"

figures: .venv/ready ## A report's figures as files, and one page to forward (les figures, une page à transmettre): DATASET=acme AUDIENCE=shared|private
	@.venv/bin/ssi figures --lang="$$REPORT_LANG" -- "$$DATASET"

gallery: .venv/ready ## A folder of reports to publish as it is, reports/gallery (une galerie à publier)
	@.venv/bin/ssi gallery

workshop: .venv/ready ## What a workshop of two hours takes, reports/workshop (un atelier de deux heures): PEOPLE=30 REPORT_LANG=fr|en
	@.venv/bin/ssi workshop --lang="$$REPORT_LANG" $${PEOPLE:+"--people=$$PEOPLE"}

wheelhouse: .venv/ready ## Every library as a file, to install without network, wheels/ (installer hors ligne): PLATFORM=win|linux|mac PYTHON_VERSION=3.13
	@.venv/bin/ssi wheelhouse $${PLATFORM:+"--platform=$$PLATFORM"} $${PYTHON_VERSION:+"--python-version=$$PYTHON_VERSION"}

lab: .venv/ready ## Copies of the notebooks to work in, in JupyterLab (les notebooks): DATASET=acme REPORT_LANG=fr|en
	@.venv/bin/ssi lab --lang="$$REPORT_LANG" $(if $(CHOSEN),"--dataset=$$DATASET")

doctor: .venv/ready ## Is this machine fit for it, and if not, what to do (diagnostic)
	@.venv/bin/ssi doctor

test: .venv/ready-test ## Check that everything holds (les tests)
	@.venv/bin/python -m pytest -q -n "$$WORKERS" --dist loadfile --no-loadscope-reorder

clean: ## Delete what was computed, never your raw data (tout effacer sauf les données brutes)
	@sh .make/clean.sh

##@ For maintainers (CONTRIBUTING.md)
refresh: .venv/ready ## Run the notebooks anew, and store their outputs, the article's report and the READMEs' figures
	@.venv/bin/ssi refresh
	@.venv/bin/ssi report --dataset=demo-team
	@sh .make/store-docs.sh

calibrate: .venv/ready ## Try the whole rule on invented worlds, and store how often it is right (a quarter of an hour): PART=weeks|trial
	@.venv/bin/ssi calibrate --part="$$PART"

seal: .venv/ready ## Take the fingerprints of raw data that were changed on purpose: DATASET=article
	@.venv/bin/python -m ssi_outcomes.reading.package.seal "$$DATASET"

lock: .venv/ready ## Compute the three lock files from pyproject.toml; UPGRADE=1 takes newer versions
	@sh .make/lock.sh

# The environment: the stamps say which lock .venv agrees with.
.venv/ready: requirements.lock pyproject.toml $(STALE)
	@sh .make/set-up.sh requirements.lock

.venv/ready-test: requirements-test.lock pyproject.toml $(STALE)
	@sh .make/set-up.sh requirements-test.lock
