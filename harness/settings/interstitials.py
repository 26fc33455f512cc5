"""Screens that push themselves in front, and how each is left without agreeing to anything."""

from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, RootModel, model_validator

from harness.errors import cited
from harness.settings.strict_model import Items, StrictModel, refusal, validated
from harness.settings.yaml_source import read_yaml

Text = Annotated[str, Field(min_length=1)]


class Interstitial(StrictModel):
    """A screen that may be in the way.

    Attributes:
        name: For the report.
        shows: Words by which it is recognised, in any language; one of them is enough.
        package: The Android package it belongs to, where that tells more than words.
        answer: "tap" one of `taps`; "back"; "swipe" up; "stop", where only a person may answer.
        taps: Labels to tap, the first that is there.
        says: With "stop": what the reader of the report must know.
        blames: With "stop": "product", where the app has broken a promise by showing it; "network",
            where it goes by itself, and nobody has to see to the account.
    """

    name: Text
    shows: Items[Text] = ()
    package: Text | None = None
    answer: Literal["tap", "back", "swipe", "stop"]
    taps: Items[Text] = ()
    says: str = ""
    blames: Literal["infrastructure", "network", "product"] = "infrastructure"

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if not self.shows and self.package is None:
            raise refusal('neither "shows" nor "package"', "what it is recognised by")
        if (self.answer == "tap") != bool(self.taps):
            raise refusal(
                f'answer "{self.answer}" and taps {cited(list(self.taps))}',
                'taps with "tap" only',
                key="answer",
            )
        if (self.answer == "stop") != bool(self.says):
            raise refusal(
                f'answer "{self.answer}" and says "{cited(self.says)}"',
                'says with "stop" only',
                key="answer",
            )
        if self.answer != "stop" and self.blames != "infrastructure":
            found = f'answer "{self.answer}" and blames "{self.blames}"'
            raise refusal(found, 'blames with "stop" only', key="blames")
        return self


class _File(RootModel[Items[Interstitial]]):
    """All of them, in the order in which they are looked for."""


def load_interstitials(file: Path) -> tuple[Interstitial, ...]:
    """Read config/interstitials.yaml.

    Raises:
        ConfigurationError: With the line of what is wrong.
    """
    return validated(_File, read_yaml(file)).root
