"""An emulator's console: lines of text on the port below the one for adb.

A real adb takes a phone whose adb port is odd, from 5555 to 5585, for the emulator whose console is
one port lower, and names it after that: `emulator-5554`. Appium asks the console for the name of
the virtual device (`appium:avd`), Android Studio and `adb emu` for more.
"""

import logging
import socketserver
import threading
from collections.abc import Callable
from typing import Any, Final

_LOG = logging.getLogger(__name__)
_EMULATORS: Final = range(5555, 5586, 2)
_LONGEST_LINE: Final = 4096
_SILENCE_S: Final = 600
_GREETING: Final = "Android Console: type 'help' for a list of commands"
_HELP: Final = """\
Android console commands:
    help|h|?         Prints a list of commands
    ping             Checks if the emulator is alive
    avd              Controls virtual device execution
    kill             Terminates the emulator instance
    quit|exit        Quits control session"""
_AVD_HELP: Final = """\
allows you to control (e.g. start/stop) the execution of the virtual device

available sub-commands:
    avd name             queries virtual device name
    avd status           queries virtual device status"""


def console_port(adb_port: int) -> int | None:
    """Where an emulator with this adb port has its console; None for what no adb would find."""
    return adb_port - 1 if adb_port in _EMULATORS else None


class Refused(Exception):
    """The command is none, or is wrong: `KO` and the reason."""


class EmulatorConsole:
    """Answers commands, for any number of clients.

    Args:
        name: Of the virtual device.
        host: Address to listen on.
        port: Port to listen on.
        kill: Called, in a thread of its own, when somebody ends the emulator.
    """

    def __init__(self, name: str, host: str, port: int, kill: Callable[[], object]) -> None:
        self._name, self._kill = name, kill
        self._over = threading.Event()
        self._server = _Server((host, port), _Conversation)
        self._server.console = self
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.1,), name="console", daemon=True
        )

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._server.server_address[1])

    def start(self) -> None:
        """Serve, in a thread of its own."""
        self._thread.start()

    def stop(self) -> None:
        """Stop serving; conversations end with their next line."""
        self._over.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _end(self) -> None:
        """An emulator that is killed takes its console along."""
        self._kill()
        self.stop()

    def answer(self, line: str) -> str | None:
        """What a command says before `OK`; None where it ends the conversation.

        Raises:
            Refused: It is unknown, or incomplete.
        """
        answers = {
            "": "",
            "help": _HELP,
            "ping": "I am alive!",
            "avd name": self._name,
            "avd status": "virtual device is running",
            "auth": _GREETING,
        }
        verb, *rest = line.split() or [""]
        if verb in {"quit", "exit"}:
            return None
        if verb == "avd" and f"avd {' '.join(rest)}" not in answers:
            raise Refused(f" {'bad' if rest else 'missing'} sub-command\n{_AVD_HELP}")
        asked = f"avd {rest[0]}" if verb == "avd" else {"h": "help", "?": "help"}.get(verb, verb)
        if asked not in answers:
            raise Refused("unknown command, try 'help'")
        return answers[asked]

    def converse(self, reader: Any, say: Callable[[str], None]) -> None:
        """Line after line, until the client ends."""
        say(f"{_GREETING}\r\nOK\r\n")
        while (line := reader.readline(_LONGEST_LINE)) and not self._over.is_set():
            words = line.decode(errors="replace").strip()
            if words == "kill":
                say("OK: killing emulator, bye bye\r\n")
                threading.Thread(target=self._end, name="console kill", daemon=True).start()
                return
            try:
                said = self.answer(words)
            except Refused as refused:
                _LOG.warning("console: no command %r", words.partition(" ")[0])
                said_all = f"KO: {refused}\n"
            else:
                if said is None:
                    return
                said_all = f"{said}\nOK\n" if said else "OK\n"
            say(said_all.replace("\n", "\r\n"))


class _Server(socketserver.ThreadingTCPServer):
    """A thread per client."""

    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False
    console: EmulatorConsole

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ARG002
        """A client that goes away in the middle of something is nobody's error."""
        _LOG.info("console: the client %s has gone", client_address)


class _Conversation(socketserver.StreamRequestHandler):
    """One client."""

    timeout = _SILENCE_S
    server: _Server

    def handle(self) -> None:
        """Until it ends."""
        self.server.console.converse(self.rfile, self._say)

    def _say(self, text: str) -> None:
        self.wfile.write(text.encode())
