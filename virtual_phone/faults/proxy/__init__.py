"""A proxy that lets HTTP fail between a client and any WebDriver server.

Put it in front of an Appium server, a grid or a farm to see what a suite makes of a network:

    python -m virtual_phone.faults.proxy --to http://127.0.0.1:4723 --fault answer-reset:nth=40

It hands on every request as it comes, and every answer, but for those that a fault strikes. It
counts the requests of sessions only; web sockets are not handed on.
"""

from virtual_phone.faults.proxy.relay import Proxy

__all__ = ["Proxy"]
