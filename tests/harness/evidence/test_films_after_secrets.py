"""No film begins on a screen that still shows what spoiled the one before."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from filmed_phone import FilmedPhone
from recorded_phone import Step, recorder_for

from harness.evidence import Recorder, Redactor, film

SECRET, CODE = "hush hush", "123456"  # the redactor knows the first, and nobody the second
PASSWORD = "a password was typed"
SPOILED = "Admin's phone: no film: a secret was typed where everybody can read it"
READABLE = "a secret can be read on the screen"
TYPED = "a password, a code or a link that was typed can be read on the screen"


@pytest.fixture
def recorder(step: Step, tmp_path: Path, phone: FilmedPhone) -> Recorder:
    """In a scenario that films already."""
    recorder = recorder_for(step, tmp_path)
    recorder.watch(phone)
    _begin_scenario(recorder, phone)
    return recorder


def _begin_scenario(recorder: Recorder, phone: FilmedPhone) -> None:
    recorder.begin_scenario()
    recorder.use(phone)
    phone.commands["find"] += 1
    recorder.begin_step()


def _begin_step_when_too_old(recorder: Recorder, _phone: FilmedPhone) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(film, "ANEW_AFTER_S", -1.0)
        recorder.begin_step()


GoOn = Callable[[Recorder, FilmedPhone], None]
WAYS_ON = pytest.mark.parametrize(
    "go_on", [_begin_step_when_too_old, _begin_scenario], ids=["a film too old", "a scenario later"]
)


def _type(phone: FilmedPhone, *texts: str, spoils: str = "") -> None:
    """Into fields that hide nothing."""
    phone.typed_in_film += texts
    phone.fields = list(texts)
    if spoils:
        phone.film_spoiled_by = spoils
        phone.secrets_typed += texts


def test_a_spoiled_film_goes(step: Step, recorder: Recorder, phone: FilmedPhone) -> None:
    """Nobody fetches it; the next step begins a new one, once the secret is off the screen."""
    phone.film_spoiled_by, phone.secret = PASSWORD, True
    recorder.begin_step()
    assert phone.asked == ["start"]
    phone.secret = False
    recorder.take_everything()
    assert step.notes == [f"Admin's phone: no film: {PASSWORD}"]
    recorder.begin_scenario()
    recorder.use(phone)
    phone.film_spoiled_by = PASSWORD
    recorder.begin_step()
    recorder.take_everything()
    assert phone.asked == ["start", "start", "start", "stop"]
    assert len(step.films) == 1


@pytest.mark.parametrize("typed", [(SECRET,), (SECRET[:5], SECRET[5:])], ids=["whole", "in parts"])
def test_a_known_secret_that_was_typed_spoils_a_film(
    step: Step, recorder: Recorder, phone: FilmedPhone, typed: Sequence[str]
) -> None:
    """Where everybody can read it; the session does not know what is secret."""
    phone.typed_in_film = ("2025550147", *typed)
    recorder.take_everything()
    assert step.films == []
    assert step.notes == [SPOILED]


@WAYS_ON
def test_what_is_typed_and_stays_gets_no_film(
    step: Step,
    recorder: Recorder,
    phone: FilmedPhone,
    go_on: GoOn,
) -> None:
    """Not even where the app has moved on by the failure: its first frames would show it."""
    _type(phone, SECRET)
    go_on(recorder, phone)
    assert phone.asked == ["start"]
    phone.fields = []
    recorder.take_everything()
    assert "stop" not in phone.asked
    assert step.films == []
    [note] = step.notes
    assert note.startswith(SPOILED)


def test_a_scenario_that_stays_where_a_secret_is_says_why_it_has_no_film(
    step: Step, recorder: Recorder, phone: FilmedPhone
) -> None:
    """The next scenario has not typed it, and is told what held its film back."""
    _type(phone, SECRET)
    _begin_scenario(recorder, phone)
    recorder.take_everything()
    assert f"{SPOILED}; no other was begun, as {READABLE}" in step.notes
    assert step.films == []


@WAYS_ON
@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ((SECRET,), f"Searched for {SECRET}"),
        ((CODE,), "Code 123 456 is wrong"),
        (("9", *CODE), f"Code {CODE} is wrong"),
        (("Blue-Fern-9",), "Your password is Blue-Fern-9"),
        (("https://example.com/join/a8F3kQ92xLw0PzT4",), "example.com/join/a8F3kQ92xLw0PzT4"),
    ],
    ids=["a known one", "a code", "a code digit by digit", "a password", "a link"],
)
def test_what_the_app_repeats_beside_its_fields(
    step: Step,
    recorder: Recorder,
    phone: FilmedPhone,
    go_on: GoOn,
    typed: Sequence[str],
    label: str,
) -> None:
    """Also codes, passwords and links that only the session has heard of."""
    _type(phone, *typed, spoils="" if SECRET in typed else "it was typed")
    phone.fields, phone.label = [], label
    go_on(recorder, phone)
    assert phone.asked == ["start"]
    phone.label = "Welcome"
    go_on(recorder, phone)
    assert phone.asked == ["start", "start"]
    recorder.take_everything()
    assert len(step.films) == 1
    assert step.notes == []


def test_a_code_in_fields_of_one_digit_each(
    step: Step, recorder: Recorder, phone: FilmedPhone
) -> None:
    """Typed like that, too; a digit elsewhere is no code."""
    _type(phone, *CODE, spoils="what may be a one-time code or a link was typed")
    _begin_scenario(recorder, phone)
    assert phone.asked == ["start"]
    recorder.take_everything()
    assert step.notes[-1].endswith(f"; no other was begun, as {TYPED}")
    phone.fields, phone.label = ["1"], "2"
    recorder.begin_step()
    assert phone.asked == ["start", "start"]


def test_looks_cost_nothing_until_a_secret_is_typed(recorder: Recorder, phone: FilmedPhone) -> None:
    """And none any more, once a film has begun without it."""
    _type(phone, "2025550147")
    for go_on in (_begin_step_when_too_old, _begin_scenario):
        go_on(recorder, phone)
    assert phone.asked == ["start"] * 3
    assert phone.looks == []
    _type(phone, SECRET)
    recorder.begin_step()
    assert phone.looks == ["fields"]
    phone.fields = []
    for _ in range(3):
        recorder.begin_step()
    assert phone.looks == ["fields", "fields", "page source"]
    assert phone.asked == ["start"] * 4


def test_a_new_session_knows_what_was_typed_in_the_one_before(
    step: Step, recorder: Recorder, phone: FilmedPhone
) -> None:
    """One that is lost is replaced within a scenario, and the app may not have moved."""
    _type(phone, CODE, spoils="a code was typed")
    recorder.unwatch(phone)
    other, third = FilmedPhone(), FilmedPhone()
    other.label = third.label = f"Code {CODE} is wrong"
    recorder.watch(other)
    recorder.use(other)
    recorder.unwatch(other)
    recorder.watch(third)
    recorder.use(third)
    assert not other.asked
    assert not third.asked
    third.label = ""
    recorder.use(third)
    assert third.asked == ["start"]


def test_a_screen_that_cannot_be_read_is_not_filmed(
    step: Step, recorder: Recorder, phone: FilmedPhone, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The secret may be on it; the next step looks again, and its session is not lost by that."""
    _type(phone, SECRET)
    phone.fields = []
    phone.is_lost = False  # type: ignore[attr-defined]

    def broken() -> str:
        phone.is_lost = True  # type: ignore[attr-defined]
        return "no page source"

    with monkeypatch.context() as patch:
        patch.setattr(phone, "page_source", broken)
        _begin_scenario(recorder, phone)
        assert not phone.is_lost  # type: ignore[attr-defined]
        recorder.take_everything()
    assert phone.asked == ["start"]
    expected = "as whether a secret can still be read is not known: Start tag expected"
    assert expected in " ".join(step.notes)
    recorder.begin_step()
    assert phone.asked == ["start", "start"]


@pytest.mark.parametrize("label", ["+1 5550 0147", "+155500147"])
def test_a_telephone_number_that_stays_holds_no_film_back(
    recorder: Recorder, phone: FilmedPhone, label: str
) -> None:
    """Typed without its country code it is as long as a code; alone it may still be one."""
    _type(phone, "55500147", spoils="what may be a one-time code or a link was typed")
    phone.fields, phone.label = [], "Code 5550 0147"
    recorder.begin_step()
    assert phone.asked == ["start"]
    phone.label = f"Invited: {label}"
    recorder.begin_step()
    assert phone.asked == ["start", "start"]


def test_what_was_harmless_is_secret_once_it_is_known(
    step: Step, tmp_path: Path, phone: FilmedPhone
) -> None:
    """The same screen is read again after somebody has read the code elsewhere."""
    redactor = Redactor()
    films = film.Films(redactor, wanted=True)
    films.run(phone)
    assert not phone.is_secret(f"Code {CODE}")
    redactor.one_time.learn([CODE])
    assert phone.is_secret(f"Code {CODE}")
    assert not phone.is_secret("Welcome, Blue-Fern-9")
    redactor.learn(["Blue-Fern-9"])
    assert phone.is_secret("Welcome, Blue-Fern-9")


def test_a_phone_is_told_what_is_secret(step: Step, tmp_path: Path, phone: FilmedPhone) -> None:
    """So that what it reads spoils its film at no cost: who shows it again need not type it."""
    recorder = recorder_for(step, tmp_path, codes=[CODE])
    phone.may_show_messages = False  # type: ignore[attr-defined]
    recorder.watch(phone)
    _begin_scenario(recorder, phone)
    asked = (SECRET, f"Code {CODE}", "Welcome", "2025550147")
    assert [phone.is_secret(text) for text in asked] == [True, True, False, False]
    page_source = "<a/>" * 2000
    assert [phone.is_secret(page_source + text) for text in asked] == [True, False, False, False]
