"""A capture invites nobody, whatever its walk does; and it never loses what it has."""

import json
import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from capture_stage import HURRIED, MakeStage, Rename
from lxml import etree

from harness.errors import RecipientRefused, SessionLost, WrongUse
from harness.session.faults import CommandUnknown
from harness.session.session import Session
from pages.role import RolePage
from pages.walk import Walk
from virtual_phone.organization import Contact
from virtual_phone.organization.world import BLUE_FERN_STUDIO


def _send(page: RolePage) -> None:
    page.choose("Admin").send()


def _tap_past_the_guard(page: RolePage) -> None:
    page.choose("Admin").invite.tap()


def _tap_once_past_the_guard(page: RolePage) -> None:
    page.choose("Admin").invite.tap_once()


def _tap_what_was_seen(page: RolePage) -> None:
    page.choose("Admin")
    page.wait_any(page.invite).tap()


@pytest.mark.parametrize(
    "sabotage", [_send, _tap_past_the_guard, _tap_once_past_the_guard, _tap_what_was_seen]
)
def test_a_walk_that_wants_to_invite_is_refused(
    make_stage: MakeStage, monkeypatch: pytest.MonkeyPatch, sabotage: Callable[[RolePage], None]
) -> None:
    """The contact is a listed member, the role is chosen, Invite is enabled: nothing is tapped."""
    stage = make_stage()
    own = Walk._see_roles

    def see_and_send(self: Walk) -> None:
        own(self)
        sabotage(RolePage(self._screen))

    monkeypatch.setattr(Walk, "_see_roles", see_and_send)
    with pytest.raises(RecipientRefused, match=r"a capture invites nobody|past the guard"):
        stage.capture()
    assert "15-role.xml" in {file.name for file in (stage.root / "capture").iterdir()}
    assert stage.organization.pending(BLUE_FERN_STUDIO) == []


def test_what_does_not_come_is_saved_and_the_walk_goes_on(
    make_stage: MakeStage, rename: Rename
) -> None:
    """Inviting by address is not offered under its name: the roles are reached all the same."""
    rename({"Email address": "Mail", "Use email address instead": "Other ways"})
    stage = make_stage(timeouts=HURRIED)
    folder = stage.capture()
    catalog = json.loads((folder / "capture.json").read_text())
    unexpected = [each for each in catalog["screens"] if not each["is_expected"]]
    assert [each["source"] for each in unexpected] == [
        "13-unexpected-instead-of-invite-by-phone.xml"
    ]
    assert unexpected[0]["remark"][0].startswith("Expected InviteByPhonePage. Waited 4 s for")
    assert [each["page"] for each in catalog["not_reached"]] == ["InviteByEmailPage"]
    assert catalog["screens"][-1]["page"] == "RolePage"


def test_a_phone_that_is_lost_costs_nothing_that_was_saved(
    make_stage: MakeStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The files are whole, and capture.json lists them."""
    stage = make_stage()
    asked = iter(range(100))
    own = Session.page_source

    def lost_after_ten(self: Session) -> str:
        if next(asked) > 10:
            raise SessionLost("gone")
        return own(self)

    monkeypatch.setattr(Session, "page_source", lost_after_ten)
    with pytest.raises(SessionLost):
        stage.capture()
    folder = stage.root / "capture"
    catalog = json.loads((folder / "capture.json").read_text())
    listed = {each["source"] for each in catalog["screens"]}
    assert listed == {file.name for file in folder.glob("*.xml")}
    assert len(listed) > 2
    for name in listed:
        etree.parse(folder / name)


def test_a_capture_goes_into_an_empty_folder_only(make_stage: MakeStage) -> None:
    """Two captures in one folder would be none."""
    stage = make_stage()
    (stage.root / "capture").mkdir()
    (stage.root / "capture" / "01-log-in.xml").touch()
    with pytest.raises(WrongUse, match=r"is not empty\.\n  Do: name a new folder with --output"):
        stage.capture()


def test_whoever_is_logged_in_is_captured_where_nothing_is_there_to_log_in_with(
    make_stage: MakeStage,
) -> None:
    """From the main screen on; the log-in is not touched."""
    stage = make_stage()
    stage.capture("first")
    settings = stage.settings()
    admin = settings.people.admin.model_copy(update={"password": None})
    people = settings.people.model_copy(update={"admin": admin})
    folder = stage.capture("second", replace(settings, people=people))
    pages = [each["page"] for each in json.loads((folder / "capture.json").read_text())["screens"]]
    assert pages[:2] == ["MainBar", "ProfilePage"]
    assert pages[-1] == "RolePage"


def test_a_member_by_another_name_is_masked_in_the_list(
    make_stage: MakeStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The real list may show people by name: beside a role, a name has no form to know it by."""
    monkeypatch.setattr(Contact, "shown", property(lambda _: "Somebody Quiet"))
    folder = make_stage().capture()
    [file] = folder.glob("*-permissions.xml")
    assert "Somebody Quiet" not in file.read_text()
    assert re.search('text="Operator"', file.read_text())


def test_where_nobody_can_know_what_lies_over_the_app_there_is_no_picture(
    make_stage: MakeStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server that does not show all windows: the sources are saved, and it is said why."""

    def refuse(_self: Session, **_settings: object) -> None:
        raise CommandUnknown("no such setting")

    monkeypatch.setattr(Session, "_set", refuse)
    folder = make_stage().capture()
    assert list(folder.glob("*.png")) == []
    first = json.loads((folder / "capture.json").read_text())["screens"][0]
    assert first["source"] == "01-log-in.xml"
    assert first["remark"] == [
        "No picture: nobody can know what lies over the app: no such setting"
    ]
