"""What the virtual phone's defects say of the suite that should notice them is true of ours."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_bdd.parser import Feature, FeatureParser

from virtual_phone.defects import CATALOGUE, Variant

ROOT = Path(__file__).parents[1]


def _features() -> dict[str, Feature]:
    files = sorted((ROOT / "features").glob("*.feature"))
    parsed = [FeatureParser(str(file.parent), file.name).parse() for file in files]
    return {feature.name: feature for feature in parsed if feature.name}


def _sentences(feature: Feature, tag: str = "") -> Iterator[str]:
    """All steps of all scenarios, or of those with a tag, each row of an outline by itself."""
    for scenario in feature.scenarios.values():
        tags = feature.tags | scenario.tags
        rows = [(row, each.tags) for each in scenario.examples for row in each.as_contexts()]
        for row, tags_of_row in rows or [({}, set[str]())]:
            if not tag or tag in tags | tags_of_row:
                yield from (step.name for step in scenario.render(row).steps)


FEATURES = _features()
SENTENCES = {name: sorted(set(_sentences(feature))) for name, feature in FEATURES.items()}
PROMISED = {name: sorted(set(_sentences(each, "guide"))) for name, each in FEATURES.items()}
ASSUMED = {name: sorted(set(_sentences(each, "assumption"))) for name, each in FEATURES.items()}
VARIANTS = [variant for defect in CATALOGUE.values() for variant in defect.variants]


def test_there_are_enough_of_them() -> None:
    """The suite is drilled with a hundred variants and more."""
    assert len(VARIANTS) >= 100


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.name)
def test_a_step_of_ours_should_notice_it(variant: Variant) -> None:
    """The capability is one of our features, and one of its steps has the words."""
    catcher = variant.caught_by
    sentences = SENTENCES.get(catcher.capability)
    assert sentences, f'no feature is called "{catcher.capability}"'
    assert any(catcher.step in sentence for sentence in sentences), (
        f'no step of "{catcher.capability}" has the words "{catcher.step}"; it has:\n'
        + "\n".join(sentences)
    )


@pytest.mark.parametrize(
    "variant",
    [variant for variant in VARIANTS if variant.defect.guide_part is not None],
    ids=lambda variant: variant.name,
)
def test_what_breaks_the_guide_is_noticed_by_a_scenario_about_it(variant: Variant) -> None:
    """A defect that names a part of the guide has its step in a scenario with the tag @guide."""
    catcher = variant.caught_by
    sentences = PROMISED.get(catcher.capability, [])
    assert any(catcher.step in sentence for sentence in sentences), (
        f'"{variant.name}" says that part {variant.defect.guide_part} of the guide promises '
        f'otherwise, but no @guide scenario of "{catcher.capability}" has the words '
        f'"{catcher.step}": it has\n' + "\n".join(sentences)
    )


@pytest.mark.parametrize(
    "variant",
    [variant for variant in VARIANTS if variant.defect.guide_part is None],
    ids=lambda variant: variant.name,
)
def test_what_nobody_documents_is_noticed_as_an_assumption(variant: Variant) -> None:
    """A defect that names no part of the guide has its step in a scenario tagged @assumption."""
    catcher = variant.caught_by
    sentences = ASSUMED.get(catcher.capability, [])
    assert any(catcher.step in sentence for sentence in sentences), (
        f'"{variant.name}" says that the guide promises nothing about it, but no @assumption'
        f' scenario of "{catcher.capability}" has the words "{catcher.step}": it has\n'
        + "\n".join(sentences)
    )
