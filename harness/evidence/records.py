"""What a run remembers: scenarios as they were collected, their attempts, their steps.

All of it crosses process boundaries and ends in `reports/summary.json`, so it is plain data.
"""

from dataclasses import asdict, dataclass, field
from typing import Any, Self

from harness.evidence.verdicts import Verdict


@dataclass(frozen=True)
class Card:
    """A scenario as it was collected, whether it runs or not.

    Args:
        node_id: pytest's name of it.
        feature_file: Path below the project, with forward slashes.
        feature: The feature's name.
        feature_description: The words under it.
        rule: The rule's name, empty without one.
        template: The scenario's name as written, with `<column>` still in it.
        name: The scenario's name as people read it.
        row: The row of an outline's examples; empty without one.
        tags: Sorted, without "@".
        steps: "Given the Admin ...", one each.
        twin: 0, or 1, 2 ... for a row that stands in the table again.
        line: Line of its title in the feature file, from 1; 0 where it is not known.
        step_lines: Line of each step.
        step_blocks: What stands under each step, as Gherkin: a table or a text block; else "".
        links: Addresses of what promises it, by their names.
    """

    node_id: str
    feature_file: str
    feature: str
    feature_description: str
    rule: str
    template: str
    name: str
    row: dict[str, str]
    tags: list[str]
    steps: list[str]
    twin: int = 0
    line: int = 0
    step_lines: list[int] = field(default_factory=list)
    step_blocks: list[str] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Plain values only."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """The inverse of `as_json`."""
        return cls(**data)


@dataclass
class StepRecord:
    """A step of one attempt.

    Args:
        text: "Given the Admin ...".
        status: "passed", "failed", "broken" or "skipped" (not run).
        duration_s: How long it took.
        pictures: Its pictures, in the order they were taken.
        notes: Words that were noted beside it, also why a picture is missing.
        table: A data table under the step, row by row.
        docstring: A text block under the step.
        films: Films that end where it failed.
    """

    text: str
    status: str = "skipped"
    duration_s: float = 0.0
    pictures: list["PictureRecord"] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    table: list[list[str]] = field(default_factory=list)
    docstring: str = ""
    films: list["FilmRecord"] = field(default_factory=list)


@dataclass(frozen=True)
class PictureRecord:
    """One picture of one phone.

    Args:
        file: File name below `reports/pictures/`.
        phone: Which phone, and whose in that moment: "phone 1, the Admin's".
        width_px: Width of the picture.
        height_px: Height of the picture.
    """

    file: str
    phone: str
    width_px: int
    height_px: int


@dataclass(frozen=True)
class FilmRecord:
    """A film of one phone's last seconds.

    Args:
        file: File name below `reports/pictures/`, an MP4.
        phone: Which phone, and whose in that moment: "phone 1, the Admin's".
        duration_s: How long it is.
    """

    file: str
    phone: str
    duration_s: float


@dataclass
class Failure:
    """Why an attempt did not pass, in words for people; see `verdicts.Explanation`."""

    step: str
    promised: str
    seen: str
    do: str
    message: str


@dataclass
class Attempt:
    """One attempt of one scenario.

    Args:
        card: Which scenario.
        number: 1 for the first attempt.
        verdict: None until it has ended.
        skipped_because: Why it was skipped.
        pictures: Pictures that belong to no step, such as those of a failing set-up.
        notes: Words that belong to no step.
        films: Films that belong to no step.
    """

    card: Card
    number: int = 1
    verdict: Verdict | None = None
    duration_s: float = 0.0
    started_at: float = 0.0
    steps: list[StepRecord] = field(default_factory=list)
    pictures: list[PictureRecord] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    failure: Failure | None = None
    skipped_because: str = ""
    films: list[FilmRecord] = field(default_factory=list)

    @property
    def statuses(self) -> list[str]:
        """How its steps ended, in their order."""
        return [step.status for step in self.steps]

    def as_json(self) -> dict[str, Any]:
        """Plain values only, fit to cross a process boundary."""
        data = asdict(self)
        data["verdict"] = str(self.verdict) if self.verdict else None
        return data

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """The inverse of `as_json`."""
        return cls(
            **{
                **data,
                "card": Card.from_json(data["card"]),
                "verdict": Verdict(data["verdict"]) if data["verdict"] else None,
                "steps": [_step(step) for step in data["steps"]],
                "pictures": [PictureRecord(**picture) for picture in data["pictures"]],
                "films": [FilmRecord(**film) for film in data["films"]],
                "failure": Failure(**data["failure"]) if data["failure"] else None,
            }
        )


def _step(data: dict[str, Any]) -> StepRecord:
    pictures = [PictureRecord(**picture) for picture in data["pictures"]]
    films = [FilmRecord(**film) for film in data["films"]]
    return StepRecord(**{**data, "pictures": pictures, "films": films})
