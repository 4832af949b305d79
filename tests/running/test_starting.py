"""A run begins by sweeping up after one that was killed, and reads what it is about once."""

from running.tiny_runs import report


def test_what_a_killed_run_left_is_swept_away(home, quick):
    folder = home / "data" / "processed" / "article"
    (folder / ".stages" / "03-five-stories").mkdir(parents=True)
    (folder / ".stages" / "03-five-stories" / "half.json").write_text("{")
    (folder / ".manifest.json.1.ssi-part").write_text("{")
    reports = home / "reports"
    reports.mkdir()
    ours, theirs = reports / ".article.en.html.1.ssi-part", reports / ".demo-team.en.html.2.ssi-part"
    ours.write_text("<")
    theirs.write_text("<")
    report()
    assert not [path for path in folder.rglob(".*") if path.name not in (".lock", ".reading.lock")]
    # What another command may be writing of another dataset is none of this one's business.
    assert not ours.exists() and theirs.exists()
