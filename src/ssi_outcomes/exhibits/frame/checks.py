"""What a notebook verifies in front of its reader, and the versions that it was run with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from IPython.display import HTML

from ssi_outcomes.base.versions import versions
from ssi_outcomes.study import Study
from ssi_outcomes.words.facts import Fact
from ssi_outcomes.words.sentences import say


def say_counts(study: Study, key: str, counted: Iterable[Fact]) -> HTML:
    """Return one line: the dataset's title, and how much of what it holds (`checks.<key>` says it)."""
    facts = {fact.id: fact for fact in counted}
    title = study.dataset.title[study.language]
    return HTML(f"<p>{say(f'checks.{key}', study.language, facts, title=title)}</p>")


def say_checks(study: Study, own: Mapping[str, bool]) -> HTML:
    """Return each check with its result, `own` being those of a kind of study; raises AssertionError with the
    name of the first that fails.
    """
    checks = {
        "rows": all(file.rows == file.accepted + file.rejected + file.blank for file in study.dataset.files),
        **own,
        "plan": 1 < study.plan.threshold <= study.plan.claim_per_10,
    }
    failed = [name for name, holds in checks.items() if not holds]
    assert not failed, f"check failed: {', '.join(failed)}"
    told = "<br>".join(f"✓ {say(f'checks.{name}', study.language, {})}" for name in checks)
    return HTML(f"<p>{told}</p>")


def stamp() -> HTML:
    """Return the versions that the notebook was run with: the one output that differs between machines."""
    return HTML(
        "<p>" + ", ".join(f"{name} <code>{number}</code>" for name, number in versions().items()) + "</p>"
    )
