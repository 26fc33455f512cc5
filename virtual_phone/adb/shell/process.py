"""What a command sees of the world: its inputs and outputs, and whether anybody still listens."""

import io
import threading
from dataclasses import dataclass, field
from typing import Any, BinaryIO


@dataclass(frozen=True)
class Process:
    """A running command.

    Attributes:
        stdin: What is typed or piped into it.
        stdout: A binary file.
        stderr: A binary file.
        gone: Set when nobody reads the output any more.
    """

    stdin: BinaryIO = field(default_factory=io.BytesIO)
    stdout: Any = field(default_factory=io.BytesIO)
    stderr: Any = field(default_factory=io.BytesIO)
    gone: threading.Event = field(default_factory=threading.Event)

    def out(self, text: str | bytes) -> None:
        """Write to the output."""
        self.stdout.write(text.encode() if isinstance(text, str) else text)

    def line(self, text: str) -> None:
        """Write a line to the output."""
        self.out(f"{text}\n")

    def error(self, text: str) -> None:
        """Write a line to the error output."""
        self.stderr.write(f"{text}\n".encode())
