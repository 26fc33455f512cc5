"""The server on the phone dies below the real Appium: one invitation, whatever the moment."""

from appium_site import MEMBER, MakeSite, Site

from virtual_phone.faults import At
from virtual_phone.webdriver.troubles import Crash

_INVITING = 16  # commands from the list on Permissions to the tap on Invite


def _commands_before_invite(site: Site) -> int:
    """How many commands reach the phone before the tap on Invite, where nothing is wrong."""
    seen: list[int] = []
    site.organization.at_invite = lambda: seen.append(site.faults.met[At.COMMAND])
    calm = site.run()
    assert calm.code == 0, calm.said
    [number] = seen
    return number


def test_6_in_the_middle_of_an_invitation(site: MakeSite) -> None:
    """A new session, and the scenario from its beginning: flaky, one invitation, nothing left."""
    number = _commands_before_invite(site()) - _INVITING // 2
    outcome = site(f"instrumentation-died:nth={number}").run()
    assert outcome.code == 4, outcome.said
    assert outcome.summary["scenarios"]["flaky"] == 1
    assert (outcome.scenario["flaky"], outcome.scenario["attempts"]) == (True, 2)

    [first] = outcome.scenario["earlier_attempts"]
    assert (first["verdict"], first["status"]) == ("infrastructure", "broken")
    assert "The session ended before: " in first["failure"]["message"]
    ends = {step["text"]: step["status"] for step in first["steps"]}
    assert ends["Given the Admin has opened Permissions of the Organization Account"] == "passed"
    assert ends["When the Admin chooses Operator and taps Invite"] == "skipped"

    assert outcome.books.struck == {"instrumentation-died": 1}
    assert outcome.books.met[At.SESSION] == 2
    assert (outcome.books.invitations, outcome.books.doubled) == (1, ())
    assert outcome.books.left == ()
    assert (outcome.open_entries, outcome.summary["journal_open"]) == (0, 0)


def test_7_at_the_tap_on_invite(site: MakeSite) -> None:
    """The list tells what came of it: no second tap, no second attempt, nothing left."""
    broken = site()

    def die() -> None:
        broken.door.server.stop()
        raise Crash("it has invited, and does not come to say so")

    broken.organization.at_invite = die
    outcome = broken.run()
    assert outcome.code == 3, outcome.said
    assert outcome.summary["scenarios"]["broken"] == 1
    assert (outcome.scenario["verdict"], outcome.scenario["attempts"]) == ("infrastructure", 1)
    assert outcome.scenario["failing_step"] == "When the Admin chooses Operator and taps Invite"
    message = outcome.scenario["message"]
    assert f"ist on Permissions shows {MEMBER}, and did not before" in message
    assert "Original error: socket hang up" in message
    assert "nothing was tapped again" in message
    assert outcome.scenario["notes"] == [
        "Attempts: an invitation of this attempt may still reach somebody: it does not begin anew"
    ]

    assert outcome.books.met[At.SESSION] == 2  # the second one has read the list
    assert (outcome.books.invitations, outcome.books.doubled) == (1, ())
    assert outcome.books.left == ()
    assert (outcome.open_entries, outcome.summary["journal_open"]) == (0, 0)
