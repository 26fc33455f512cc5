"""A trace shows lines that somebody may have to change."""

import pytest

from harness.evidence.trace import own_trace
from harness.interruption import Interruption


def test_what_stands_around_a_call_is_left_out() -> None:
    """Whoever reads a trace looks for the step, not for what passed the call on."""
    around = Interruption().pytest_runtest_call()
    next(around)
    with pytest.raises(ValueError, match="here") as caught:
        around.throw(ValueError("here"))
    trace = own_trace(caught.value)
    assert "interruption.py" not in trace
    assert "test_trace.py" in trace
    assert trace.endswith("ValueError: here\n")
