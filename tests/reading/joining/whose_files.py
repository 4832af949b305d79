"""Files that say whose they are, and files that do not."""

from __future__ import annotations

from reading.archives import NOTES, message, messages, table, url

from ssi_outcomes.reading.dataset import Dataset

MONDAYS = ("2026-03-02", "2026-03-09", "2026-03-16", "2026-03-23")
TRACKER = "date,SSI\n" + "".join(f"{day},4{n}\n" for n, day in enumerate(MONDAYS))
ARCHIVE = "Basic_LinkedInDataExport_04-20-2026"


def named(*people: str) -> str:
    """A tracker of these people, a reading each Monday."""
    return "name,date,SSI\n" + "".join(
        f"{name},{day},4{n}\n" for name in people for n, day in enumerate(MONDAYS)
    )


def deals(*owners: str) -> str:
    """An export of HubSpot: a deal won in March for each owner."""
    head = "Record ID,Deal Name,Deal Stage,Close Date,Deal owner,Amount,Pipeline,Create Date\n"
    return head + "".join(
        f"{n},Deal {n},Closed Won,2026-03-{10 + n} 10:00,{owner},100,Sales,2026-02-01 08:00\n"
        for n, owner in enumerate(owners)
    )


def archive(first: str = "Nora", last: str = "Testname") -> dict[str, str]:
    """An archive of that person: two connections, a message sent."""
    name = f"{first} {last}"
    return {
        "Profile.csv": table("First Name,Last Name,Maiden Name,Headline", [[first, last, "", "x"]]),
        "Connections.csv": NOTES
        + table(
            "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
            [
                [f"P{n}", "Planted", url(f"P{n}"), "", "", "", day]
                for n, day in enumerate(("03 Mar 2026", "10 Mar 2026"))
            ],
        ),
        "messages.csv": messages(
            [
                message(
                    f"c{n}",
                    name,
                    "P01",
                    f"2026-03-1{n} 09:00:00 UTC",
                    profile="https://www.linkedin.com/in/own-x",
                )
                for n in range(2)
            ]
        ),
    }


def notes(dataset: Dataset, key: str) -> list[tuple[str, dict]]:
    """The notes of one key, with their files."""
    return [(file.name, values) for file in dataset.files for found, values in file.notes if found == key]
