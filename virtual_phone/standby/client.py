"""Stands for a program that the standby runs: hands its streams over, and ends as that one ends.

    client.py ADDRESS PROGRAM [ARGUMENT ...]

It is run as a file, by an interpreter that imports nothing but what is named here, so that it is
there in hundredths of a second. It says one line of JSON with `program`, `arguments`, `environment`
and `folder`, and with its first byte hands over the descriptors 0, 1 and 2, and a fourth one where
the first argument is a number: of a socket that the program is to listen on. The answer is the exit
code in one byte; a connection that ends without one is that of a program that was killed. A signal
that asks this process to end is said on, its number as one byte, and the program's end waited for.
When this process is killed, the program is.
"""

import json
import os
import signal
import socket
import sys

_NO_ANSWER = 1


def main() -> int:
    """Have a program run through the socket that the first argument names; the exit code is its."""
    _, address, program, *arguments = sys.argv
    inherited = [int(each) for each in arguments[:1] if each.isdecimal()]
    start = {
        "program": program,
        "arguments": arguments,
        "environment": dict(os.environ),
        "folder": os.getcwd(),  # noqa: PTH109 -- pathlib would take as long as all the rest
    }
    with socket.socket(socket.AF_UNIX) as standby:
        try:
            standby.connect(address)
            said = json.dumps(start).encode() + b"\n"
            standby.sendall(said[socket.send_fds(standby, [said], [0, 1, 2, *inherited]) :])
            # The program's alone from here on: whoever is at their other end sees when it is gone.
            for each in (0, 1, *inherited):
                os.close(each)
            _say_signals_on(standby)
            code = standby.recv(1)
        except OSError as error:
            os.write(2, f"{program}: nobody stands by at {address}: {error}\n".encode())
            return _NO_ANSWER
    return code[0] if code else _NO_ANSWER


def _say_signals_on(standby: socket.socket) -> None:
    def say(number: int, _frame: object) -> None:
        try:  # noqa: SIM105 -- importing contextlib would take longer than all of this
            standby.send(bytes([number]))
        except OSError:  # the program has ended by itself; its answer is still to be read
            pass

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, say)


if __name__ == "__main__":
    os._exit(main())  # there are no streams left to be flushed
