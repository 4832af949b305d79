"""A share of invented draws, with its Monte-Carlo error; of none or of all of them, with its exact bound."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from ssi_outcomes.exhibits.frame.teller import Teller
from ssi_outcomes.words.facts import Fact


def share_facts(
    name: str, share: float, error: float, unseen: float, draws: int, source: str
) -> Iterator[Fact]:
    """Yield a share in per cent, and its standard `error` in points; where it is 0 or 1, how far the true one
    may be from it: `unseen`, the largest share that no draw would show.
    """
    yield Fact(name, 100 * share, "percent", source, n=draws)
    if 0 < share < 1:
        yield Fact(f"{name}_error", 100 * error, "points", source, n=draws)
    else:
        yield Fact(f"{name}_bound", 100 * abs(share - unseen), "percent", source, n=draws)


def say_share(name: str, teller: Teller) -> Markup | str:
    """Return a share with its error or bound, or the sign for none."""
    if name not in teller.facts:
        return teller.text("labels.none")
    if f"{name}_error" in teller.facts:
        return teller.say("labels.with_error", id=name, error=f"{name}_error")
    kind = "of_no_draw" if teller.facts[name].value == 0 else "of_all_draws"
    return teller.say(f"labels.{kind}", id=name, bound=f"{name}_bound")
