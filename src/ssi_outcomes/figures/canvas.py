"""The sheet that every figure is drawn on: small enough to be read on
a phone, the same bytes on every machine.
"""

from __future__ import annotations

import html
import io
import math
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import matplotlib
import seaborn as sns
from matplotlib.axis import Axis
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, fontManager
from matplotlib.textpath import TextPath
from matplotlib.ticker import Formatter
from PIL import Image

FONT = "DejaVu Sans"
# The font as matplotlib ships it, never one of the machine's: another edition numbers its glyphs otherwise.
# What is kept of earlier searches may name files that have gone.
fontManager.ttflist = [font for font in fontManager.ttflist if font.name != FONT]
for each in sorted(Path(matplotlib.get_data_path(), "fonts", "ttf").glob("DejaVuSans*.ttf")):
    fontManager.addfont(each)

# Text of a figure by its key: labels follow the language, figures do not know which one it is.
Text = Callable[..., str]

INK, QUIET, PALE = "#1f2933", "#616e7c", "#e4e7eb"
# Colour-blind safe (Okabe and Ito 2008) and of different lightness, so that they also differ in grey.
BLUE, ORANGE, GREEN = "#0072b2", "#d55e00", "#009e73"
# Of a shaded half of a scale, and of areas under a line.
ZONE_USELESS, ZONE_USEFUL = "#edeff2", "#d3e6f3"
ZONES = {"useless": ZONE_USELESS, "useful": ZONE_USEFUL}
AREA, BAND = "#dcecf5", "#f5f7fa"
# What is half there, and one of many.
HALF, DOT = "#f3c9a5", "#9aa5b1"
PAPER = "#ffffff"
_POINTS = 72  # in an inch
_SCREEN = 120  # dots an inch
_PALETTE = 256  # colours of a PNG
WIDTH = 4.8  # inches: 11 points stay above 8 on a phone
NARROW = 3.45  # inches, of a form made for a phone or a slim column

# An id that matplotlib derives from coordinates, whose last digits differ between
# processors: what it is of, then the hash.
_HASHED_ID = re.compile(r'(?<=[#"])(\w*?)[0-9a-f]{10}(?=[")])')
# A group with a name, and what is referred to by name.
_NAMED, _REFERRED = re.compile(r'<g id="([^"]+)">'), re.compile(r"#([\w.-]+)")

# The course of a path, whose letters need no blank around them.
_PATH, _LETTER, _AROUND = re.compile(r'\bd="([^"]*)"'), r"\1", re.compile(r"\s*([MLQCz])\s*")
# The opening tag of a drawing.
_OPENING = re.compile(r"<svg\b[^>]*>")

# Each colour that figures are drawn in, and what it is on a dark page.
DARK = {
    INK: "#e8e5de",
    QUIET: "#a9afb3",
    PALE: "#3a4248",
    BLUE: "#5cb3ea",
    ORANGE: "#f39a5b",
    GREEN: "#3fcf9f",
    ZONE_USELESS: "#384147",
    ZONE_USEFUL: "#0f4465",
    AREA: "#1f4257",
    BAND: "#22292e",
    HALF: "#7d5531",
    DOT: "#76828c",
    PAPER: "#1d2327",
}
_STYLE = {
    # A "$" or "_" in a name is a character, not mathematics.
    "text.parse_math": False,
    # Identical bytes for identical figures.
    "svg.hashsalt": "ssi-outcomes",
    "svg.fonttype": "path",
    "font.family": FONT,
    "font.size": 10,
    "axes.titlesize": 11,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.labelsize": 10,
    "axes.edgecolor": QUIET,
    "axes.labelcolor": INK,
    "text.color": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "grid.color": PALE,
    "figure.facecolor": "white",
    "savefig.facecolor": "white",
}


@contextmanager
def style() -> Iterator[None]:
    """Draw and save in the house style, and leave matplotlib as it was."""
    with sns.axes_style("ticks"), matplotlib.rc_context(_STYLE):
        yield


def sheet(height: float, rows: int = 1, width: float = WIDTH, **options):
    """Return a figure of `width` and `height` inches, and its axes (one, or an array of `rows`)."""
    figure = Figure(figsize=(width, height), layout="constrained")
    return figure, figure.subplots(rows, 1, **options)


@lru_cache(maxsize=4096)
def measure(words: str, size: float, weight: str = "normal") -> float:
    """Return how wide a line of text is, in inches."""
    if not words.strip():
        return 0.0
    path = TextPath((0, 0), words, size=size, prop=FontProperties(family=FONT, weight=weight))
    return float(path.get_extents().width) / _POINTS


def choose_weeks(days: Sequence, text: Text, width: float = 3.7, size: float = 9) -> list[int]:
    """Return the places of the weeks that are named under an axis `width` inches wide: every one, second or
    third, and so on, so that no name touches the next one.
    """
    widest = max(measure(text("labels.day", day=str(day)[:10]), size) for day in days) + 0.12
    step = max(1, math.ceil(widest * len(days) / width))
    return list(range(0, len(days), step))


def localise(text: Text, *sides: Axis) -> None:
    """Write the numbers of an axis as the language does."""
    for side in sides:
        side.set_major_formatter(_InLanguage(text))


class _InLanguage(Formatter):
    """The numbers of an axis in a language: two decimals at most, or as many as it takes to tell them
    apart.
    """

    def __init__(self, text: Text):
        self._text = text

    def __call__(self, value: float, pos: int | None = None) -> str:
        return self.format_ticks([value])[0]

    def format_ticks(self, values: Sequence[float]) -> list[str]:
        # Matplotlib puts ticks at round numbers: they are themselves again once enough decimals are kept.
        apart = min((abs(after - before) for before, after in pairwise(values)), default=1)
        digits = next(
            (
                digits
                for digits in range(2, 9)
                if all(abs(round(place, digits) - place) < apart / 100 for place in values)
            ),
            9,
        )
        return [self._text("labels.tick", value=value, digits=digits) for value in values]


def as_png(figure: Figure, dpi: int | None = None) -> bytes:
    """Return the figure as a PNG, without date, in no more colours than a palette holds: that takes a third
    of the bytes, and the eye sees no difference. dpi: dots an inch, said in the file; None: as for notebooks.
    """
    drawn, stream = io.BytesIO(), io.BytesIO()
    figure.savefig(drawn, format="png", dpi=dpi or _SCREEN)
    picture = Image.open(drawn).convert("RGB").quantize(_PALETTE, dither=Image.Dither.NONE)
    picture.save(stream, format="png", optimize=True, **({"dpi": (dpi, dpi)} if dpi else {}))
    return stream.getvalue()


def as_svg(figure: Figure, alt: str = "") -> str:
    """Return the figure as an SVG for reports, without date: with `alt` as its title and description, and
    with its colours for a dark page.
    """
    stream = io.StringIO()
    figure.savefig(stream, format="svg", metadata={"Date": None, "Creator": None})
    svg = _drop_names(_number_ids(_slim(stream.getvalue())))
    return _OPENING.sub(lambda met: f"{met[0]}\n{_say_title(alt)}{_say_dark(svg)}", svg, count=1)


def for_page(svg: str) -> str:
    """Return the same drawing as a page in a browser needs it: SVG 2, on as few lines as can be."""
    svg = re.sub(r"^<\?xml.*?(?=<svg)", "", svg, flags=re.DOTALL).replace("xlink:href=", "href=")
    return svg.replace(">\n<", "><")


def _say_dark(svg: str) -> str:
    """Return a style sheet for the picture itself, with each colour that it is drawn in: it follows the page
    that shows it, and programs that know of no dark pages find plain colours.
    """
    drawn = [(f"{part}: {light}", part, dark) for light, dark in DARK.items() for part in ("fill", "stroke")]
    # Attributes are named as matplotlib writes them.
    rules = "".join(
        f'[style*="{named}"]{{{part}:{dark}!important}}' for named, part, dark in drawn if named in svg
    )
    return f"<style>@media (prefers-color-scheme: dark) {{{rules}}}</style>"


def _say_title(alt: str) -> str:
    """Return the first sentence as the title, the whole as the description."""
    if not alt:
        return ""
    title = re.split(r"(?<=\w)[.:;]\s|\u00a0[:;]\s", alt, maxsplit=1)[0]
    return f"<title>{html.escape(title, quote=False)}</title>\n<desc>{html.escape(alt, quote=False)}</desc>\n"


def _number_ids(svg: str) -> str:
    """Return the same drawing with each hashed id numbered in the order in
    which it is met: the same on every processor.
    """
    numbers: dict[str, int] = {}
    return _HASHED_ID.sub(lambda met: f"{met[1]}{numbers.setdefault(met[0], len(numbers) + 1)}", svg)


def _drop_names(svg: str) -> str:
    """Return the same drawing without the names of groups that nothing refers to, and with nothing said of
    itself but its title and description.
    """
    told = set(_REFERRED.findall(svg))
    svg = re.sub(r"<metadata>.*?</metadata>\n", "", svg, flags=re.DOTALL)
    return _NAMED.sub(lambda met: met[0] if met[1] in told else "<g>", svg)


def _slim(svg: str) -> str:
    """Return the same drawing in about half the bytes: text is drawn glyph by
    glyph, and matplotlib is wordy about each.
    """
    svg = re.sub(r"<!--.*?-->", "", svg, flags=re.DOTALL)
    svg = re.sub(
        r'transform="translate\((-?[\d.]+) 0\)"/>', r'x="\1"/>', svg
    )  # the same thing for a <use> (SVG 1.1, 5.6)
    svg = re.sub(
        r"(\d\.\d\d)\d{3,}(?![\d)])", r"\1", svg
    )  # hundredths of a point; scales have three decimals, or end in ")"
    svg = svg.replace("DejaVuSans-", "g")
    svg = re.sub(r'(" x="-?\d+\.\d)\d+("/>)', r"\1\2", svg)  # glyphs, in units of a tenth of a point and less
    svg = re.sub(r"\s*\n\s*", "\n", svg)
    return _PATH.sub(lambda met: f'd="{_AROUND.sub(_LETTER, met[1])}"', svg)
