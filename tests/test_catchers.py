"""What the virtual phone's defects say of the suite that should notice them is true of ours."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_bdd.parser import Feature, FeatureParser

from virtual_phone.defects import CATALOGUE, Catcher, Variant

ROOT = Path(__file__).parents[1]
CHANGELOG = (ROOT / "CHANGELOG.md").read_text("utf-8")


def _features() -> dict[str, Feature]:
    files = sorted((ROOT / "features").glob("*.feature"))
    parsed = [FeatureParser(str(file.parent), file.name).parse() for file in files]
    return {feature.name: feature for feature in parsed if feature.name}


def _sentences(feature: Feature, tag: str = "") -> Iterator[tuple[str, str]]:
    """All steps of all scenarios, or of those with a tag, each row of an outline by itself.

    Yields:
        The kind of the step, as a catcher has it, and its words.
    """
    for scenario in feature.scenarios.values():
        tags = feature.tags | scenario.tags
        rows = [(row, each.tags) for each in scenario.examples for row in each.as_contexts()]
        for row, tags_of_row in rows or [({}, set[str]())]:
            if not tag or tag in tags | tags_of_row:
                for step in scenario.render(row).steps:
                    yield "check" if step.type == "then" else "act", step.name


def _is_among(catcher: Catcher, sentences: list[tuple[str, str]]) -> bool:
    return any(kind == catcher.kind and catcher.step in words for kind, words in sentences)


def _listed(sentences: list[tuple[str, str]]) -> str:
    return "\n".join(f"{kind}: {words}" for kind, words in sentences)


FEATURES = _features()
SENTENCES = {name: sorted(set(_sentences(feature))) for name, feature in FEATURES.items()}
PROMISED = {name: sorted(set(_sentences(each, "guide"))) for name, each in FEATURES.items()}
ASSUMED = {name: sorted(set(_sentences(each, "assumption"))) for name, each in FEATURES.items()}
VARIANTS = [variant for defect in CATALOGUE.values() for variant in defect.variants]


def test_there_are_as_many_of_them_as_is_said() -> None:
    """A defect that got lost would be missed by no other test: nobody would look for it."""
    said = re.findall(r"(\d+) product defects in (\d+) variants", CHANGELOG)
    there = (str(len(CATALOGUE)), str(len(VARIANTS)))
    assert said == [there], (
        f"there are {there[0]} defects in {there[1]} variants, and CHANGELOG.md says {said}: "
        "if defects were added, put it right there; if one is missing, bring it back"
    )


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.name)
def test_a_step_of_ours_should_notice_it(variant: Variant) -> None:
    """The capability is one of our features; one of its steps has the words and is of the kind."""
    catcher = variant.caught_by
    sentences = SENTENCES.get(catcher.capability)
    assert sentences, f'no feature is called "{catcher.capability}"'
    assert _is_among(catcher, sentences), (
        f'no {catcher.kind} of "{catcher.capability}" has the words "{catcher.step}"; it has:\n'
        + _listed(sentences)
    )


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.name)
def test_a_scenario_with_the_right_tag_notices_it(variant: Variant) -> None:
    """What breaks the guide is noticed under @guide, what nobody documents under @assumption."""
    part, catcher = variant.defect.guide_part, variant.caught_by
    tag, tagged = ("guide", PROMISED) if part else ("assumption", ASSUMED)
    broken = f"part {part} of the guide" if part else "an assumption"
    sentences = tagged.get(catcher.capability, [])
    assert _is_among(catcher, sentences), (
        f'"{variant.name}" breaks {broken}, but no @{tag} scenario of "{catcher.capability}"'
        f' has the words "{catcher.step}" in one of its {catcher.kind}s: it has\n'
        + _listed(sentences)
    )
