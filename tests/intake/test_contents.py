"""What a study starts from is checked: a plan that names what does not exist would silently check nothing."""

from dataclasses import replace

import pytest

from ssi_outcomes.base.errors import DataRefused
from ssi_outcomes.base.plan import read_plan
from ssi_outcomes.intake.contents import check_controls


@pytest.mark.parametrize(("language", "said"), [("fr", "qui n’existe pas"), ("en", "does not exist")])
def test_a_negative_control_that_nobody_can_count_is_refused_with_the_known_names(language, said):
    with pytest.raises(DataRefused) as refused:
        check_controls(replace(read_plan(), negative_controls=("job_interviews", "coffee")))
    text = refused.value.text(language)
    assert (
        "coffee" in text and "physical_meetings" in text and said in text and "“job_interviews”" not in text
    )


def test_a_negative_control_of_the_registry_passes():
    check_controls(replace(read_plan(), negative_controls=("job_interviews",)))
