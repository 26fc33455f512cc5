"""A secret is never shown."""

import copy
import json
import pickle
from dataclasses import asdict, dataclass

import pytest
from pydantic_core import PydanticSerializationError

from harness.settings import Person, Secret

WORD = "correct horse"


@dataclass
class _Holder:
    word: Secret


def test_only_reveal_tells() -> None:
    """No way of printing does."""
    secret = Secret(WORD, "THE_NAME")
    assert secret.reveal() == WORD
    shown = [str(secret), repr(secret), f"{secret}", f"{secret:>20}", f"{secret!r}", "%s" % secret]  # noqa: UP031
    shown += [repr([secret]), repr(_Holder(secret)), repr(asdict(_Holder(secret)))]
    assert not any("horse" in text for text in shown)
    assert repr(secret) == "Secret(THE_NAME)"
    assert str(secret) == "***"


def test_it_cannot_be_written_to_json_or_pickled() -> None:
    """Not by itself, and not inside a model."""
    secret = Secret(WORD)
    with pytest.raises(TypeError):
        json.dumps({"word": secret})
    with pytest.raises(TypeError, match="never pickled"):
        pickle.dumps(secret)
    person = Person(email="admin@example.com", password=secret)
    assert "horse" not in repr(person)
    with pytest.raises(PydanticSerializationError):
        person.model_dump_json()


def test_it_is_equal_by_value_and_copied_as_itself() -> None:
    """So that sets of secrets hold each once."""
    assert Secret(WORD, "A") == Secret(WORD, "B")
    assert Secret(WORD) != Secret("other")
    assert Secret(WORD) != WORD
    assert len({Secret(WORD, "A"), Secret(WORD, "B")}) == 1
    secret = Secret(WORD)
    assert copy.copy(secret) is secret
    assert copy.deepcopy(secret) is secret
