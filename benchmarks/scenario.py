"""The phone invitation through the harness's own pages, as steps/ call them."""

from benchmarks.stage import Stage
from pages.app import App


def invite_by_phone(app: App, stage: Stage) -> None:
    """From a fresh app's log-in to OK; the straight script does the same.

    Args:
        app: Wired to the stage's phone.
        stage: Who acts, who is invited.
    """
    app.log_in(stage.settings.people.admin, "phone")
    app.open_permissions()
    answer = app.invite(stage.member, "Operator")
    answer.confirm_sent()
    answer.acknowledge()
