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


def _sentences(feature: Feature) -> Iterator[str]:
    """All steps of all scenarios, each row of an outline by itself."""
    for scenario in feature.scenarios.values():
        rows = [row for examples in scenario.examples for row in examples.as_contexts()] or [{}]
        for row in rows:
            yield from (step.name for step in scenario.render(row).steps)


SENTENCES = {name: sorted(set(_sentences(feature))) for name, feature in _features().items()}
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
