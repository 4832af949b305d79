"""Files about which something is asked, by the question: tables in three forms, and files that are one whole."""

from __future__ import annotations

from html import escape

from reading.handmade import ods, workbook

EVENT = "BEGIN:VEVENT\r\nUID:{0}\r\nDTSTART:20260105T090000Z\r\nSUMMARY:{0}\r\nEND:VEVENT\r\n"
TABLES = {
    "asks_abreast": (
        "Week;SSI;Meetings;SSI;Meetings\n2026-W05;53;2;40;1\n",
        "Zoé Demo;;;;Ida Demo;;\nSemaine;SSI;RDV;;Semaine;SSI;RDV\n2026-W05;53;2;;2026-W05;40;1\n",
        "Semaine;SSI Noa;RDV Noa;SSI Ida;RDV Ida\n2026-W05;53;2;40;1\n",
    ),
    "asks_across": (
        "Nom;S5;S6;S7\nAna Demo;3;1;0\n",
        "Rep;S5;S6\nAna Demo;3;1\n",
        "Commercial;W6;W7;W8\nAna Demo;3;1;4\n",
        "Commercial;Semaine 52;Semaine 1\nAna Demo;3;1\n",
        "Salesperson;W05;W06\nAna Demo;3;1\n",
    ),
    "asks_blocks": (
        "Week;SSI\n2026-W05;53\n2026-W06;54\n;\nWeek;SSI\n2026-W05;40\n2026-W06;41\n",
        "Ana;\nSemaine;RDV\n2026-W05;3\n;\nZoé;\nSemaine;RDV\n2026-W05;1\n",
        "Semaine;RDV;SSI\n2026-W05;3;53\nSemaine;RDV;SSI\n2026-W05;1;40\n",
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
    "asks_maybe_people": (
        "Date;Portefeuille;SSI;RDV\n2026-02-10;Ana Berg;53;2\n2026-02-11;Zoé Demo;41;1\n",
        "Timestamp;Who are you?;Meetings\n2026-02-17;Ana;2\n2026-02-18;Zoé;1\n",
        "Horodateur;Votre prénom;SSI\n2026-02-05;Ana;53\n2026-02-05;Zoé;41\n",
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
