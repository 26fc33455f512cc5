"""`${NAME}` in values."""

from pathlib import Path

import pytest

from harness.errors import ConfigurationError
from harness.settings.environment import FromEnvironment, fill_in
from harness.settings.yaml_source import Source, parse_yaml


def _source(text: str) -> Source:
    return parse_yaml(text, Path("s.yaml"))


def test_values_are_filled_in_everywhere() -> None:
    """In mappings, lists and parts of a text."""
    source = _source('a: "${A}"\nb: ["x${A}y${B}", 1]\nc: plain $HOME')
    filled = fill_in(source, {"A": "one", "B": "two"}).data
    assert filled == {"a": "one", "b": ["xoneytwo", 1], "c": "plain $HOME"}
    assert filled["a"].is_whole
    assert isinstance(filled["b"][0], FromEnvironment)
    assert not filled["b"][0].is_whole
    assert [secret.reveal() for secret in filled["b"][0].secrets()] == ["one", "two"]


def test_a_value_is_not_filled_in_twice() -> None:
    """What the environment holds is never read as a reference."""
    assert fill_in(_source('a: "${A}"'), {"A": "${B}"}).data == {"a": "${B}"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            'a: 1\nb: "${GONE}"\nc: "${ALSO}"\n',
            "s.yaml:2: the variable GONE is not set\n"
            "  Expected: a variable of the environment for ${GONE}\n"
            "  Do: export GONE=... before the run, or choose other files; also missing: ALSO",
        ),
        ('b: "${EMPTY}"\n', "s.yaml:1: the variable EMPTY is empty"),
        (
            'b: "${not a name}"\n',
            "s.yaml:1: ${not a name}, which names no variable\n"
            "  Expected: ${NAME}, with letters, digits and _",
        ),
        ('b: "${NAME"\n', "s.yaml:1: ${ without a }"),
        ('"${A}": 1\n', 's.yaml:1: the key "${A}"\n  Expected: variables in values only'),
    ],
    ids=["missing", "empty", "no name", "no end", "key"],
)
def test_what_is_refused(text: str, message: str) -> None:
    """The line and the variable are named."""
    with pytest.raises(ConfigurationError) as error:
        fill_in(_source(text), {"EMPTY": "", "A": "a"})
    assert str(error.value).startswith(message)
