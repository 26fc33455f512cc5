"""What may come behind the account that was chosen: it ends one log-in, and seldom all of them."""

from itertools import count
from typing import Any

import pytest
from by_password import PASSWORD, MakeApp, settings_with

from harness.errors import InfrastructureError, NeedsPerson, NotShown
from virtual_phone.app.tiktok import TikTok


def test_a_suspended_account_has_let_nobody_in(make_app: MakeApp) -> None:
    """Whoever comes next on that phone logs in anew and is told the same, but not for ever."""
    app = make_app(PASSWORD, "account-suspended")
    admin = settings_with(PASSWORD).people.admin
    for _ in range(2):
        with pytest.raises(NeedsPerson, match="account suspended"):
            app.be_logged_in_as(admin)
    with pytest.raises(InfrastructureError) as refused:
        app.be_logged_in_as(admin)
    assert str(refused.value) == (
        "+1 202-555-0100 is not logged in any more in this run: behind the accounts to choose from"
        " a screen came twice in a row that only a person may answer.\n"
        "  Do: look at the first failures of this run, and log in with it by hand"
    )


@pytest.mark.parametrize("stops", [{0}, {0, 2}], ids=["once", "twice, not in a row"])
@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("We are having a problem", NotShown),
        ("No internet connection", InfrastructureError),
        ("Your account was suspended", NeedsPerson),
    ],
)
def test_what_came_once_behind_the_choice_is_over_at_the_next_log_in(
    make_app: MakeApp,
    monkeypatch: pytest.MonkeyPatch,
    stops: set[int],
    words: str,
    fault: type[Exception],
) -> None:
    """Nobody was let in, and no later scenario finds the app without anybody."""
    app, admin = make_app(PASSWORD, element_s=1), settings_with(PASSWORD).people.admin
    choices, act_for = count(), TikTok.act_for

    def stop_at_times(self: TikTok, *whom: Any) -> None:
        if next(choices) in stops:
            self.tell(words)
        else:
            act_for(self, *whom)

    monkeypatch.setattr(TikTok, "act_for", stop_at_times)
    for turn in range(4):
        if turn in stops:
            with pytest.raises(fault):
                app.log_in(admin, "phone")
        else:
            app.be_logged_in_as(admin)
            app.open_permissions()
            app.log_out()


def test_a_phone_without_network_locks_nobody_out(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twice in a row may be two phones in the same minute."""
    app, admin = make_app(PASSWORD, element_s=1), settings_with(PASSWORD).people.admin
    with monkeypatch.context() as patch:
        patch.setattr(TikTok, "act_for", lambda self, *_: self.tell("No internet connection"))
        for _ in range(3):
            with pytest.raises(InfrastructureError, match="no network"):
                app.be_logged_in_as(admin)
    app.be_logged_in_as(admin)
    app.open_permissions()
