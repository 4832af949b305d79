"""Make each number of a page a link to the entry that says where it is from, and each entry a link back."""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag

# The list of entries, one a fact, each named in its <code>; and how their addresses begin.
ENTRIES, ENTRY, NUMBER = "#where", "w.", "n."
# Dates are told of together.
DAYS = "where-days"


def link_numbers(body: BeautifulSoup) -> None:
    """Link, in place, each number and date of `body` that its list of entries knows of; a page without such a
    list stays as it is.
    """
    where = body.select_one(ENTRIES)
    if where is None:
        return
    entries = {entry.code.get_text(): entry for entry in where.select("li[id]")}
    for number in body.find_all(["data", "time"]):
        number.attrs.pop("class", None)  # its name says that it is a fact
        if number.find_parent(["a", "summary"]) or where in number.parents:
            continue
        if number.name == "time":
            number.wrap(body.new_tag("a", href=f"#{DAYS}"))
            continue
        entry = entries.get(number.get("data-fact", "").partition(".")[0])
        if entry is not None:
            link = number.wrap(body.new_tag("a", href=f"#{entry['id']}"))
            _lead_back(body, entry, link)


def _lead_back(body: BeautifulSoup, entry: Tag, link: Tag) -> None:
    """Link an entry back to where its number first stands."""
    if entry.code.find_parent("a") is None:
        link["id"] = NUMBER + entry["id"].removeprefix(ENTRY)
        entry.code.wrap(body.new_tag("a", href=f"#{link['id']}"))


def unlink_numbers(tag: Tag) -> Tag:
    """Take the links off the numbers in `tag`, in place, for a page without their entries; return it."""
    for link in tag.select("a:has(> data), a:has(> time)"):
        if link.get("href", "").startswith((f"#{ENTRY}", f"#{DAYS}")):
            link.unwrap()
    return tag
