"""The programs between a run and its virtual phones: adb server, Appium, Selenium Grid.

`stack` starts all of them for a run, on free ports, and ends all of them with it. They are real
programs; only the phone behind them is virtual.
"""

from harness.stack.requirements import are_installed, private_appium, refuse_missing_programs
from harness.stack.stack import Stack, stack

__all__ = ["Stack", "are_installed", "private_appium", "refuse_missing_programs", "stack"]
