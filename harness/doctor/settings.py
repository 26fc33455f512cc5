"""The settings: every file that a run reads, by file and line."""

import difflib
import sys
from collections.abc import Iterator
from pathlib import Path

from harness.doctor.finding import Finding, misconfigured, ok, unseen, warning
from harness.doctor.registry import look
from harness.doctor.subject import Subject, as_finding
from harness.errors import ConfigurationError
from harness.settings import (
    Settings,
    load_interstitials,
    load_overrides,
)

_AREA = "Settings"
_FIRST = "profile, people and language have to be right first"


@look(_AREA, "Profile")
def profile(subject: Subject) -> Iterator[Finding]:
    """The profile can be read, and means something."""
    if "Profile" in subject.problems:
        yield subject.problems["Profile"]
    elif subject.profile is None:
        yield unseen("it needs variables that are not set")
    else:
        count, where = len(subject.profile.phones), ", ".join(subject.profile.servers())
        what = f"at {where}" if where else "started for the run"
        noun = "phone" if count == 1 else "phones"
        yield ok(f"{subject.profile.name}: {count} {noun}, {what}")


@look(_AREA, "People")
def people(subject: Subject) -> Iterator[Finding]:
    """The people file can be read."""
    if "People" in subject.problems:
        yield _copied_first(subject, subject.problems["People"])
    elif subject.people is None:
        which = "variables that are not set" if subject.profile else "the profile, which names it"
        yield unseen(f"it needs {which}")
    else:
        yield ok(f"{subject.people.organization}, and {len(subject.people.members)} members")


@look(_AREA, "Variables")
def variables(subject: Subject) -> Iterator[Finding]:
    """Every variable that the files ask for is set; all that are not are said at once."""
    if not subject.missing:
        yield ok("all that the files ask for are set")
        return
    places: dict[str, list[str]] = {}
    for each in subject.missing:
        places.setdefault(f"{each.name} {each.why}", []).append(subject.short(str(each.place)))
    listed = "; ".join(f"{what} ({', '.join(where)})" for what, where in places.items())
    names = dict.fromkeys(each.name for each in subject.missing)
    yield misconfigured(
        listed,
        "set them in the environment, with your own values",
        "export " + " ".join(f"{name}=..." for name in names),
    )


@look(_AREA, "Language")
def language(subject: Subject) -> Iterator[Finding]:
    """Every label that pages look for has a translation."""
    if "Language" in subject.problems or subject.language is None:
        yield subject.problems.get("Language") or unseen(_FIRST)
        return
    settings = _settings(subject)
    if settings is None:
        yield unseen(f"{subject.language.code}: {_FIRST}")
        return
    from harness.preflight import parts_of_pages, refuse_missing_labels

    _import_pages(subject)
    try:
        refuse_missing_labels(settings, parts_of_pages())
    except ConfigurationError as error:
        yield as_finding(error, subject.root)
        return
    yield ok(f"{subject.language.code}, with every label that pages look for")


@look(_AREA, "Locators")
def locators(subject: Subject) -> Iterator[Finding]:
    """What config/locators.yaml corrects is there to be corrected."""
    from harness.preflight import parts_of_pages

    file = subject.root / "config" / "locators.yaml"
    try:
        corrected = load_overrides(file).parts()
    except ConfigurationError as error:
        yield as_finding(error, subject.root)
        return
    _import_pages(subject)
    known = {part.name for part in parts_of_pages() if part.name}
    unknown = sorted(corrected - known)
    if not unknown:
        yield ok(f"{len(corrected)} parts corrected" if corrected else "none corrected")
    for name in unknown:
        near = difflib.get_close_matches(name, known, n=1)
        fix = f"did you mean {near[0]}?" if near else "see the files under pages/ for their names"
        yield misconfigured(f"{subject.short(str(file))}: no page has a part {name}", fix)


@look(_AREA, "Interstitials")
def interstitials(subject: Subject) -> Iterator[Finding]:
    """config/interstitials.yaml can be read."""
    try:
        known = load_interstitials(subject.root / "config" / "interstitials.yaml")
    except ConfigurationError as error:
        yield as_finding(error, subject.root)
    else:
        yield ok(f"{len(known)} known")


@look(_AREA, "SIM numbers")
def sim_numbers(subject: Subject) -> Iterator[Finding]:
    """Whoever is told on a phone has a phone of the profile."""
    if subject.profile is None or subject.people is None:
        yield unseen(_FIRST)
        return
    told = [m for m in subject.people.members if m.told_by and m.told_by.on_phone]
    numbers = {phone.number for phone in subject.profile.phones}
    without = [member.contact for member in told if member.contact not in numbers]
    if not without:
        yield ok("every member who is told on a phone has one" if told else "nobody needs one")
    for contact in without:
        yield warning(
            f"no phone of the profile has the number {contact}, whose owner is told on a phone: "
            "scenarios that need this are skipped",
            f'{subject.line_of("phones", 0)}: add number: "{contact}" to the phone with this SIM',
        )


def _copied_first(subject: Subject, problem: Finding) -> Finding:
    """Where the file is not there at all, it is made from the example."""
    if "no people file" not in problem.said or "cp " not in problem.fix:
        return problem
    copy = "cp config/people.example.yaml config/people.yaml"
    where = "" if subject.root == Path.cwd() else f"cd {subject.root} && "
    said = "config/people.yaml is not there: nobody may be invited"
    return misconfigured(said, "copy the example, and fill it in", where + copy)


def _settings(subject: Subject) -> Settings | None:
    """All settings, where all of them could be read."""
    config = subject.root / "config"
    if subject.profile is None or subject.people is None or subject.language is None:
        return None
    try:
        return Settings(
            subject.root,
            subject.profile,
            subject.people,
            subject.language,
            load_overrides(config / "locators.yaml"),
            load_interstitials(config / "interstitials.yaml"),
        )
    except ConfigurationError:
        return None  # said by another look


def _import_pages(subject: Subject) -> None:
    """By name, as pytest would: the engine knows no page."""
    from harness.gherkin.definitions import import_package

    if str(subject.root) not in sys.path:
        sys.path.insert(0, str(subject.root))
    import_package("pages")
