from typing import Any

import pytest

from harness.evidence.run_facts import RunFacts
from harness.session.phone_kind import kind_of


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ({"deviceManufacturer": "Virtual", "deviceModel": "Virtual Phone"}, "virtual"),
        (
            {
                "deviceUDID": "emulator-5554",
                "deviceManufacturer": "Virtual",
                "deviceModel": "Virtual Phone",
            },
            "virtual",
        ),
        ({"deviceUDID": "emulator-5554", "deviceModel": "sdk_gphone64_x86_64"}, "emulator"),
        ({"udid": "127.0.0.1:5555", "deviceModel": "Android SDK built for x86"}, "emulator"),
        ({"udid": "R5CR1", "deviceManufacturer": "samsung", "deviceModel": "SM-S911B"}, "phone"),
        ({"udid": "R5CR1"}, "unknown"),
        ({}, "unknown"),
    ],
)
def test_kind_is_what_the_phone_says(said: dict[str, Any], kind: str) -> None:
    """Not what a profile says: virtual phones may stand behind any Appium server."""
    assert kind_of(said) == kind


@pytest.mark.parametrize("order", [("phone", "virtual"), ("virtual", "phone")])
def test_one_virtual_phone_makes_the_result_virtual(order: tuple[str, str]) -> None:
    """In whatever order phones and workers report."""
    facts, other = RunFacts(), RunFacts()
    facts.learn({"phone kind": order[0]})
    other.learn({"phone kind": order[1]})
    facts.merge(other)
    assert facts.is_virtual
    assert facts.details["phone kind"] == ", ".join(order)
