"""The phone's adb door: what the real adb, and Appium through it, ask of a phone."""

from virtual_phone.adb.door import AdbDoor

__all__ = ["AdbDoor"]
