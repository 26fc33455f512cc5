"""What drivers and Android say when something below the app is wrong, and what to do about it.

Every entry is the exact wording of Appium, its UiAutomator2 driver, its server on the phone, adb,
Android, a Grid or a farm, as far as it does not change from phone to phone.

Where a Grid's and the farms' words for a session that they have ended are public (looked up on
2026-11-27):

- BrowserStack, after silence, in the session's own log:
  https://www.browserstack.com/docs/app-automate/appium/troubleshooting/browserstack-idle-timeout
  and to a client that comes later, with what the vendor's support says it means:
  https://github.com/jonhoo/fantoccini/issues/197
- Sauce Labs, in the session's own log:
  https://docs.saucelabs.com/dev/error-messages/ and, for real phones,
  https://github.com/saucelabs/sauce-docs/pull/3494
  and to a client that comes later, with what the vendor's support says it means:
  https://github.com/mozilla/fxapom/issues/260 and
  https://github.com/webdriverio/webdriverio/issues/2128
- LambdaTest documents no words; these were seen by a client of its hub:
  https://github.com/dexie/Dexie.js/pull/1700
- Selenium Grid, with the reason since 4.39: https://github.com/SeleniumHQ/selenium/pull/16678
  and, seen with 4.48.0, "Cannot find session with id" until its node has tidied up.

Most come as the W3C error "invalid session id", which needs no words. They are here for those that
come without a code, and for what to do.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Means = Literal[
    "session lost",  # only another session can go on
    "phone unusable",  # nor can another one
    "not settled",  # a look may succeed once the screen has come to rest
    "app not started",  # something else is in front, or in the way
    "keyboard stays",
    "failed",  # this command; the session goes on
]


@dataclass(frozen=True)
class Known:
    """A wording that is known.

    Attributes:
        words: In small letters; all of them are in the message.
        means: For a session that was there.
        do: What a person does about it; empty where the harness sees to it.
        may_come: Whether a session that did not start for this was seen to start a moment later.
    """

    words: tuple[str, ...]
    means: Means = "failed"
    do: str = ""
    may_come: bool = False


# An option is named only where the profile of the farm that says this has it.
_LOOK = "see on the farm's dashboard why it was ended; after silence, "
_SILENCE = f"{_LOOK}raise idleTimeout in the options of the profile (docs/farms.md)"
_SAUCE_SILENCE = (
    f"{_LOOK}lower delivery_s in the timeouts of the profile, so that neither phone is silent for"
    " 90 s, the most that Sauce Labs allows (docs/farms.md)"
)
_NODE_SILENCE = "if it was silent for too long, raise session-timeout of the grid's node"

# The first one that fits counts.
_KNOWN = (
    Known(("adbexectimeout",), do="free the phone of what keeps it busy, or connect it anew; then"
          " raise appium:adbExecTimeout in the profile's capabilities"),
    Known(("uiautomation not connected",), "phone unusable",
          "reboot the phone (adb reboot): until then no session can use it"),
    Known(("uiautomationservice", "already registered"), "phone unusable",
          "end the other program that holds UiAutomator on the phone, such as another Appium server"
          " or an inspector; if nothing is known to, reboot the phone"),
    Known(("instrumentation process is not running",), "session lost", may_come=True),
    Known(("cannot be proxied to uiautomator2 server",), "session lost", may_come=True),
    Known(("could not proxy command",), "session lost", may_come=True),
    Known(("session is either terminated or not started",), "session lost", may_come=True),
    Known(("browserstack_idle_timeout",), "session lost", _SILENCE),
    Known(("session not started or terminated",), "session lost", _SILENCE),
    Known(("did not see a new command for", "timing out"), "session lost", _SAUCE_SILENCE),
    Known(("session was ended after", "of inactivity"), "session lost", _SAUCE_SILENCE),
    Known(("already finished, and can't receive further commands",), "session lost",
          _SAUCE_SILENCE),
    Known(("unable to find the session info for particular sessionid",), "session lost", _SILENCE),
    Known(("test exceeded maximum duration",), "session lost",
          "run fewer scenarios at a time: all that one worker runs are in one session"),
    Known(("unable to find session with id",), "session lost", _NODE_SILENCE),
    Known(("cannot find session with id",), "session lost", _NODE_SILENCE),
    Known(("instrumentation process cannot be initialized",), may_come=True),
    # Any command of adb that fails is told so; only its way to the phone is the session's.
    *(
        Known(("error executing adbexec", words), "session lost",
              "look whether the adb server is started anew by another program (adb devices)",
              may_come=True)
        for words in ("protocol fault", "device not found", "' not found", "device offline",
                      "error: closed", "cannot connect to daemon", "no devices/emulators",
                      "connection reset", "device still connecting")
    ),
    Known(("waiting for the root accessibilitynodeinfo",), "not settled",
          "look what keeps the phone's screen busy: a video, an animation, an app that hangs"),
    Known(("could not find a connected android device",),
          do="connect the phone, or start the emulator; `adb devices` has to list it as device"),
    Known(("was not in the list of connected devices",),
          do="correct the udid in the profile, or connect that phone; `adb devices` lists those"
          " that are there"),
    Known(("device unauthorized",), do="unlock the phone, and allow this computer to debug it"),
    Known(("device offline",), do="connect the phone anew (adb reconnect offline)"),
    # The server has waited for it; it goes on starting, and may be there for a second session.
    Known(("emulator is not ready",), do="wait until the emulator has started, then run again; or"
          " raise timeouts: boot_s in the profile", may_come=True),
    Known(("emulator has failed to boot",), do="start the emulator by hand, and look what it says"),
    Known(("insufficient_storage",), do="make room on the phone: remove apps and files"),
    Known(("no space left on device",), do="make room on the phone: remove apps and files"),
    Known(("' never started",), "app not started",
          "look at the phone: another screen stands where the app should be"),
    Known(("cannot start the '",), "app not started",
          "look at the phone: another screen stands where the app should be"),
    Known(("keyboard cannot be hidden",), "keyboard stays",
          "choose another keyboard on the phone, or appium:hideKeyboard in the profile"),
    Known(("http 401",), do="look at user and key, which the profile takes from variables"),
    Known(("http 403",), do="look at user and key, which the profile takes from variables"),
)  # fmt: skip


def known(said: str) -> Known:
    """What a message means; where its words are not known, that a command failed."""
    return next(_fitting(said.lower()), Known(()))


def _fitting(said: str) -> Iterator[Known]:
    return (each for each in _KNOWN if all(words in said for words in each.words))
