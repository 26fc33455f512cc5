from dataclasses import replace
from pathlib import Path

import pytest

from harness.errors import ConfigurationError
from harness.preflight import parts_of_pages, refuse_missing_labels
from harness.screen.page import Page, Part, button, text
from harness.session.virtual_phones import virtual_environment
from harness.settings import Alternative, LocatorOverrides, Settings, load_settings

ROOT = Path(__file__).parents[2]


class FirstPage(Page):
    """Known by a part of its own, and by one that has no name."""

    go = button("Profile")
    recognised_by = (text("Invite"),)


@pytest.fixture
def german() -> Settings:
    """What is committed, in a language of which only little is known."""
    return load_settings(ROOT, "virtual", language="de", environment=virtual_environment())


def _named(name: str, part: Part) -> Part:
    part.name = name
    return part


def test_parts_are_those_of_all_pages() -> None:
    """Also the unnamed ones that a page is recognised by."""
    labels = {label for part in parts_of_pages(__name__) for label in part.locator.labels}
    assert {"Profile", "Invite"} <= labels


def test_labels_without_a_translation_are_refused_at_once(german: Settings) -> None:
    """All in one message, with the file to add them to."""
    parts = iter([button("Profile"), button("Invite", "Add"), text("OK")])
    with pytest.raises(ConfigurationError) as refused:
        refuse_missing_labels(german, parts)
    first, *others = str(refused.value).splitlines()
    assert first == (
        f"{ROOT}/config/languages/de.yaml: 3 labels that pages look for have no translation: "
        '"Add"; "Invite"; "OK"'
    )
    assert others[0] == (
        '  Expected: a line such as "Invite: ..." for each, as the app shows it in this language'
    )


def test_a_part_with_labels_of_the_users_own_needs_no_translation(german: Settings) -> None:
    """config/locators.yaml says how it reads."""
    overrides = LocatorOverrides({"*": {"FirstPage.invite": (Alternative(label="Einladen"),)}})
    settings = replace(german, overrides=overrides)
    refuse_missing_labels(settings, iter([_named("FirstPage.invite", button("Invite"))]))


def test_english_lacks_nothing(german: Settings) -> None:
    """Every label is its own translation."""
    english = load_settings(ROOT, "virtual", environment=virtual_environment())
    refuse_missing_labels(english, iter([button("Invite")]))
