"""The program that Appium's driver starts on a phone, and its HTTP API on the phone's port 6790."""

from virtual_phone.device_server.server import DeviceServer

__all__ = ["DeviceServer"]
