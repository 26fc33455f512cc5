"""Tracebacks that show the project's own lines."""

import sysconfig
import traceback
from pathlib import Path

_FOREIGN = (
    *(str(Path(path)) for name, path in sysconfig.get_paths().items() if name.endswith("lib")),
    # Ours, but it stands around each call as libraries do.
    str(Path(__file__).parents[1] / "interruption.py"),
)


def own_trace(error: BaseException) -> str:
    """The traceback without the frames of libraries, which only pass the call on.

    An error that came about in libraries alone keeps all of its frames.
    """
    described = traceback.TracebackException.from_exception(error)
    _shorten(described)
    return "".join(described.format())


def _shorten(described: traceback.TracebackException | None) -> None:
    if described is None:
        return
    own = [frame for frame in described.stack if not frame.filename.startswith(_FOREIGN)]
    if own:
        described.stack = traceback.StackSummary.from_list(own)
    _shorten(described.__cause__)
    _shorten(described.__context__)
