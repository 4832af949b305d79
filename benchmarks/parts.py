"""Where each second of a report goes: what each part of `ssi report` takes of the processor.

    python benchmarks/parts.py [--dataset demo-team]

Processor seconds of the command and of the processes that it waits for, from nothing cached, both languages.
Kernels that are forked are not among these: what they compute and draw is in the second table, which makes
the same pictures in one process: importing what they take, opening the data, computing, laying figures out,
and writing each as PNG and, in both languages, as SVG. A processor second of a busy machine
holds less work, too.
"""

from __future__ import annotations

import argparse
import json
import sys

from report import COPIED, copied, run

# Each part is named after what is done in it; all else is the command itself.
PARTS = """
import json, resource
whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
begun = lambda: sum(sum(resource.getrusage(who)[:2]) for who in whose)
from ssi_outcomes.running import pipeline, starting
from ssi_outcomes.running.drawn_aside import OddsStage
from ssi_outcomes.running.stages import Run
from ssi_outcomes.running.progress import Lines
parts = {{"importing the command": begun()}}
def timed(home, verb, name):
    inner = getattr(home, verb)
    def outer(*given, **named):
        before = begun()
        try:
            return inner(*given, **named)
        finally:
            part = name(*given)
            parts[part] = parts.get(part, 0) + begun() - before
    setattr(home, verb, outer)
timed(starting, "open_receipt", lambda *_: "reading")
def told(run, stages, *_):
    kinds = sorted({{"odds" if isinstance(each, OddsStage) else each.notebook[:2] for each in stages}})
    return "running " + ", ".join(kinds)
timed(Run, "run_stages", told)
timed(Run, "make_pages", lambda *_: "pages, workbooks and facts")
pipeline.make_report({dataset!r}, progress=Lines())
parts["in all"] = begun()
print(json.dumps(parts))
"""
DRAWN = """
import json, time
parts, last = {{}}, time.process_time()
def note(part):
    global last
    now = time.process_time()
    parts[part], last = parts.get(part, 0) + now - last, now
from ssi_outcomes.figures.canvas import as_png, as_svg, style
from ssi_outcomes.exhibits import show_all
from ssi_outcomes.study import open_study
parts["importing"], last = time.process_time(), time.process_time()
with style():
    study = open_study({dataset!r})
    note("opening")
    exhibits = list(show_all(study))
    note("computing")
    for exhibit in exhibits:
        if exhibit.draw:
            asked = (("PNG", as_png, "en"), ("SVG", as_svg, "en"), ("SVG", as_svg, "fr"))
            for kind, write, language in asked:
                figure = exhibit.figure(language)
                note("laying figures out")
                write(figure)
                note(f"writing {{kind}}")
parts["in all"] = time.process_time()
print(json.dumps(parts))
"""


def main() -> int:
    """Print both tables; return 0."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument(
        "--dataset", default="article", choices=[name[9:] for name in COPIED if "raw/" in name]
    )
    dataset = options.parse_args().dataset
    with copied() as home:
        for title, code in ((f"report on {dataset}", PARTS), ("its pictures in one process", DRAWN)):
            print(f"{title}:")
            # The last line: what a run says of its progress stands before it.
            for part, seconds in json.loads(run(code.format(dataset=dataset), home).splitlines()[-1]).items():
                print(f"  {part:<28} {seconds:6.1f} s", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
