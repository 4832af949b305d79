"""Of an executed notebook nothing of this machine is kept, and of one that stopped nothing that a cell of the user may say."""

from ssi_outcomes.running import executed


def test_paths_are_taken_out_of_a_large_picture_and_the_picture_stays(home):
    picture = "iVBORw0KGgo" * 200_000
    assert executed._without_paths(
        {"image/png": picture, "text/plain": f"'{home}/x' ipykernel_1/2.py:3"}, ()
    ) == {
        "image/png": picture,
        "text/plain": "'…/x' <cell>:3",
    }
