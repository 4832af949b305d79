"""The text of a file for a pool: what was written comes back, and what was changed since is not believed."""

from __future__ import annotations

import json

import pytest
from pool.pools import PLAN, TODAY, change, estimate, number_of, write

from ssi_outcomes.pool.handing_over import write_study
from ssi_outcomes.pool.pool_text import LARGEST, NotBelieved, hash_values, read_sealed, write_sealed


@pytest.fixture
def file(tmp_path):
    return write(tmp_path, 1, estimate(0.1))


def refused(path):
    with pytest.raises(NotBelieved) as caught:
        read_sealed(path)
    return caught.value.key


def test_what_was_written_comes_back(file):
    content = read_sealed(file)
    assert content.form == "study" and content.values["estimates"][0]["b"] == 0.1


@pytest.mark.parametrize("code", ["utf-8-sig", "utf-16"])
def test_an_editor_that_saves_another_encoding_changes_nothing(file, code):
    file.write_bytes(file.read_text("utf-8").replace("\n", "\r\n").encode(code))
    assert read_sealed(file).values["study"] == number_of(1)


def test_another_program_may_write_the_same_numbers_in_another_order_and_shape(file):
    values = json.loads(file.read_text())
    values["estimates"][0]["events"] = 120.0
    file.write_text(json.dumps(dict(reversed(values.items())), indent=8))
    assert read_sealed(file).values["study"] == number_of(1)


def test_a_number_that_was_changed_breaks_the_seal(file):
    change(file, lambda values: values["estimates"][0].update(b=0.2))
    assert refused(file) == "pool_form_seal"


@pytest.mark.parametrize(
    ("spoilt", "key"),
    [
        (lambda text: text[:-100], "pool_form_not_json"),
        (lambda text: "[]", "pool_form_not_json"),
        (lambda text: "[" * 100_000, "pool_form_not_json"),
        (lambda text: '{"a":' * 100_000, "pool_form_not_json"),
        (lambda text: "<html>Sign in</html>", "pool_form_not_json"),
        (lambda text: "", "pool_form_not_json"),
        (lambda text: text.replace("ssi-outcomes/study", "geojson"), "pool_form_other"),
        (lambda text: text.replace('"ssi-outcomes/study"', '["a"]'), "pool_form_other"),
        (lambda text: text.replace('"version": 1', '"version": 2'), "pool_version_newer"),
        (lambda text: text.replace('"version": 1', '"version": true'), "pool_form_value"),
        (lambda text: text.replace('"se": 0.2', '"se": NaN'), "pool_form_no_number"),
        (lambda text: text.replace('"se": 0.2', '"se": -Infinity'), "pool_form_no_number"),
        (lambda text: text.replace('"se": 0.2', '"se": 1e999'), "pool_form_range"),
        (lambda text: text.replace('"se": 0.2', '"se": -0.2'), "pool_form_range"),
        (lambda text: text.replace('"se": 0.2', '"se": 0'), "pool_form_range"),
        (lambda text: text.replace('"se": 0.2', '"se": "0,2"'), "pool_form_value"),
        (lambda text: text.replace('"people": 20', '"people": ' + "9" * 5000), "pool_form_not_json"),
        (lambda text: text.replace('"people": 20', '"people": 4'), "pool_form_range"),
        (lambda text: text.replace('"people": 20', '"people": 20, "people": 30'), "pool_form_key_twice"),
        (lambda text: text.replace('"people": 20', '"<script>alert(1)</script>": 20'), "pool_form_missing"),
        (lambda text: text.replace('"lift": null', '"lift": null, "name": "x"'), "pool_form_unknown"),
        (lambda text: text.replace('"phone_meetings"', '"<b>Camille Durand</b>"'), "pool_form_value"),
        (lambda text: text.replace('"late_rows"', '"camille_durand"'), "pool_form_unknown"),
        (lambda text: text.replace('"synthetic": false,', ""), "pool_form_missing"),
    ],
)  # fmt: skip
def test_what_a_hand_or_an_accident_makes_of_it_is_told_and_not_believed(file, spoilt, key):
    text = file.read_text("utf-8")
    assert spoilt(text) != text
    file.write_text(spoilt(text), "utf-8")
    assert refused(file) == key


def test_a_million_entries_are_not_even_opened(tmp_path):
    path = tmp_path / "many.pool.json"
    path.write_text('{"estimates": [' + "1," * 10**6 + "1]}")
    assert path.stat().st_size > LARGEST and refused(path) == "pool_file_large"


def test_more_estimates_than_any_study_has_are_refused(file):
    change(file, lambda values: values.update(estimates=values["estimates"] * 201), sealed=True)
    assert refused(file) == "pool_form_many"


def test_what_the_form_does_not_allow_is_never_written():
    with pytest.raises(ValueError):
        write_sealed({"format": "ssi-outcomes/study", "version": 1})


def test_the_same_study_is_the_same_text_and_numbers_are_short_enough_to_read():
    texts = {write_study(number_of(1), PLAN, [estimate(1 / 3)], [], TODAY) for _ in range(2)}
    assert len(texts) == 1 and '"b": 0.333333333333,' in texts.pop()


def test_whole_numbers_have_one_fingerprint_however_they_are_written():
    assert hash_values({"b": [40.0], "a": 1}) == hash_values({"a": 1.0, "b": [40]})
