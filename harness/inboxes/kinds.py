"""Every way in which a member can be told, one line each; the people file's `told_by` has no other.

A new one is a file in this room, with a subclass of `ToldBy` and its inbox, and its line here. What
may stand in a people file, which contacts it reaches, whether it needs the member's phone and what
of it is secret all follow from that subclass.

The settings are made of this list and lie below this room otherwise. So a kind imports single
modules of the settings (`harness.settings.strict_model`), and the session only for type checkers:
whoever reads settings must not have to load Appium's client.
"""

from importlib import import_module

from harness.inboxes.told_by import ToldBy

_NAMED = (
    "harness.inboxes.sms:Sms",
    "harness.inboxes.notifications:Notification",
    "harness.inboxes.mail:Imap",
)


def _loaded(name: str) -> type[ToldBy]:
    module, _, kind = name.partition(":")
    found: type[ToldBy] = getattr(import_module(module), kind)
    return found


KINDS = tuple(map(_loaded, _NAMED))
