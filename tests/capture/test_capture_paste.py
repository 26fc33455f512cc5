"""What a comparison proposes is pasted, and the next capture gets further: until all is found."""

import json

import pytest
from capture_stage import HURRIED, MakeStage, Rename

from harness.capture.compare import compare
from harness.capture.comparison import Comparison
from harness.capture.proposals import as_lines, pasted
from harness.capture.report import report
from pages.walk import NEVER_OPENED, SCREENS

RENAMED = {
    "Permissions": "Roles and permissions",
    "Invite": "Invite members",
    "Use email address instead": "Invite by email instead",
}


def test_pasting_what_is_proposed_leads_to_a_whole_capture(
    make_stage: MakeStage, rename: Rename
) -> None:
    """Each comparison brings the next capture further; the last one finds all, by real look-ups."""
    rename(RENAMED)
    stage = make_stage(timeouts=HURRIED)
    locators = stage.root / "config" / "locators.yaml"
    seen: list[Comparison] = []
    for number in range(5):
        folder = stage.capture(f"capture-{number}")
        comparison = compare(folder, stage.root, SCREENS, NEVER_OPENED)
        seen.append(comparison)
        if comparison.is_whole:
            break
        lines = as_lines(comparison.corrections, comparison.version)
        assert comparison.is_pasted_well
        assert comparison.still_missing == ()
        locators.write_text(pasted(locators.read_text(), lines))
        # The very capture that was wrong is right now.
        assert compare(folder, stage.root, SCREENS, NEVER_OPENED).is_whole
    assert seen[-1].is_whole
    assert list(seen[-1].not_captured) == [page.__name__ for page in NEVER_OPENED]
    written = locators.read_text()
    for part, label in (
        ("AccountPage.permissions", "Roles and permissions"),
        ("PermissionsPage.invite", "Invite members"),
        ("InviteByPhonePage.use_email_address", "Invite by email instead"),
        ("RolePage.invite", "Invite members"),
    ):
        assert f"  {part}:  # in place of" in written
        assert f"    - label: {label}\n" in written


def test_what_a_qa_engineer_reads(make_stage: MakeStage, rename: Rename) -> None:
    """The part, what stands there, and lines with where they go."""
    rename({"Invite": "Invite members"})
    stage = make_stage(timeouts=HURRIED)
    text = report(compare(stage.capture(), stage.root, SCREENS, NEVER_OPENED))
    assert (
        '  NOT FOUND     PermissionsPage.invite: button "Invite"\n'
        '                  there stands: "Invite members" (button at (540, 2180)), "Back"'
    ) in text
    assert (
        "For config/locators.yaml, in place of its last line {} (each was tried on the saved"
        " screens):\n\n"
        '"47.0.2":\n'
        '  PermissionsPage.invite:  # in place of "Invite"\n'
        "    - label: Invite members\n\n"
        '  They count where the profile says  app_version: "47.0.2"\n'
    ) in text
    assert "VIRTUAL PHONE, says nothing about the app" in text
    assert text.endswith(
        "A run would not get along with 1 of 9 pages: permissions. Parts that are missing: 1."
    )


def test_a_language_with_gaps_is_captured_and_filled(make_stage: MakeStage) -> None:
    """What the app shows in English belongs into the catalogue as it is."""
    stage = make_stage("language=fr", HURRIED)
    folder = stage.capture(settings=stage.settings("fr"))
    comparison = compare(folder, stage.root, SCREENS, NEVER_OPENED)
    assert comparison.language.code == "fr"
    assert comparison.translations["Permissions"] == "Permissions"
    assert comparison.translations["Use email address instead"] == "Use email address instead"
    assert {each.part for each in comparison.corrections} == {"InvitePage.continue_"}
    assert not comparison.is_whole
    assert '  "Use phone / email / username": "Use phone / email / username"\n' in report(
        comparison
    )


@pytest.mark.parametrize("existing", ["{}\n", '# nothing\n"47.0.2":\n  APage.b:\n    - label: C\n'])
def test_lines_go_where_the_report_says(existing: str) -> None:
    """In place of {}, or below the version's own line."""
    lines = '"47.0.2":\n  DPage.e:\n    - label: F\n'
    text = pasted(existing, lines)
    assert text.count('"47.0.2":') == 1
    assert "{}" not in text
    assert "DPage.e" in text
    assert json.dumps(text)
