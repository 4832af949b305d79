"""The codebook is the truth: every column has a meaning in both languages."""

from ssi_outcomes.base.codebook import ForeignKey, read_codebook
from ssi_outcomes.base.paths import raw_folder


def test_every_table_and_column_is_described_in_both_languages():
    book = read_codebook(raw_folder("article"))
    texts = [book.title, book.description]
    texts += [text for table in book.files for text in (table.title, table.description)]
    texts += [field.description for table in book.files for field in table.fields]
    for text in texts:
        assert text["en"]
        assert text["fr"]
        assert text["fr"] != text["en"]


def test_keys_and_constraints_are_read():
    statements = read_codebook(raw_folder("article")).tables["statements"]
    assert statements.primary_key == ("statement_id",)
    assert statements.foreign_keys == (
        ForeignKey("case", "cases", "case"),
        ForeignKey("variable", "variables", "variable"),
    )
    assert next(field for field in statements.fields if field.name == "value").constraints == {"minimum": 0}


def test_what_has_no_columns_is_a_file_and_no_table():
    book = read_codebook(raw_folder("article"))
    assert [file.file for file in book.files if not file.fields] == ["dataset.toml"]
    assert "about" not in book.tables
