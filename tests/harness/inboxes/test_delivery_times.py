"""How long silence has to last until it is believed."""

import pytest

from harness.inboxes.delivery_times import DeliveryTimes


def test_before_the_first_message_it_is_waited_as_long_as_one_may_take() -> None:
    """Nothing is known of how fast they are."""
    assert DeliveryTimes().silence_s(5, 120) == 120


@pytest.mark.parametrize(
    ("took", "silence_s"),
    [([0], 5), ([20], 40), ([20, 3], 40), ([3, 20], 40), ([100], 120)],
    ids=["at-once", "slow", "then-fast", "then-slow", "slower-than-half"],
)
def test_it_is_twice_as_long_as_the_slowest_took(took: list[float], silence_s: float) -> None:
    """But not shorter than what counts as silence, nor longer than a message may take."""
    times = DeliveryTimes()
    for each in took:
        times.took(each)
    assert times.silence_s(5, 120) == silence_s
