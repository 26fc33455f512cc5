"""The phones that a profile names: virtual ones are started for the run, others are there."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from harness.session.virtual_clock import VirtualClock
from harness.session.virtual_phones import VirtualPhone, virtual_phones
from harness.settings import PhoneSettings, Profile
from harness.settings.network import is_on_this_machine, one_spelling
from harness.stack import stack

_SHOWN = {
    "webdriver": "its own WebDriver door",
    "appium": "the real Appium",
    "grid": "a real Selenium Grid and the real Appium",
}


@dataclass(frozen=True)
class Phone:
    """A phone of a profile.

    Attributes:
        name: For people: "phone 1", by its place in the profile.
        url: The WebDriver server that drives it.
        through: What that is, where the run has started it itself.
        clock: Of a virtual phone; None where nobody can move it.
        reserved_as: What its lock goes by; None where no other process can be given this phone.
    """

    settings: PhoneSettings
    name: str
    url: str = field(repr=False)
    through: str = ""
    clock: VirtualClock | None = field(default=None, repr=False)
    reserved_as: str | None = field(default=None, repr=False)

    def __str__(self) -> str:
        return f"{self.name} ({self.settings.udid})" if self.settings.udid else self.name


@contextmanager
def phones_of(profile: Profile, environment: Mapping[str, str]) -> Iterator[list[Phone]]:
    """All phones of the profile, in its order.

    Virtual phones are started for this process, and end with it. Others may be in use: a scenario
    leases those that it needs from a `Pool`.

    Raises:
        InfrastructureError: The phones did not start.
    """
    if profile.kind == "virtual":
        sims = [phone.number for phone in profile.phones]
        with (
            virtual_phones(sims, profile.virtual, environment) as started,
            _reached(profile, started, environment) as phones,
        ):
            yield phones
        return
    yield [
        Phone(each, _name(index), profile.server_of(each), reserved_as=_lock_name(profile, each))
        for index, each in enumerate(profile.phones)
    ]


def _name(index: int) -> str:
    return f"phone {index + 1}"


@contextmanager
def _reached(
    profile: Profile, started: list[VirtualPhone], environment: Mapping[str, str]
) -> Iterator[list[Phone]]:
    """Virtual phones behind what the profile wants to have in front of them."""
    through = profile.virtual.through if profile.virtual else "webdriver"
    shown = _SHOWN[through]
    if through == "webdriver":
        pairs = enumerate(zip(profile.phones, started, strict=True))
        yield [Phone(each, _name(index), its.url, shown, its.clock) for index, (each, its) in pairs]
        return
    doors = [each.adb or "" for each in started]
    with stack(doors, with_grid=through == "grid", environment=environment) as servers:
        named = enumerate(zip(profile.phones, servers.udids, started, strict=True))
        yield [
            Phone(
                each.model_copy(update={"udid": udid}), _name(index), servers.url, shown, its.clock
            )
            for index, (each, udid, its) in named
        ]


def _lock_name(profile: Profile, phone: PhoneSettings) -> str | None:
    """What the lock of a phone goes by; None where there is nothing to lease.

    A farm or a grid that hands out phones itself never gives one to two sessions. A server on this
    machine, asked for any phone, gives every session the same one.
    """
    name, address = profile.name_of(phone), one_spelling(profile.server_of(phone))
    return f"phone {address}|{name}" if name or is_on_this_machine(address) else None
