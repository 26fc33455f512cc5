"""Each fault that is answered with an error: its public words, when, and what follows."""

from collections.abc import Callable

import pytest
from fault_client import APP, Client
from hand import MakeHand

from virtual_phone.faults import CATALOGUE, At, Faults, with_wrong_character
from virtual_phone.webdriver import WebDriverDoor

MakeClient = Callable[..., Client]
BUTTON = "android.widget.Button"
WORDS = {
    "device-missing": "Could not find a connected Android device in 20000ms",
    "wrong-udid": "Device virtual-1 was not in the list of connected devices",
    "adb-slow": "Try to increase the 20000ms adb execution timeout represented by 'adbExecTimeout'",
    "still-booting": "Emulator is not ready within 60000ms (package, activity services are not run",
    "late-boot": "Emulator is not ready within 60000ms (settings service is not running)",
    "boot-failed": "'virtual-1' Emulator has failed to boot",
    "low-storage": "INSTALL_FAILED_INSUFFICIENT_STORAGE",
    "uiautomator-held": "already registered!",
    "wrong-first-screen": f"Cannot start the '{APP}' application",
    "server-never-up": "The instrumentation process cannot be initialized within 30000ms",
    "adb-restarted": "Error executing adbExec. Original error: ",
    "instrumentation-died": (
        "'GET /source' cannot be proxied to UiAutomator2 server because the instrumentation "
        "process is not running (probably crashed)"
    ),
    "forward-lost": "connect ECONNREFUSED 127.0.0.1:8200",
    "server-hangs-up": "Original error: socket hang up",
    "session-expired": "A session is either terminated or not started",
    "uiautomation-disconnected": "UiAutomation not connected!",
    "no-accessibility-root": "Timed out after 10000ms waiting for the root AccessibilityNodeInfo",
    "farm-idle": "BROWSERSTACK_IDLE_TIMEOUT",
}
NO_SESSION = [name for name, fault in CATALOGUE.items() if fault.at in (At.SESSION, At.BOOT)]
LOSES_SESSION = [name for name, fault in CATALOGUE.items() if fault.breaks_session]


@pytest.mark.parametrize("name", NO_SESSION)
def test_no_session_begins(client: MakeClient, name: str) -> None:
    """In the words of Appium; a fault that strikes once lets the next one begin."""
    phone = client(name, session=False)
    refused = phone.begin()
    assert refused["error"] == "session not created"
    assert WORDS.get(name, "device unauthorized") in refused["message"]
    assert ("sessionId" in phone.begin()) == (CATALOGUE[name].times == 1)


@pytest.mark.parametrize("name", LOSES_SESSION)
def test_a_session_is_lost(client: MakeClient, name: str) -> None:
    """At the command that is told, and for good; a new session is as if nothing had been."""
    phone = client(f"{name}:nth=2")
    assert "<hierarchy" in phone.value("GET", "/source")
    code, message = phone.error("GET", "/source")
    assert (code, WORDS[name] in message) == (CATALOGUE[name].code, True)
    assert phone.error("GET", "/screenshot") == (code, message)
    assert "sessionId" in phone.begin()
    assert "<hierarchy" in phone.value("GET", "/source")


@pytest.mark.parametrize("name", ["uiautomation-disconnected", "no-accessibility-root"])
def test_a_look_fails(client: MakeClient, name: str) -> None:
    """Once, or until the phone is started anew, whatever session asks."""
    phone = client(name)
    code, message = phone.error("GET", "/source")
    assert (code, WORDS[name] in message) == ("unknown error", True)
    assert ("hierarchy" in phone.value("GET", "/source")) == (CATALOGUE[name].times == 1)


@pytest.mark.parametrize(("nth", "reads"), [(1, {"session-expired": 1}), (2, {})])
def test_a_read_is_told_from_an_act(client: MakeClient, nth: int, reads: dict[str, int]) -> None:
    """Whoever judges a suite wants to know which of them was struck."""
    phone = client(f"session-expired:nth={nth}")
    phone.ask("POST", "/elements", {"using": "class name", "value": BUTTON})
    phone.ask("POST", "/back")
    faults = phone.hand.phone.faults
    assert (faults.struck, faults.struck_reads) == ({"session-expired": 1}, reads)


@pytest.mark.parametrize(
    ("name", "after"), [("server-hangs-up", True), ("instrumentation-died", False)]
)
def test_an_act_may_have_been_done(client: MakeClient, name: str, after: bool) -> None:
    """The server dies with the answer, or before it has done anything."""
    phone = client(f"{name}:nth=3")
    button = phone.find("Agree and continue")
    before = phone.value("GET", "/source")
    phone.error("POST", f"/element/{button}/click")
    phone.begin()
    assert (phone.value("GET", "/source") != before) == after


@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        (
            "stale-element",
            "stale element reference",
            "The element 'By.clazz: android.widget.Button' does not exist in DOM anymore",
        ),
        (
            "relinked-element",
            "stale element reference",
            "The element 'By.clazz: android.widget.Button' is not linked to the same object in DOM",
        ),
        ("forgotten-element", "no such element", "is not present in the cache or has expired"),
    ],
)
def test_an_element_is_gone_until_it_is_found_again(
    client: MakeClient, name: str, code: str, words: str
) -> None:
    """The same one may be asked as often as one likes; nothing is tapped meanwhile."""
    phone = client(name)
    button = phone.find_by_class(BUTTON)
    before = phone.value("GET", "/source")
    for _ in range(2):
        told = phone.error("POST", f"/element/{button}/click")
        assert (told[0], words in told[1]) == (code, True)
    assert phone.value("GET", "/source") == before
    again = phone.find_by_class(BUTTON)
    assert phone.value("POST", f"/element/{again}/click") is None
    assert phone.value("GET", "/source") != before


def test_only_one_of_several_elements_is_stale(client: MakeClient) -> None:
    """One that was found alone does not count."""
    phone = client("stale-listed-element")
    assert phone.value("GET", f"/element/{phone.find_by_class(BUTTON)}/text") is not None
    listed = phone.find_by_class(BUTTON, listed=True)
    code, message = phone.error("GET", f"/element/{listed}/text")
    assert code == "stale element reference"
    assert message == f"Cached elements 'By.clazz: {BUTTON}' do not exist in DOM anymore"


def test_an_element_leads_elsewhere_silently(client: MakeClient) -> None:
    """The tap is answered as if all were well, and meets another view."""
    phone = client("element-leads-elsewhere:nth=2")
    phone.hand.start()
    phone.hand.tap("Agree and continue")
    kept = phone.find("Already have an account? Log in")
    right = phone.find("Create a profile, follow other accounts, make your own videos, and more.")
    assert "Create a profile" in phone.value("GET", f"/element/{right}/text")
    assert phone.value("POST", f"/element/{kept}/click") is None
    assert not phone.hand.sees("Use phone / email / username")
    assert phone.hand.phone.faults.struck == {"element-leads-elsewhere": 1}


def test_what_is_found_again_leads_where_it_did(client: MakeClient) -> None:
    """The same view, looked up anew."""
    phone = client("element-leads-elsewhere:nth=2")
    phone.hand.start()
    phone.hand.tap("Agree and continue")
    for _ in range(2):
        found = phone.find("Already have an account? Log in")
    assert phone.value("POST", f"/element/{found}/click") is None
    assert phone.hand.sees("Use phone / email / username")


def test_a_tap_is_refused_and_not_made(client: MakeClient) -> None:
    """In the words of the server on the phone."""
    phone = client("tap-refused")
    button = phone.find("Agree and continue")
    before = phone.value("GET", "/source")
    code, message = phone.error("POST", f"/element/{button}/click")
    assert code == "invalid element state"
    assert message.startswith("Unable to perform W3C actions")
    assert phone.value("GET", "/source") == before
    assert phone.value("POST", f"/element/{button}/click") is None


def test_a_secure_window_is_not_photographed(client: MakeClient) -> None:
    """As often as one asks; everything else goes on."""
    phone = client("secure-screen")
    for _ in range(2):
        code, message = phone.error("GET", "/screenshot")
        assert (code, "'secure' flag set" in message) == ("unable to capture screen", True)
    assert "hierarchy" in phone.value("GET", "/source")


def test_text_is_refused_or_changed(client: MakeClient) -> None:
    """The refusal repeats the text, as the real one does; the change is silent."""
    for name in ("text-refused", "wrong-characters"):
        phone = client(name)
        phone.hand.start()
        for label in (
            "Agree and continue",
            "Already have an account? Log in",
            "Use phone / email / username",
        ):
            phone.hand.tap(label)
        field = phone.find_by_class("android.widget.EditText")
        typed = phone.value("POST", f"/element/{field}/value", {"text": "2025550100"})
        if name == "text-refused":
            assert typed["error"] == "invalid element state"
            assert typed["message"].startswith("Cannot set the element to '2025550100'.")
        else:
            assert phone.value("GET", f"/element/{field}/text") == "2025550109"
        phone.value("POST", f"/element/{field}/clear")
        phone.value("POST", f"/element/{field}/value", {"text": "2025550100"})
        assert phone.value("GET", f"/element/{field}/text") == "2025550100"


@pytest.mark.parametrize(
    ("text", "times", "typed"),
    [
        ("  +1 202-555-0147  ", 1, "  +1 202-555-0149  "),
        ("  +1 202-555-0147  ", 2, "  +1 202-555-0148  "),
        ("2025550149", 1, "2025550148"),
        ("member@example.com ", 1, "member@example.cox "),
        ("member@example.com", 26, "member@example.cox"),
        ("--", 1, "-x"),
        ("x-x", 1, "x-y"),
    ],
)
def test_a_wrong_character_makes_somebody_else_of_a_contact(
    text: str, times: int, typed: str
) -> None:
    """Another blank around it would do no harm; and it is another character each time."""
    assert with_wrong_character(text, times) == typed


def test_the_keyboard_stays(client: MakeClient) -> None:
    """And says so in the driver's words."""
    phone = client("keyboard-stays")
    phone.hand.start()
    for label in (
        "Agree and continue",
        "Already have an account? Log in",
        "Use phone / email / username",
    ):
        phone.hand.tap(label)
    phone.hand.phone.tap(*phone.hand.field().bounds.center)
    told = phone.error("POST", "/appium/device/hide_keyboard")
    assert told == ("unknown error", "The software keyboard cannot be hidden")


def test_faults_are_counted_over_all_phones(make_hand: MakeHand) -> None:
    """Two phones that share them are struck once between them."""
    faults = Faults(["instrumentation-died:nth=2"])
    clients = []
    for _ in range(2):
        hand = make_hand(faults=faults)
        clients.append(Client(WebDriverDoor(hand.phone), hand))
        clients[-1].begin()
    answers = [each.ask("GET", "/source").status for each in clients * 2]
    assert answers == [200, 500, 200, 500]
    assert faults.struck == {"instrumentation-died": 1}
    for each in clients:
        each.door.stop()
