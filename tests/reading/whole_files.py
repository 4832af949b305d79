"""Files that are no tables, written for a test."""

from pathlib import Path

CALENDAR = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Rendez-vous physique\r\nDTSTART:20260105T090000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
PAGE = "<!DOCTYPE html><html><body>53 out of 100</body></html>"


def written(folder: Path, content: str, encoding: str = "utf-8") -> Path:
    """Return where `content` was written, under a name that only gives a day."""
    path = folder / "ssi-2026-01-05.txt"
    path.write_text(content, encoding)
    return path
