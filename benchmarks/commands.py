"""How many WebDriver commands the phone invitation takes: harness against a straight script.

Counted from a fresh app's first screen to OK, each on a virtual phone of its own.
"""

from collections import Counter

from rich.table import Table

from benchmarks.results import Result, present
from benchmarks.scenario import invite_by_phone
from benchmarks.stage import stage
from benchmarks.straight_script import StraightScript, start_bare_driver
from benchmarks.wire_tap import WireTap

MOST_RATIO = 1.3


def straight_script_commands() -> "Counter[str]":
    """What the straight script sends."""
    with stage() as here:
        driver = start_bare_driver(here.url)
        try:
            tap = WireTap(driver)
            script = StraightScript(driver, here.cast)
            script.start_fresh_app()
            script.run()
            return WireTap.by_name(tap.since_the_app_started())
        finally:
            driver.quit()


def harness_commands() -> "Counter[str]":
    """What the harness sends for the same."""
    with stage() as here, here.harness_app() as app:
        tap = WireTap(app.screen.session.driver)
        invite_by_phone(app, here)
        return WireTap.by_name(tap.since_the_app_started())


def measure() -> Result:
    """Both counts and their ratio."""
    straight, harness = straight_script_commands(), harness_commands()
    ratio = harness.total() / straight.total()
    table = Table("", "commands", "x straight script", "what", title="Commands, log-in to OK")
    for name, counted in (("straight script", straight), ("harness", harness)):
        what = ", ".join(f"{number} {command}" for command, number in counted.most_common())
        table.add_row(name, str(counted.total()), f"{counted.total() / straight.total():.2f}", what)
    return Result(
        "commands",
        {"straight_script": dict(straight), "harness": dict(harness), "ratio": ratio},
        [table],
        goals={f"harness <= {MOST_RATIO} x straight script": ratio <= MOST_RATIO},
    )


if __name__ == "__main__":
    present(measure, __doc__)
