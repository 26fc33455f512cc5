"""pytest plugin of the load trial: what each scenario met, apart from what the run's report says.

While a scenario has its phone, nobody else may: a mark in a folder that all workers share says so,
and a text on the phone's own clipboard must be there still at the end.
"""

import base64
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from harness.session.lease import Lease
from harness.session.sessions import Sessions

FOLDER = "LOAD_WITNESS_FOLDER"


@pytest.fixture(autouse=True)
def alone_on_its_phone(
    request: pytest.FixtureRequest, lease: Lease, sessions: Sessions
) -> Iterator[None]:
    """Writes a line when the scenario has ended, and another where it was not alone."""
    # It is a plugin of its own, and pytest wants to be the first to import it.
    from harness.gherkin.collect import scenario_title

    folder, phone = Path(os.environ[FOLDER]), lease.phones[0]
    title = scenario_title(request.node) or request.node.name
    mark = folder / f"{phone.settings.udid}.taken"
    crossed = _taken_by_another(mark)
    mark.write_text(f"{os.getpid()}", "utf-8")
    driver = sessions.on(phone).driver
    _set_clipboard(driver, title)
    yield
    seen = base64.b64decode(driver.execute_script("mobile: getClipboard", {})).decode()
    crossed = crossed or ("" if seen == title else f"the phone was told {seen!r} meanwhile")
    mark.unlink(missing_ok=True)
    line = {"title": title, "phone": phone.settings.udid, "pid": os.getpid(), "crossed": crossed}
    with (folder / f"{os.getpid()}.jsonl").open("a", encoding="utf-8") as notes:
        notes.write(json.dumps(line) + "\n")


def _taken_by_another(mark: Path) -> str:
    """Who has the phone as well; a mark whose process is gone was left by a killed worker."""
    try:
        pid = int(mark.read_text("utf-8") or 0)
        os.kill(pid, 0)
    except (OSError, ValueError):
        return ""
    return f"process {pid} has the phone, too" if pid != os.getpid() else ""


def _set_clipboard(driver: object, text: str) -> None:
    content = base64.b64encode(text.encode()).decode()
    told = {"content": content, "contentType": "plaintext"}
    driver.execute_script("mobile: setClipboard", told)  # type: ignore[attr-defined]
