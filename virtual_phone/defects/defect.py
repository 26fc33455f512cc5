"""What a defect is, in which variants it comes, and where a suite should notice it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import product
from typing import Literal

_WORDS = {
    "phone": {"way": "phone number", "Ways": "Phone numbers"},
    "email": {"way": "email address", "Ways": "Email addresses"},
}
"""What stands for a value of `KIND` in a capability or a step."""


@dataclass(frozen=True)
class Axis:
    """In what the variants of a defect differ.

    Attributes:
        name: "kind", "role", "turn" ...
        values: In the order in which a person may read them; distinct over all axes of a defect.
    """

    name: str
    values: tuple[str, ...]


KIND = Axis("kind", ("phone", "email"))
"""By what somebody is invited."""
ROLE = Axis("role", ("Admin", "Operator"))
"""As what somebody is invited."""
TURN = Axis("turn", ("first", "later"))
"""Whether it is the first invitation of its kind since the phones were started."""


@dataclass(frozen=True)
class Catcher:
    """Where a suite should notice a defect, in the words of what the app promises.

    Attributes:
        capability: A feature's name.
        step: Words that stand in the step which should fail.
        kind: Of that step. "check": a Then finds the app wrong; "act": a Given or a When cannot be
            done, because the app does not let one.
    """

    capability: str
    step: str
    kind: Literal["check", "act"] = "check"


@dataclass(frozen=True)
class Defect:
    """Something a product may do wrong.

    Attributes:
        name: Kebab-case, says what goes wrong.
        area: What a person would call the part of the product: "Roles", "Sending", ...
        description: One sentence for a person: what the app does instead.
        guide_part: Part of the official guide that promises otherwise; None where nobody
            documents it.
        caught_by: Where a suite should notice it. `{role}`, `{kind}` and the names of other axes
            stand for the variant's values, `{way}` ("phone number") and `{Ways}` ("Phone numbers")
            for its kind in words.
        axes: In what its variants differ; without any it has one.
    """

    name: str
    area: str
    description: str
    guide_part: int | None
    caught_by: Catcher
    axes: tuple[Axis, ...] = ()

    @property
    def usage(self) -> str:
        """How it is written after `--defect`: "wrong-recipient[:phone|email,first|later]"."""
        choices = ",".join("|".join(axis.values) for axis in self.axes)
        return f"{self.name}[:{choices}]" if choices else self.name

    @property
    def variants(self) -> tuple["Variant", ...]:
        """One for each combination of its axes' values."""
        names = [axis.name for axis in self.axes]
        combinations = product(*(axis.values for axis in self.axes))
        return tuple(Variant(self, dict(zip(names, each, strict=True))) for each in combinations)


@dataclass(frozen=True)
class Variant:
    """A defect as it is switched on: everywhere, or for some values of its axes only.

    Attributes:
        defect: Which.
        pinned: Values by the axis's name; an axis that is missing is not limited.
    """

    defect: Defect
    pinned: Mapping[str, str]

    @property
    def name(self) -> str:
        """As it is written after `--defect`: "wrong-recipient:phone"."""
        return ":".join(filter(None, [self.defect.name, ",".join(self.pinned.values())]))

    @property
    def caught_by(self) -> Catcher:
        """Where a suite should notice this variant; all axes must be pinned."""
        words = {**self.pinned, **_WORDS.get(self.pinned.get("kind", ""), {})}
        catcher = self.defect.caught_by
        return replace(
            catcher,
            capability=catcher.capability.format(**words),
            step=catcher.step.format(**words),
        )
