"""Farms that show "passed" or "failed" on their dashboard only when the client tells them.

Which farm it is, is plain from the name of its options among the capabilities. How each wants to
be told (looked up on 2026-11-26):

- BrowserStack, "Set name and status of Appium tests":
  https://www.browserstack.com/docs/app-automate/appium/set-name-and-status-of-test
- Sauce Labs, "Test Annotation", which names the methods that real devices know:
  https://docs.saucelabs.com/basics/test-config-annotation/test-annotation
- LambdaTest, "Lambda Hooks For Appium Automation", a remark of at most 255 characters:
  https://www.lambdatest.com/support/docs/appium-lambdatest-hooks/

AWS Device Farm and Selenium Grid have nothing of the kind.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Literal

Outcome = Literal["passed", "failed"]
SayOutcome = Callable[[Outcome, str], str]
"""From the outcome and its reason in words to the script that tells the farm."""

_LONGEST_REASON = 255


def way_to_say_outcome(capabilities: Iterable[str]) -> SayOutcome | None:
    """How the farm of these capabilities is told what came out; None where it is none of them."""
    return next((_SAID[name] for name in capabilities if name in _SAID), None)


def _to_browserstack(outcome: Outcome, reason: str) -> str:
    return f"browserstack_executor: {_action('setSessionStatus', outcome, reason=reason)}"


def _to_sauce_labs(outcome: Outcome, _reason: str) -> str:
    return f"sauce:job-result={outcome}"


def _to_lambdatest(outcome: Outcome, reason: str) -> str:
    return f"lambda-hook: {_action('setTestStatus', outcome, remark=reason)}"


_SAID: Mapping[str, SayOutcome] = {
    "bstack:options": _to_browserstack,
    "sauce:options": _to_sauce_labs,
    "lt:options": _to_lambdatest,
}


def _action(name: str, outcome: Outcome, **why: str) -> str:
    shortened = {key: reason[:_LONGEST_REASON] for key, reason in why.items()}
    return json.dumps({"action": name, "arguments": {"status": outcome, **shortened}})
