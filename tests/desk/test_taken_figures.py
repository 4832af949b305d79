"""`ssi figures` writes a folder whole or not at all: each figure of the report as SVG and PNG, their list, a brief."""

from __future__ import annotations

import io
import re

import pytest
from desk.typed import run
from PIL import Image
from report.forwarded import picture, publish
from running.tiny_runs import Heard

from ssi_outcomes.base.errors import DataRefused, SsiError
from ssi_outcomes.base.paths import processed_folder, reports_folder
from ssi_outcomes.desk import taken_figures
from ssi_outcomes.desk.taken_figures import make_figures

ENGLISH = ["acme.brief.en.html", "acme.brief.en.pdf", "acme.each-outcome.en.png", "acme.each-outcome.en.svg"]
ENGLISH += ["acme.figures.en.html", "acme.how-often-right-here.en.png", "acme.how-often-right-here.en.svg"]


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A repository with a report that stands, a browser that prints, and no exhibit to draw."""
    monkeypatch.setenv("SSI_HOME", str(tmp_path))
    monkeypatch.setenv("SSI_LANG", "en")
    monkeypatch.delenv("AUDIENCE", raising=False)
    for variable in ("DATASET", "REPORT_LANG"):
        monkeypatch.delenv(variable, raising=False)
    publish(tmp_path)
    monkeypatch.chdir(tmp_path)

    def report(dataset, languages, progress):
        return [tmp_path / "reports" / f"{dataset}.{language}.html" for language in languages]

    def draw(dataset, taken):
        return [(each, language, b"PNG") for language, figures in taken.items() for each in figures]

    monkeypatch.setattr(taken_figures, "make_report", report)
    monkeypatch.setattr(taken_figures, "_draw", draw)
    monkeypatch.setattr(taken_figures, "find_browser", lambda: tmp_path / "browser")
    monkeypatch.setattr(taken_figures, "print_page", lambda browser, page, aside: b"%PDF")
    return tmp_path


def files(home) -> list[str]:
    return sorted(path.name for path in (home / "reports" / "acme.figures").iterdir())


def test_the_command_names_the_pages_and_what_to_do_with_them(home, capsys):
    assert run("figures", "acme", "--lang", "en") == 0
    out, err = capsys.readouterr()
    assert out.split() == [
        f"reports/acme.figures/acme.{name}" for name in ("figures.en.html", "brief.en.pdf", "brief.en.html")
    ]
    assert files(home) == ENGLISH and "brief.en.pdf is the page to forward" in err
    svg = home / "reports" / "acme.figures" / "acme.each-outcome.en.svg"
    assert svg.read_text("utf-8") == picture("verdict", "en")


def test_both_languages_lie_in_one_folder_and_a_language_not_asked_for_goes(home):
    assert len(make_figures("acme", ("fr", "en"), Heard())) == 6
    assert len(files(home)) == 2 * len(ENGLISH)
    make_figures("acme", ("en",), Heard())
    assert files(home) == ENGLISH
    assert {path.name for path in (home / "reports").iterdir()} == {
        "acme.figures",
        "acme.en.html",
        "acme.fr.html",
    }


def test_without_a_browser_or_with_one_that_fails_there_is_no_pdf_and_that_is_said(home, monkeypatch):
    heard = Heard()
    monkeypatch.setattr(taken_figures, "find_browser", lambda: None)
    made = make_figures("acme", ("en",), heard)
    assert [path.suffix for path in made] == [".html", ".html"] and "No PDF" in heard.said[0]

    def fail(browser, page, aside):
        raise SsiError("pdf_too_slow", file="f", browser="b", seconds=1)

    monkeypatch.setattr(taken_figures, "find_browser", lambda: home)
    monkeypatch.setattr(taken_figures, "print_page", fail)
    assert len(make_figures("acme", ("en",), heard)) == 2 and len(heard.said) == 2


def test_what_breaks_off_leaves_the_folder_of_before_and_what_was_killed_is_swept(home, monkeypatch):
    make_figures("acme", ("en",), Heard())
    killed = home / "reports" / f".acme.figures.x{taken_figures.PART}"
    killed.mkdir()
    (killed / "half.svg").write_text("<sv")

    def stop(dataset, taken):
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(taken_figures, "_draw", stop)
        with pytest.raises(KeyboardInterrupt):
            make_figures("acme", ("fr", "en"), Heard())
    assert files(home) == ENGLISH
    assert not [path for path in (home / "reports").iterdir() if path.name.startswith(".")]


def test_where_there_can_be_no_report_there_are_no_figures(home, monkeypatch, capsys):
    def refuse(dataset, languages, progress):
        raise DataRefused("no_facts", folder="x")

    monkeypatch.setattr(taken_figures, "make_report", refuse)
    assert run("figures", "acme") == 3 and not (home / "reports" / "acme.figures").exists()


def test_what_is_for_oneself_has_a_folder_of_its_own(home, monkeypatch):
    monkeypatch.setattr(
        taken_figures, "make_report", lambda *_, progress: [home / "reports" / "acme.private.en.html"]
    )
    (home / "reports" / "acme.en.html").rename(home / "reports" / "acme.private.en.html")
    made = make_figures("acme", ("en",), Heard())
    assert made[0].parent.name == "acme.private.figures" and made[0].name == "acme.private.figures.en.html"


@pytest.mark.long
@pytest.mark.parametrize(
    ("dataset", "reports"), [("article", "built_reports"), ("demo-team", "demo_reports")]
)
def test_a_png_is_what_the_report_shows_at_what_printers_ask_for(dataset, reports, request, monkeypatch):
    from ssi_outcomes.figures import canvas

    page = request.getfixturevalue(reports)["en"]
    assert page.parent == reports_folder()
    taken = taken_figures.take_figures(page.read_text("utf-8"), processed_folder(dataset), "en")
    asked, as_svg = [], canvas.as_svg

    def note(figure, dots):
        asked.append(as_svg(figure))
        return as_png(figure, dots)

    as_png = canvas.as_png
    monkeypatch.setattr(canvas, "as_png", note)
    drawn = list(taken_figures._draw(dataset, {"en": taken}))
    words = re.compile(r"<title>.*?</desc>\n", re.DOTALL)
    assert sorted(asked) == sorted(words.sub("", each.svg.decode()) for each in taken)
    for _, _, png in drawn:
        image = Image.open(io.BytesIO(png))
        assert round(image.info["dpi"][0]) == 300 and image.width >= round(300 * canvas.WIDTH)
