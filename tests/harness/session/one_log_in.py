"""A process that logs somebody in, as far as the run's other processes have to know of it.

Arguments: the folder that they share, a file that gets a byte for all that is sent to the app, what
the app answers, and whom. It waits for a line before it begins, so that several begin at once.
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


def main(folder: Path, sent: Path, answer: str, contact: Contact) -> str:
    """Send, look for the answer; says how it ended."""
    log_ins = LogIns(folder)
    print("ready", flush=True)  # noqa: T201
    sys.stdin.readline()
    try:
        with log_ins.log_in(contact), log_ins.sending(contact):
            with sent.open("ab") as file:
                file.write(b".")
            time.sleep(_LOOKS_FOR_S)
            if answer == "refused":
                raise NotLetIn("Account or password is incorrect")
            if answer == "lost":
                raise CannotSee("Nothing is seen")
            if answer == "killed":
                os.kill(os.getpid(), signal.SIGKILL)
    except InfrastructureError as error:
        return f"{type(error).__name__}: {str(error).partition(', and')[0]}"
    return "let in"


if __name__ == "__main__":
    shared, byte_file, answered, number = sys.argv[1:]
    print(main(Path(shared), Path(byte_file), answered, Contact("phone", number)))  # noqa: T201
