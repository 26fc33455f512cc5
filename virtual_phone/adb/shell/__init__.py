"""The phone's shell: command lines, and one table of small commands."""
