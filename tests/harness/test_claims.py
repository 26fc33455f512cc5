"""The words that stand before what should have been, and in titles."""

import pytest

from harness.claims import named_verdict, word_for_claim


@pytest.mark.parametrize(
    ("verdict", "tags", "word"),
    [
        ("product", ["guide"], "Promised"),
        ("product", [], "Promised"),
        ("product", ["assumption"], "Assumed"),
        ("infrastructure", ["guide"], "Needed"),
        ("infrastructure", ["assumption"], "Needed"),
        ("test", ["guide"], "Needed"),
        ("wrong use", [], "Needed"),
    ],
)
def test_only_the_app_promises_anything(verdict: str, tags: list[str], word: str) -> None:
    """What a phone, a command or our own code should have been is needed."""
    assert word_for_claim(verdict, tags) == word


def test_a_title_says_first_what_was_never_tried() -> None:
    """Then whose word it was, then the verdict."""
    assert named_verdict("product", ["guide"]) == "product"
    assert named_verdict("product", ["assumption"]) == "not as we assumed, product"
    assert named_verdict("infrastructure", ["assumption"]) == "infrastructure"
    never = named_verdict("infrastructure", ["guide"], has_begun=False)
    assert never == "could not begin, infrastructure"
