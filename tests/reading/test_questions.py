"""No question is a dead end: the lines that it offers, pasted into mapping.toml as they stand, are heard, and
it is not asked again.

Each question is raised by files as people have them, as CSV, as a workbook and as an OpenDocument sheet in
turn. After the paste a file is read or left aside, or something else is asked of it.
"""

from __future__ import annotations

from datetime import date
from html import escape
from pathlib import Path

import pytest
from reading.handmade import ods, workbook

from ssi_outcomes.base.catalogues import LANGUAGES, MESSAGES, read_catalogue
from ssi_outcomes.base.errors import message
from ssi_outcomes.reading.dataset import SourceFile
from ssi_outcomes.reading.joining.folder import read_team

TODAY = date(2026, 4, 20)
KNOWN = "Person;Date;SSI\nAna Demo;2026-01-26;53\n"  # so that there is a dataset, whatever becomes of the other file

EVENT = "BEGIN:VEVENT\r\nUID:{0}\r\nDTSTART:20260105T090000Z\r\nSUMMARY:{0}\r\nEND:VEVENT\r\n"
TABLES = {
    "asks_across": (
        "Nom;S5;S6;S7\nAna Demo;3;1;0\n",
        "Rep;S5;S6\nAna Demo;3;1\n",
        "Commercial;W6;W7;W8\nAna Demo;3;1;4\n",
        "Commercial;Semaine 52;Semaine 1\nAna Demo;3;1\n",
        "Salesperson;W05;W06\nAna Demo;3;1\n",
    ),
    "asks_columns": (
        "Personne;Semaine;Contacts\nAna Demo;2026-W05;3\n",
        "Person;Week;Connections;Comments\nAna Demo;2026-W05;3;4\n",
        "Personne;Semaine;Appels;Entretiens\nAna Demo;2026-W05;3;1\n",
    ),
    "asks_crm": (
        "Record ID;Opportunity ID;Stage;Close Date;Owner;Amount\n1;1;Closed Won;2026-01-28;Ana Demo;10\n",
        "Record ID;Opportunity ID;Stage;Close Date;Owner\n1;1;Gagné;2026-01-28;Ana Demo\n",
        "Record ID;Opportunity ID;Stage;Close Date;Owner\n1;1;Closed Lost;2026-01-28;Ana Demo\n",
    ),
    "asks_dates": (
        "Personne;Date;SSI\nAna Demo;03/04/2026;53\nAna Demo;10/04/2026;54\n",
        "Person;Week of;Meetings\nAna Demo;02/03/2026;3\nAna Demo;09/03/2026;4\n",
        "Vendeur;Jour;Résultat;Nombre\nAna Demo;05/02/26;contrats;1\n",
    ),
    "asks_dates_mixed": (
        "Personne;Date;SSI\nAna Demo;26/01/2026;53\nAna Demo;02/13/2026;54\n",
        "Person;Date;Outcome\nAna Demo;01/28/2026;contracts\nAna Demo;28/02/2026;contracts\n",
        "Personne;Date;RDV\nAna Demo;26/01/2026;3\nAna Demo;27/01/2026;1\nAna Demo;02/13/2026;1\n",
    ),
    "asks_done": (
        "Subject;Type;Date;Assigned\nx;Meeting;2026-01-28;Ana Demo\n",
        "Subject;Type;Date;Assigned\nx;Appel;2026-01-28;Ana Demo\n",
        "Subject;Type;Due Date;Assigned\nx;Call;2026-01-28;Ana Demo\ny;Lunch;2026-01-29;Ana Demo\n",
    ),
    "asks_headers": (
        "Ana Demo;26/01/2026;53\nAna Demo;02/02/2026;54\n",
        "2026-01-26;Ana Demo;4\n2026-02-02;Ana Demo;1\n",
        "Ana Demo;2026-01-26;53\n",
    ),
    "asks_kind": (
        "Foo;Bar\nx;y\n",
        "Commercial;Truc;Machin\nAna Demo;bien;mal\n",
        "Rep;Mood\nAna Demo;fine\n",
    ),
    "asks_lost_header": (
        "#N/A;Résultat;Date;Nombre\nAna Demo;Devis;2026-01-28;2\n",
        "#REF!;Week;Meetings\nAna Demo;2026-W05;2\n",
        "Personne;Résultat;Date;???\nAna Demo;Devis;2026-01-28;2\n",
    ),
    "asks_no_count": (
        "Personne;Résultat;Date;;Remarque\nAna Demo;Devis;2026-01-28;2;bien\n",
        "Person;;Activity;Week\nAna Demo;5;posts;2026-W05\nAna Demo;3;posts;2026-W06\n",
        ";Date;Outcome;Person\n3;2026-01-28;contracts;Ana Demo\n1;2026-02-04;contracts;Ana Demo\n",
    ),
    "asks_no_header": (
        ";Semaine;RDV\nAna Demo;2026-W05;2\n",
        ";Week;Contracts\nAna Demo;2026-W06;2\n",
        "Date;;SSI\n2026-02-05;Ana Demo;53\n",
    ),
    "asks_numbers": (
        "Personne;Semaine;CA\nAna Demo;2026-W05;1,234\n",
        "Person;Date;Outcome;Value;Currency\nAna Demo;2026-01-28;contracts;1.234;EUR\n",
        "Record ID;Deal Name;Deal Stage;Close Date;Deal owner;Amount\n1;x;Closed Won;2026-01-28;Ana Demo;1,500\n",
    ),
    "asks_score": (
        "Date;SSI ajusté\n2026-01-05;53\n",
        "Date;SSI;SSI target;Contracts\n2026-01-12;53;70;2\n",
        "Personne;Date;Social selling (calculé)\nAna Demo;2026-01-05;53\n",
    ),
    "asks_total": (
        "Date;Marque professionnelle;Bonnes personnes;Contrats\n2026-01-05;13,1;3,7;2\n",
        "Date;Professional brand;Find the right people;Engage with insights\n2026-01-05;13;4;5\n",
        "Personne;Date;Bonnes personnes;Construire des relations;RDV\nAna Demo;2026-01-05;13;4;5\n",
    ),
    "asks_turned": (
        "Semaine;Noa;Ida\n2026-W05;3;1\n",
        "Week;Noa Berg;Ida Demo\n2026-W05;3;1\n",
        "Woche;Noa;Ida\n2026-W05;3;1\n",
    ),
    "asks_calendar_table": (
        "Subject;Start Date;Start Time;End Date;End Time\nCall;1/5/2026;9:00;1/5/2026;10:00\n",
        "Objet;Début;Début Heure;Fin;Fin Heure\nAppel;05/01/2026;9:00;05/01/2026;10:00\n",
        "Betreff;Beginnt am;Beginnt um;Endet am\nAnruf;05.01.2026;9:00;05.01.2026\n",
    ),
    "asks_twice": (
        "Personne;Date;SSI;Score\nAna Demo;2026-01-05;53;54\n",
        "Person;Week;Meetings;Appointments\nAna Demo;2026-W05;3;2\n",
        "Personne;Semaine;RDV;Rendez-vous;Contrats;Signatures\nAna Demo;2026-W05;3;2;1;1\n",
        "Personne;Semaine;RDV;RDV\nAna Demo;2026-W05;3;2\n",
        "Person;Week;Meetings;Contracts;meetings;Contracts\nAna Demo;2026-W05;3;2;1;1\n",
        "Personne;Résultat;Date;Nombre;NOMBRE;Nombre\nAna Demo;Devis;2026-01-28;2;3;4\n",
        "Record ID;Deal Name;Deal Stage;Close Date;Deal owner;Deal owner\n1;x;Closed Won;2026-01-28;Ana Demo;B\n",
        "Nom;Rôle;Rôle\nAna Demo;ventes;avant-vente\n",
    ),
    "asks_won": (
        "Record ID;Deal Name;Deal Stage;Close Date;Deal owner\n1;x;Bon pour accord;2026-01-28;Ana Demo\n",
        "Record ID;Deal Name;Deal Stage;Close Date;Deal owner\n1;x;Won (pending);2026-01-28;Ana Demo\n",
        "Opportunity Name;Stage;Close Date;Opportunity Owner\nx;Etape 5;2026-01-28;Ana Demo\ny;Etape 2;2026-01-28;Ana Demo\n",
    ),
}
ROWS = {
    "crm_status_unknown": (
        "Subject;Type;Date;Status;Assigned\nx;Meeting;2026-01-28;Archived;Ana Demo\n",
        "Subject;Type;Date;Status;Assigned\nx;Meeting;2026-01-28;Vu;Ana Demo\ny;Call;2026-01-28;Fait ce jour;Ana Demo\n",
        "Subject;Type;Date;Status;Assigned\nx;Meeting;2026-01-28;Completed;Ana Demo\ny;Call;2026-01-29;Oui et non;Ana Demo\n",
    ),
    "crm_status_missing": (
        "Subject;Type;Date;Status;Assigned\nx;Meeting;2026-01-28;;Ana Demo\ny;Call;2026-01-29;Completed;Ana Demo\n",
        "Subject;Type;Date;Status;Assigned\nx;Appel;2026-01-28;Terminé;Ana Demo\ny;Call;2026-01-29;;Ana Demo\n",
        "Subject;Type;Date;Status;Assigned\nx;Lunch;2026-01-28;Done;Ana Demo\ny;Lunch;2026-01-29;;Ana Demo\n",
    ),
    "person_blank": (
        "Person;Date;SSI\nAna Demo;2026-01-28;53\n;2026-02-04;54\n",
        "Personne;Semaine;RDV\nAna Demo;2026-W05;2\n;2026-W06;3\nAna Demo;2026-W07;1\n",
        "Vendeur;Jour;Résultat\nAna Demo;2026-01-28;contrats\n;2026-01-29;contrats\n",
    ),
    "stage_unsure": (
        "Record ID;Deal Name;Deal Stage;Close Date;Deal owner\n1;x;Closed Won;2026-01-28;Ana Demo\n2;x;Won (pending);2026-01-28;Ana Demo\n",
        "Record ID;Deal Name;Deal Stage;Close Date;Deal owner\n1;x;Gagné;2026-01-28;Ana Demo\n2;x;Gagné (à confirmer);2026-01-28;Ana Demo\n",
        "Opportunity Name;Stage;Close Date;Opportunity Owner\nx;Closed Won;2026-01-28;Ana Demo\ny;Won (provisional);2026-01-28;Ana Demo\n",
    ),
    "name_ambiguous": (
        "Person;Date;Outcome\nAna Demo;2026-01-28;contacts\n",
        "Personne;Date;Résultat\nAna Demo;2026-01-28;appels\n",
        "Person;Date;Activity;Count\nAna Demo;2026-01-28;messages;3\n",
    ),
    "name_unknown": (
        "Person;Date;Outcome\nAna Demo;2026-01-28;contracts\nAna Demo;2026-01-28;handshakes\n",
        "Personne;Date;Résultat\nAna Demo;2026-01-28;contrats\nAna Demo;2026-01-29;poignées de main\n",
        "Person;Date;Activity;Count\nAna Demo;2026-01-28;posts;3\nAna Demo;2026-01-29;coffees;3\n",
    ),
    "value_or_count": (
        "Personne;Date;Résultat;Valeur\nAna Demo;2026-01-28;contrats;3\n",
        "Person;Date;Outcome;Value\nAna Demo;2026-01-28;meetings;2\n",
        "Person;Date;Outcome;Value\nAna Demo;2026-01-28;contracts;1\nAna Demo;2026-01-29;proposals;4\n",
    ),
}
# What was read is told with a line that would have it read otherwise: nothing is waited for.
REMARKS = ("columns_unread", "deals_won", "sheet_hidden", "types_ignored")
# Answered in the plan, or beside the dataset, where their own tests paste them.
ELSEWHERE = ("plan_lines_missing", "unanswered_file")
# Asked of all files together, and answered in the tests of joining/whose and of kinds/beside.
OF_PEOPLE = ("asks_owner", "asks_people", "asks_archive_owner", "asks_titled", "asks_beside")
WHOLE = {
    "asks_own": (
        ("Comments.csv", "Foo;Bar\nx;y\n"),
        ("own/Invitations.csv", "Quoi;Qui\nbien;Ana Demo\n"),
        ("other/messages.csv", "Thing,Mood\nx,fine\n"),
    ),
    "asks_reading_date": (
        ("ssi.json", '{"memberScore": {"overall": 19.7, "subScores": []}}'),
        ("Ana Demo/answer.json", '{"memberScore": {"overall": 53, "subScores": []}}'),
        ("page.json", '{"data": {"memberScore": {"overall": 48.2, "subScores": []}}}'),
    ),
    "asks_words": tuple(
        (name, "BEGIN:VCALENDAR\r\n" + "".join(map(EVENT.format, titles)) + "END:VCALENDAR\r\n")
        for name, titles in (
            ("agenda.ics", ["Point Acme"]),
            ("Ana Demo/work.ics", ["Gym", "Lunch"]),
            ("a b.ics", ["Café"]),
        )
    ),
}
# After the line as it stands, the file is left aside or waits for a day, or rows are still to be corrected.
LEFT_OPEN = {
    *(
        "asks_kind",
        "asks_across",
        "asks_turned",
        "asks_calendar_table",
        "asks_headers",
        "asks_own",
        "asks_words",
        "asks_reading_date",
        "asks_total",
    ),
    "asks_dates_mixed",
}
FORMS = (
    (".csv", lambda text: text.encode()),
    (".xlsx", lambda text: workbook([line.split(";") for line in text.splitlines()])),
    (".ods", lambda text: ods("".join(map(_ods_row, text.splitlines())))),
)


def _ods_row(line: str) -> str:
    cells = (
        f"<table:table-cell office:value-type='string'><text:p>{escape(cell)}</text:p></table:table-cell>"
        for cell in line.split(";")
    )
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


TEXTS = [(key, place, text) for key, texts in {**TABLES, **ROWS}.items() for place, text in enumerate(texts)]
# Each file has a person of its own: none repeats or contradicts what another says.
FILES = {
    **{
        f"{key}-{place}{FORMS[place % 3][0]}": (
            key,
            FORMS[place % 3][1](text.replace("Ana Demo", f"P{100 + number}")),
        )
        for number, (key, place, text) in enumerate(TEXTS)
    },
    **{name: (key, text.encode()) for key, files in WHOLE.items() for name, text in files},
}


def ask_all(folder: Path) -> dict[str, tuple[str, dict[str, object]]]:
    """Return what is asked of each file of a folder, the first question of each, with its values."""
    found: dict[str, tuple[str, dict[str, object]]] = {}
    for each in read_team(folder, TODAY).rejected:
        if each.values.get("paste"):
            found.setdefault(each.file.partition(" › ")[0], (each.key, {"value": each.value, **each.values}))
    return found


def offered(file: str, key: str, values: dict[str, object], language: str) -> str:
    """Return the lines with which a question ends, as they are shown."""
    said = message(key, language, **{"column": "x", "file": file, **values})
    assert all(line.count(file) <= 1 for line in said.split("\n"))
    return said[said.index("\n[") :].strip()


@pytest.fixture(scope="module")
def walks(tmp_path_factory) -> tuple[dict[str, list[str]], dict[str, SourceFile]]:
    """Return of each file what was asked one after the other, each time answered by the lines that were
    offered, in place of what mapping.toml said of the file; and what became of it. A question that comes
    again is not answered again.

    All files lie in one folder, for its reading is what costs.
    """
    folder, pasted = tmp_path_factory.mktemp("questions") / "acme", {}
    # People who are invented are shown by their names, as the files called after them are.
    others = {"known.csv": ("", KNOWN.encode()), "dataset.toml": ("", b"synthetic = true")}
    for name, (_, content) in {**others, **FILES}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    walked: dict[str, list[str]] = {name: [] for name in FILES}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SSI_KEY_FILE", str(folder.parent / "key"))
        while True:
            asked = walk_on(folder, walked)
            if not asked:
                return walked, {file.name: file for file in read_team(folder, TODAY).files}
            for place, (name, (key, values)) in enumerate(asked.items()):
                pasted[name] = offered(name, key, values, LANGUAGES[place % len(LANGUAGES)])
            (folder / "mapping.toml").write_text("\n\n".join(pasted.values()), "utf-8")


def walk_on(folder: Path, walked: dict[str, list[str]]) -> dict[str, tuple[str, dict[str, object]]]:
    """Note what is asked now, and return what was not asked before."""
    asked = ask_all(folder)
    said = {name: f"{key} {values.get('value')}".strip() for name, (key, values) in asked.items()}
    new = {name: each for name, each in asked.items() if said[name] not in walked[name]}
    for name, each in said.items():
        walked[name].append(each)
    return new


@pytest.mark.parametrize("name", FILES)
def test_what_is_asked_is_answered_by_the_lines_that_are_offered(walks, name):
    walked, files = walks
    keys = [each.partition(" ")[0] for each in walked[name]]
    assert keys[:1] == [FILES[name][0]]
    assert len(walked[name]) == len(set(walked[name])), "asked again, though it was answered"
    if not set(keys) & LEFT_OPEN:
        assert (files[name].refusal, files[name].rejected) == (None, 0) and files[name].accepted


@pytest.mark.parametrize("language", LANGUAGES)
def test_lines_to_paste_speak_the_language_of_the_question(language):
    for key in ("asks_kind", "asks_across", "asks_headers", "asks_words"):
        said = read_catalogue(language, MESSAGES)[key]
        assert "\n# " in said and ("# or " in said) == (key == "asks_kind" and language == "en")


def test_every_question_is_asked_here():
    questions = {key for key, said in read_catalogue("en", MESSAGES).items() if "{{ paste }}" in said}
    remarks = {key for key in questions if key.startswith("calendar_")} | {*REMARKS, *ELSEWHERE}
    assert questions - remarks == {*TABLES, *ROWS, *WHOLE, *OF_PEOPLE}
