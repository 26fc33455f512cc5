"""A process that logs somebody in, as far as the run's other processes have to know of it.

Arguments: the folder that they share, a file that gets a byte for all that is sent to the app, what
the app answers to one sending of the process after the other (the last one to all further ones),
and whom. It waits for a line before it begins, so that several begin at once.
"""

import os
import signal
import sys
import time
from pathlib import Path

from harness.errors import CannotSee, InfrastructureError
from harness.invitations.contact import Contact
from harness.session.log_ins import LogIns, NotLetIn

_LOOKS_FOR_S = 0.05
"""Long enough for another process to send the same, if nothing keeps it from that."""


def main(folder: Path, sent: Path, answers: list[str], contact: Contact) -> str:
    """Send, look for the answer, and once more where that is allowed; says how it ended."""
    log_ins = LogIns(folder)
    print("ready", flush=True)  # noqa: T201
    sys.stdin.readline()
    try:
        with log_ins.log_in(contact):
            while not _is_let_in(log_ins, sent, answers, contact):
                pass
    except InfrastructureError as error:
        return f"{type(error).__name__}: {str(error).partition(', and')[0]}"
    return "let in"


def _is_let_in(log_ins: LogIns, sent: Path, answers: list[str], contact: Contact) -> bool:
    if answers[0] == "killed before":  # it is sent
        os.kill(os.getpid(), signal.SIGKILL)
    answer = answers.pop(0) if len(answers) > 1 else answers[0]
    try:
        with log_ins.sending(contact):
            with sent.open("ab") as file:
                file.write(b".")
            time.sleep(_LOOKS_FOR_S)
            _look(answer)
    except NotLetIn:
        if not log_ins.allows_one_more(contact):
            raise
        return False
    return True


def _look(answer: str) -> None:
    if answer == "refused":
        raise NotLetIn("Account or password is incorrect")
    if answer == "lost":
        raise CannotSee("Nothing is seen")
    if answer == "killed":
        os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    shared, byte_file, answered, number = sys.argv[1:]
    whom = Contact("phone", number)
    print(main(Path(shared), Path(byte_file), answered.split(", "), whom))  # noqa: T201
