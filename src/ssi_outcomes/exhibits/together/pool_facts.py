"""What a pool shows as named facts: its questions, each study's estimates, who is missing."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from ssi_outcomes.base.privacy import SMALLEST_GROUP
from ssi_outcomes.evidence.estimate import Slope, exp
from ssi_outcomes.evidence.pool_judge import FEWEST_STUDIES, PoolFinding
from ssi_outcomes.exhibits.frame.badges import shown_word, sign_badge, verdict_badge
from ssi_outcomes.exhibits.frame.in_per_cent import with_change
from ssi_outcomes.exhibits.frame.teller import Teller, label_outcome
from ssi_outcomes.exhibits.frame.thresholds import plan_facts
from ssi_outcomes.study import PoolStudy
from ssi_outcomes.words.facts import Fact, number

# What a sentence may cite of the question that it tells of, by its ending.
TOLD_POOL = ("gain", "ratio_change", "studies", "next_change", "apart", "not_chance")
QUESTIONS = ("within", "between", "parallel", "crossover")
PUSHES = ("score_hour", "bot_acts", "own")
NEXT_LEVEL = 0.95  # of the interval of the next team
_HUGE = 1e6  # a ratio beyond is none that anybody could have


def pool_facts(study: PoolStudy) -> tuple[Fact, ...]:
    """Return all that the sentences about a pool may cite."""
    plan, findings = study.plan, study.findings
    facts = [
        Fact("risk", 100 * plan.level_per_look, "percent", "analysis-plan.toml"),
        Fact("likely", 100 * (1 - 2 * plan.level_per_look), "percent", "analysis-plan.toml"),
        Fact("fewest_studies", FEWEST_STUDIES, "studies", "judge_pool"),
        Fact("smallest_group", SMALLEST_GROUP, "persons", "privacy"),
        Fact("next_level", 100 * NEXT_LEVEL, "percent", "next_study"),
        Fact("looks_taken", study.looks.taken, "looks", "looks.csv"),
        Fact("looks_planned", plan.planned_looks, "looks", "analysis-plan.toml"),
        *count_facts(study),
        *plan_facts(study),
    ]
    for finding in findings.questions:
        facts += _question_facts(finding, plan.level_per_look)
    return tuple(facts)


def count_facts(study: PoolStudy) -> tuple[Fact, ...]:
    """Return how many studies there are, handed over and registered, and how many are missing."""
    estimates, registered = study.estimates, study.registered
    missing = registered[~registered["heard_of"]]
    counts = {
        "n_studies": estimates["study"].nunique(),
        "n_counting": estimates[estimates["failed"] == ""]["study"].nunique(),
        "n_estimates": len(estimates),
        "n_failing": int((estimates["failed"] != "").sum()),
        "n_registered": len(registered),
        "n_heard": int(registered["heard_of"].sum()),
        "n_missing": len(missing),
        "n_overdue": int(missing["time_is_up"].sum()),
        "n_registered_late": int((registered["looks_before"] > 0).sum()),
        "n_unregistered": len(set(estimates["study"]) - set(registered["study"])),
        "n_not_believed": sum(file.refusal is not None for file in study.dataset.files),
    }
    return tuple(Fact(name, int(value), "studies", "pool") for name, value in counts.items())


def _question_facts(finding: PoolFinding, risk: float) -> Iterator[Fact]:
    name, counted = finding.name, finding.studies
    yield Fact(f"{name}_verdict", finding.verdict.word, "word", "judge_pool")
    yield Fact(f"{name}_studies", len(counted), "studies", "pool")
    yield Fact(f"{name}_failed", len(finding.failed), "studies", "pool")
    yield Fact(f"{name}_people", int(counted["people"].sum()), "persons", "pool")
    yield Fact(f"{name}_events", float(counted["events"].sum()), "events", "pool")
    pooled = finding.pooled
    if pooled is None:
        return
    level, n = 1 - 2 * risk, len(counted)
    ends = finding.verdict.low, finding.verdict.high
    yield from with_change(ratio_fact(f"{name}_ratio", pooled.ratio, *ends, level, n, "judge_pool"))
    gains = [_gain(each) for each in (pooled.ratio, *ends)]
    yield Fact(f"{name}_gain", gains[0], "percent", "judge_pool", gains[1], gains[2], level, n)
    low, high = pooled.next_study
    yield from with_change(ratio_fact(f"{name}_next", None, low, high, NEXT_LEVEL, n, "next_study"))
    yield Fact(f"{name}_apart", number(100 * (exp(pooled.tau) - 1)), "percent", "pool", n=n)
    yield Fact(f"{name}_not_chance", pooled.i2, "percent", "pool", n=n)


def estimate_facts(study: PoolStudy) -> Iterator[Fact]:
    """Give of each estimate its ratio with the interval of the rule, and what it rests on."""
    risk = study.plan.level_per_look
    for row in study.estimates.itertuples():
        name, slope = f"estimate_{row.Index}", Slope(row.b, row.se, row.freedom)
        ends = slope.bounds(risk)
        ratio = ratio_fact(f"{name}_ratio", slope.ratio, *ends, 1 - 2 * risk, row.people, "pool")
        yield from with_change(ratio)
        for what, unit in (("people", "persons"), ("weeks", "weeks"), ("events", "events")):
            yield Fact(f"{name}_{what}", getattr(row, what), unit, "pool")


def ratio_fact(
    name: str, value: float | None, low: float, high: float, level: float, n: int, source: str
) -> Fact:
    """Return a ratio as a fact; what is beyond all measure is not told as a number."""
    shown = [number(each) if each is not None and each < _HUGE else None for each in (value, low, high)]
    return Fact(name, shown[0], "rate ratio", source, shown[1], shown[2], level, int(n))


def label_question(finding: PoolFinding, teller: Teller) -> str:
    """Return what a question asks about, in words: the outcome, and the push where there is one."""
    label = label_outcome(finding.outcome, teller)
    return f"{label} ({teller.text(f'pool.pushes.{finding.push}')})" if finding.push else label


def say_pool_word(finding: PoolFinding, teller: Teller, *, plainly: bool = False) -> Markup:
    """Return the word on a question, for the style sheet to dress, with what it hangs on; `plainly` for a
    reader of the conclusion alone.
    """
    verdict = finding.verdict
    dress = sign_badge if plainly and finding.design != "drawn" else verdict_badge
    badge = dress(teller, shown_word(verdict))
    why = verdict.reason if verdict.reason != "interval" else next(iter(verdict.notes), "")
    return badge + teller.say("pool.beside_word", why=teller.text(f"pool.short.{why}")) if why else badge


def shorten_numbers(numbers: list[str]) -> dict[str, str]:
    """Return for each study's number the fewest signs that tell it from the others: S-7KQ2 at least."""
    distinct = sorted(set(numbers))

    def length(own: str) -> int:
        sizes = range(len("S-0000"), len(own))
        apart = (s for s in sizes if all(other[:s] != own[:s] for other in distinct if other != own))
        return next(apart, len(own))

    return {own: own[: length(own)] for own in distinct}


def _gain(ratio: float) -> float | None:
    return number(100 * (ratio - 1)) if ratio < _HUGE else None
