"""pytest's options --profile, --people, --language and --evidence; the root conftest lists this."""

from typing import Literal

import pytest

from harness.settings.load import DEFAULT_PROFILE

Evidence = Literal["failures", "outcomes", "steps", "none"]
EVIDENCE: tuple[Evidence, ...] = ("failures", "outcomes", "steps", "none")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Register the options; `harness run` hands its own ones on to these."""
    group = parser.getgroup("invite harness")
    group.addoption(
        "--profile",
        default=DEFAULT_PROFILE,
        metavar="NAME",
        help="which phone: a name under config/profiles, or a path (default: %(default)s)",
    )
    group.addoption(
        "--people",
        metavar="NAME",
        help="who acts and who may be invited: a name under config, or a path",
    )
    group.addoption(
        "--language",
        metavar="CODE",
        help="language of the app: a name under config/languages (default: the profile's)",
    )
    group.addoption(
        "--evidence",
        default=EVIDENCE[0],
        choices=EVIDENCE,
        help="pictures of what: failures, outcomes, steps or none (default: %(default)s)",
    )
