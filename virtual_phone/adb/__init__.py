"""The phone's adb door: what the real adb, and Appium through it, ask of a phone."""

from virtual_phone.adb.console import EmulatorConsole, console_port
from virtual_phone.adb.door import AdbDoor

__all__ = ["AdbDoor", "EmulatorConsole", "console_port"]
