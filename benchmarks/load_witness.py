"""pytest plugin of the load trial: what each scenario met, apart from what the run's report says.

While a scenario has its phone, nobody else may: a lock in a folder that all workers share must be
free, and a text on the phone's own clipboard must be there still at the end.
"""

import base64
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import pytest
from filelock import FileLock, Timeout

from harness.session.lease import Lease
from harness.session.sessions import Sessions

FOLDER = "LOAD_WITNESS_FOLDER"
_LETS_GO_S = 30


@dataclass(frozen=True)
class Taken:
    """What a scenario says of itself while it has a phone.

    Attributes:
        name: Of the scenario, as pytest has it.
        phone: By its name in the profile: phones of two servers may have one udid.
        pid: Of the worker.
        began_s: When, as `time.time()` has it.
    """

    name: str
    phone: str
    pid: int
    began_s: float


@dataclass(frozen=True)
class Ended(Taken):
    """What a scenario notes when it has ended.

    Attributes:
        crossed: How somebody else had the phone meanwhile, in words; empty where nobody had.
    """

    crossed: str


@pytest.fixture(autouse=True)
def alone_on_its_phone(
    request: pytest.FixtureRequest, lease: Lease, sessions: Sessions
) -> Iterator[None]:
    """Says in the folder that the scenario has its phone; notes at its end whether it was alone."""
    folder, phone = Path(os.environ[FOLDER]), lease.phones[0]
    name = request.node.name
    taken = Taken(name, phone.name, os.getpid(), time.time())
    mark = folder / f"{taken.phone}.taken"
    with _alone(mark, taken) as other:
        driver = sessions.on(phone).driver
        _set_clipboard(driver, name)
        yield
        seen = base64.b64decode(driver.execute_script("mobile: getClipboard", {})).decode()
        crossed = other or ("" if seen == name else f"the phone was told {seen!r} meanwhile")
        with (folder / f"{os.getpid()}.jsonl").open("a", encoding="utf-8") as notes:
            notes.write(json.dumps(asdict(taken) | {"crossed": crossed}) + "\n")


@contextmanager
def _alone(mark: Path, taken: Taken) -> Iterator[str]:
    """Hold the phone's lock, which ends with the process; yields who has it, or ""."""
    lock = FileLock(mark.with_suffix(".lock"), timeout=0)
    try:
        lock.acquire()
    except Timeout:
        holder = holder_of(mark)
        if holder is None or not notice_of_end(mark.parent, holder.pid).exists():
            yield f"somebody else has the phone, too: {holder}"
            return
        # A process that is ended lets go of its files one by one: the lease may be free first.
        lock.acquire(timeout=_LETS_GO_S)
    try:
        mark.write_text(json.dumps(asdict(taken)), "utf-8")
        yield ""
    finally:
        mark.unlink()
        lock.release()


def notice_of_end(folder: Path, pid: int) -> Path:
    """The file that is there before a worker is ended."""
    return folder / f"{pid}.ended"


def holder_of(mark: Path) -> Taken | None:
    """Who says that it has a phone: also a process that was ended, until somebody else has it.

    Args:
        mark: The phone's file in the shared folder.
    """
    try:
        return Taken(**json.loads(mark.read_text("utf-8")))
    except (OSError, ValueError):  # it is gone, or being written
        return None


def _set_clipboard(driver: object, text: str) -> None:
    content = base64.b64encode(text.encode()).decode()
    told = {"content": content, "contentType": "plaintext"}
    driver.execute_script("mobile: setClipboard", told)  # type: ignore[attr-defined]
