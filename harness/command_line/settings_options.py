"""The options that choose settings, the same for every command that has them."""

import argparse

# As harness.settings has it, which takes time to import.
DEFAULT_PROFILE = "virtual"


def add_settings_options(
    parser: argparse.ArgumentParser, default_profile: str | None = DEFAULT_PROFILE
) -> None:
    """`--profile`, `--people` and `--language`.

    Args:
        parser: Of a command.
        default_profile: None where a command has to know whether one was named.
    """
    parser.add_argument(
        "--profile",
        metavar="P",
        default=default_profile,
        help=f"which phone: a name under config/profiles, or a path (default: {DEFAULT_PROFILE})",
    )
    parser.add_argument(
        "--people",
        metavar="F",
        help="who acts and who may be invited: a name under config, or a path",
    )
    parser.add_argument(
        "--language", metavar="L", help="language of the app: a name under config/languages"
    )
