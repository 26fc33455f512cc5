"""A run that begins while the phone is still starting, through the real adb and Appium."""

import re

from appium_site import MakeSite


def test_19_it_is_waited_for_and_used(site: MakeSite) -> None:
    """The run passes, and says what it has waited for."""
    outcome = site("late-boot:times=3", boot_s=60).run()
    assert outcome.code == 0, outcome.said
    first, second, *_ = outcome.said.splitlines()
    assert first.startswith("harness: waiting for Android to start on 127.0.0.1:")
    assert ", for up to 60 s (" in first
    assert re.search(r"site\.yaml:\d+: boot_s\)$", first)
    assert second.startswith("harness: Android has started on 127.0.0.1:")
    assert outcome.scenario["verdict"] == "passed"


def test_19_it_is_refused_where_its_time_is_over(site: MakeSite) -> None:
    """As infrastructure, before the first scenario; nobody is invited."""
    outcome = site("still-booting", boot_s=0.5).run()
    assert outcome.code == 3, outcome.said
    first, *refusal = outcome.said.splitlines()
    assert "for up to 0.5 s (" in first
    assert refusal[0] == "harness: The phones of the profile 'site' are not fit for a run:"
    assert refusal[1].endswith(": still booting: Android's services are not there yet")
    assert outcome.summary == {}
    assert outcome.books.invitations == 0
