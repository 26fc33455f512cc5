"""What drivers' words mean: only what breaks the way to the phone loses a session."""

import pytest

from harness.session.server_words import known

_ADB = "Error executing adbExec. Original error: 'Command 'adb -P 5037 -s emulator-5554 shell"


@pytest.mark.parametrize(
    "output",
    [
        "error: protocol fault (no status)",
        "adb: device 'emulator-5554' not found",
        "error: device offline",
        "error: closed",
        "* cannot connect to daemon at tcp:5037",
    ],
)
def test_a_way_to_the_phone_that_is_cut_loses_the_session(output: str) -> None:
    """Whatever was to be done on it."""
    assert known(f"{_ADB} pm clear a.b' exited with code 1'; Command output: {output}").means == (
        "session lost"
    )


@pytest.mark.parametrize(
    "output",
    [
        "java.lang.SecurityException: PID 1 does not have permission CLEAR_APP_USER_DATA",
        "Error: Activity not started, unable to resolve Intent",
        "Permission Denial: can't dump window",
    ],
)
def test_a_command_that_the_phone_refuses_loses_none(output: str) -> None:
    """The driver begins with the same words whatever went wrong."""
    said = f"{_ADB} pm clear a.b' exited with code 1'; Command output: {output}"
    assert known(said).means == "failed"
