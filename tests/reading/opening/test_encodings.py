"""An encoding is told by the bytes; accents that would be taken for others are refused."""

import pytest

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.reading.opening.encodings import decode


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"\xef\xbb\xbf\xc3\xa9", "é"),
        ("é".encode("utf-16"), "é"),
        ("\ufeffé;a;b;c".encode("utf-16-be"), "é;a;b;c"),
        ("Élodie;52".encode("utf-16-le"), "Élodie;52"),
        ("Élodie;52".encode("utf-16-be"), "Élodie;52"),
        ("é".encode(), "é"),
        (b"\xe9\x80\x92", "\u9012"),
        (b"\xe9;\x80;\x92", "é;€;’"),
    ],
)
def test_encodings_are_told_apart(content: bytes, text: str):
    assert decode(content, "x.csv") == text


@pytest.mark.parametrize("encoding", ["mac_roman", "cp850", "cp437"])
@pytest.mark.parametrize("name", ["Noé Bérg", "Zoë Bärg", "René"])
def test_the_accents_of_a_mac_or_of_dos_are_never_taken_for_others(encoding, name):
    with pytest.raises(FileRefused) as refused:
        decode(f"Nom;Semaine\n{name};2026-W05\n".encode(encoding), "x.csv")
    assert refused.value.key == "file_encoding"


@pytest.mark.parametrize(
    "text", ["Žižek;Ÿ;Šimun;l’été", "il a dit ‚oui‘, „ja“; Noé Ƒ".replace("Ƒ", "ƒ"), "OTŽ;Noé"]
)
def test_words_of_windows_stay_what_they_are(text):
    assert decode(text.encode("cp1252"), "x.csv") == text
