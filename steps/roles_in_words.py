"""What differs between the roles that are promised and those that are offered, in sentences."""

from collections.abc import Mapping, Sequence

from harness.errors import NotAsPromised
from harness.screen.choices import Choice

# The end of a description that is a sentence.
_QUOTED = '."'


def other_roles(promised: Mapping[str, str], offered: Sequence[Choice]) -> NotAsPromised:
    """That others are offered than the guide promises.

    Args:
        promised: The descriptions by the roles' names.
        offered: What the screen shows; not all of it is as promised.
    """
    wrong = [name for name in promised if _described_otherwise(name, promised, offered)]
    described = [_is_described(name, promised[name]) for name in wrong]
    return NotAsPromised(
        "The roles are not the ones that the guide promises (part 3).",
        promised=_sentences([f"{' and '.join(promised)}, and no other role", *described]),
        seen=_sentences(differences(promised, offered)),
    )


def differences(promised: Mapping[str, str], offered: Sequence[Choice]) -> list[str]:
    """A clause for each thing that differs, whatever the order; none where all is as promised.

    Args:
        promised: The descriptions by the roles' names.
        offered: What the screen shows.
    """
    names = [choice.name for choice in offered]
    return [
        *_not_offered([name for name in promised if name not in names], of=len(promised)),
        *(f"{name} is offered besides" for name in dict.fromkeys(names) if name not in promised),
        *(
            f"{name} is offered {names.count(name)} times"
            for name in promised
            if names.count(name) > 1
        ),
        *(
            _is_described(name, other)
            for name in promised
            for other in _described_otherwise(name, promised, offered)
        ),
    ]


def order_difference(promised: Sequence[str], offered: Sequence[Choice]) -> str:
    """What differs in the order of the roles, which nobody documents; "" where nothing does.

    Args:
        promised: Names of roles, the first one first.
        offered: What the screen shows, top to bottom; others may stand between.
    """
    seen = [choice.name for choice in offered if choice.name in promised]
    missing = _not_offered([name for name in promised if name not in seen], of=len(promised))
    if missing:
        return _sentences(missing)
    return "" if seen == list(promised) else in_order(seen)


def in_order(names: Sequence[str]) -> str:
    """Of roles, from top to bottom: "Admin is offered first, then Operator"."""
    first, *others = names
    return ", then ".join([f"{first} is offered first", *others])


def _not_offered(names: Sequence[str], of: int) -> list[str]:
    """Where none is, others may be all the same: a screen is only read around a promised name."""
    if len(names) == of > 1:
        return [f"neither {' nor '.join(names)} is offered"]
    return [f"{name} is not offered" for name in names]


def _described_otherwise(
    name: str, promised: Mapping[str, str], offered: Sequence[Choice]
) -> list[str]:
    descriptions = (choice.description for choice in offered if choice.name == name)
    return [each for each in descriptions if each != promised[name]]


def _is_described(name: str, description: str) -> str:
    return f'{name} is described as "{description}"' if description else f"{name} is not described"


def _sentences(clauses: Sequence[str]) -> str:
    """In one line, without a full stop behind the last one.

    The first one goes on from the word before it; a quoted sentence brings its full stop along.
    """
    line, *others = clauses
    for each in others:
        line += f"{'' if line.endswith(_QUOTED) else '.'} {each[:1].upper()}{each[1:]}"
    return line
