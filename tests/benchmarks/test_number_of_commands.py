"""How many commands the harness spends: a count, so it is the same on every machine."""

from benchmarks.commands import MOST_RATIO, harness_commands, straight_script_commands


def test_the_harness_takes_few_more_commands_than_a_straight_script() -> None:
    """The phone invitation, from a fresh app's log-in to OK."""
    straight, harness = straight_script_commands(), harness_commands()
    assert harness.total() <= MOST_RATIO * straight.total(), (
        f"The harness sends {harness.total()} commands, a straight script {straight.total()}.\n"
        f"  Harness: {dict(harness)}\n  Straight script: {dict(straight)}"
    )
