"""`python -m virtual_phone`: phones that live as long as this process."""

import gc
import json
import logging
import os
import secrets
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from threading import Event, Thread

from virtual_phone.arguments import PASSWORD_VARIABLE, read
from virtual_phone.defects.listing import listing
from virtual_phone.faults.listing import listing as listing_of_faults
from virtual_phone.loopback import warn_where_others_reach
from virtual_phone.serving import served

# Trees of views go as they come, without being collected: it is looked for rings among them only
# now and then.
_OBJECTS_UNTIL_COLLECTED = 50_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until there is no reason to any more; returns the exit code."""
    options = read(arguments)
    if options.list_defects:
        print(json.dumps(listing()))
        return 0
    if options.list_faults:
        print(json.dumps(listing_of_faults()))
        return 0
    logging.basicConfig(stream=sys.stderr, format="%(asctime)s %(name)s: %(message)s")
    end = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: end.set())
    warn_where_others_reach(
        options.host, "use these phones and read their mailbox, without a password for the phones"
    )
    try:
        with served(options, _password()) as ready:
            gc.freeze()  # all that is imported stays
            gc.set_threshold(_OBJECTS_UNTIL_COLLECTED)
            print(json.dumps(ready), flush=True)
            if not options.stay:
                Thread(target=_wait_for_end_of_input, args=(end,), daemon=True).start()
            end.wait()
    except OSError as error:
        where = error.filename or f"cannot listen on {options.host}"
        print(f"virtual_phone: {where}: {error}", file=sys.stderr)
        return 2
    return 0


def _password() -> str:
    password = os.environ.get(PASSWORD_VARIABLE)
    if not password:
        password = secrets.token_urlsafe(9)
        print(
            f"Everybody's password is {password} (${PASSWORD_VARIABLE} is not set)", file=sys.stderr
        )
    return password


def _wait_for_end_of_input(end: Event) -> None:
    # Not through sys.stdin: a thread that waits in it would trip the interpreter up at the end.
    with suppress(OSError):
        while os.read(0, 4096):
            pass
    end.set()


if __name__ == "__main__":
    sys.exit(main())
