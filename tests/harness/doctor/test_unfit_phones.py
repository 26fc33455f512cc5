"""A run goes no further than phones that are not fit for it."""

from collections.abc import Callable

import pytest
from bed import Bed

from harness.errors import InfrastructureError
from harness.preflight import refuse_unfit_phones

MakeBed = Callable[..., Bed]


def _refuse(made: Bed) -> None:
    refuse_unfit_phones(made.ward.root, "bench", (None, None), made.ward.environment)


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("adb-unauthorized", "unauthorized: nobody has allowed this computer"),  # 16
        ("still-booting", "still booting"),  # 19
        ("low-storage", "60 MB left"),  # 21
        ("uiautomator-held", "com.github.uiautomator holds it"),  # 11
    ],
)
def test_11_16_19_21_an_unfit_phone_is_refused(bed: MakeBed, fault: str, said: str) -> None:
    """Before the first scenario, as infrastructure, with what to do."""
    with pytest.raises(InfrastructureError) as refused:
        _refuse(bed(fault))
    lines = str(refused.value).splitlines()
    assert lines[0].endswith("are not fit for a run:")
    assert said in lines[1]
    assert lines[2].startswith("    Do: ")


def test_a_healthy_phone_is_taken(bed: MakeBed) -> None:
    """And one that adb has not may be reached in another way."""
    made = bed()
    _refuse(made)
    made.unplug()
    _refuse(made)
