"""What `scale.py` measured, and how it is told: a table in Markdown and a figure."""

from __future__ import annotations

from dataclasses import dataclass

# What each way is called, and how its line looks: colours of the reports' figures.
LOOKS = {
    "floor": ("DuckDB, scan and group-by alone", "#616e7c", "o"),
    "ours": ("primary comparison, DuckDB", "#0072b2", "s"),
    "verdict": ("whole rule, DuckDB", "#1f2933", "D"),
    "spark": ("primary comparison, Spark", "#d55e00", "^"),
    "rival": ("pandas and pyfixest, the regression alone", "#009e73", "v"),
}


@dataclass(frozen=True)
class Measured:
    """One way at one size: seconds, of which so many until the panel is laid, and of one more pass over it
    without week effects (0: it has none); the most memory, and the estimate on the log scale (empty: none).
    """

    rows: int
    way: str
    seconds: float
    laid_seconds: float
    pass_seconds: float
    megabytes: int
    estimate: float | None


def tell_table(head: str, found: list[Measured]) -> str:
    """Return in Markdown: seconds and memory of each way by rows, the ratios to the floor, and what ten and a
    hundred times the largest panel would take if all grows as the rows do.
    """
    by = {(each.rows, each.way): each for each in found}
    sizes = sorted({each.rows for each in found})
    lines = [
        f"Measured on {head.rpartition(' ')[0]}; seconds, and MB at most.",
        "",
        f"| person-weeks | {' | '.join(label for label, *_ in LOOKS.values())} | times the floor |",
        f"|---|{'---|' * (len(LOOKS) + 1)}",
    ]
    for rows in sizes:
        cells = [_say(by.get((rows, way))) for way in LOOKS]
        times = by[rows, "ours"].seconds / by[rows, "floor"].seconds
        lines.append(f"| {rows:,} | {' | '.join(cells)} | {times:.0f} |")
    largest = by[sizes[-1], "ours"]
    passes = largest.pass_seconds / by[largest.rows, "floor"].seconds
    whole = by[largest.rows, "verdict"].seconds / 60
    told = (
        f"Of {largest.rows:,} rows the primary comparison takes {largest.laid_seconds:.0f} of its "
        f"{largest.seconds:.0f} s until the panel is checked, sorted and laid; a pass over the blocks without"
        f" week effects takes {largest.pass_seconds:.1f} s, {passes:.1f} times the floor. If all grows as the"
        f" rows do, the whole rule takes {10 * whole:.0f} minutes of {10 * largest.rows:,} rows and"
        f" {100 * whole / 60:.1f} hours of {100 * largest.rows:,}, on one such machine."
    )
    return "\n".join([*lines, "", told, ""])


def _say(each: Measured | None) -> str:
    if each is None:
        return "–"
    return f"{each.seconds:,.{2 if each.seconds < 10 else 0}f} s, {each.megabytes:,} MB"


def draw(found: list[Measured]) -> str:
    """Return a figure of how seconds and memory grow with the rows, each way a line."""
    from matplotlib.ticker import FuncFormatter, NullFormatter

    from ssi_outcomes.figures.canvas import as_svg, sheet, style

    with style():
        figure, axes = sheet(8.2, rows=2, width=7.6, sharex=True)
        for axis, name, unit in zip(axes, ("seconds", "megabytes"), ("seconds", "MB at most"), strict=True):
            for way, (label, colour, mark) in LOOKS.items():
                line = [(each.rows, getattr(each, name)) for each in found if each.way == way]
                axis.plot(*zip(*line, strict=True), color=colour, marker=mark, markersize=5, label=label)
            axis.set(xscale="log", yscale="log", ylabel=unit)
            axis.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.12g}"))
            axis.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
            axis.yaxis.set_minor_formatter(NullFormatter())
            axis.grid(True, which="major")
        axes[1].set(xlabel="person-weeks", xlim=(6e4, 2.5e8), ylim=(100, 10_000))
        figure.legend(*axes[0].get_legend_handles_labels(), loc="outside upper left", ncols=2, frameon=False)
        return as_svg(figure, "How seconds and memory grow with the rows, by way.")
