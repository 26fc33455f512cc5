"""The `harness` command: one file for each of its sub-commands."""

from harness.command_line.main import main

__all__ = ["main"]
