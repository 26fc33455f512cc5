"""Phones behind their doors, for as long as somebody wants them."""

import argparse
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from threading import Event
from typing import TYPE_CHECKING, Any, Final, Protocol

from virtual_phone.defects import Defects
from virtual_phone.faults import PROXIED, Faults

if TYPE_CHECKING:
    from virtual_phone.organization import Organization
    from virtual_phone.phone import Phone

SIM_NUMBERS: Final = ("+12025550100", "+12025550147")
"""Of the first two phones: the Admin's and the invited member's. Further ones have no SIM card."""


class _Door(Protocol):
    def start(self) -> None: ...
    def stop(self) -> None: ...


@dataclass(frozen=True)
class _Opened:
    """A phone and its doors for programs.

    Attributes:
        phone: Behind them.
        ready: Where they are, as `served` tells it.
        adb_is_off: Set once somebody has ended its emulator.
    """

    phone: "Phone"
    ready: dict[str, Any]
    adb_is_off: Event = field(default_factory=Event)


@contextmanager
def served(options: argparse.Namespace, password: str) -> Iterator[dict[str, Any]]:
    """Start everything that the options ask for; stop it in the end.

    Args:
        options: As `arguments.read` gives them.
        password: Everybody's, and the mailbox's.

    Yields:
        Where everything is: `phones` with `udid`, `url`, `sim` and, if asked for, `adb`
        (and `emulator` and `avd`, on a port where adb looks for emulators); `imap`
        with `host`, `port`, `user`, `tls`, unless no mail is delivered; `page` if asked for.

    Raises:
        OSError: A port is taken, or the host is not one of this machine.
    """
    from virtual_phone.ledger import keeping_books
    from virtual_phone.organization import Organization, default_world

    world, defects, faults = default_world(password), Defects(options.defect), Faults(options.fault)
    with ExitStack() as stack:
        organization = Organization(world, defects=defects)
        if options.ledger:
            organization = stack.enter_context(
                keeping_books(world, defects, faults, options.ledger)
            )
        phones = [_phone(organization, faults, options, index) for index in range(options.phones)]
        opened = [_open_phone(stack, phone, options, index) for index, phone in enumerate(phones)]
        ready: dict[str, Any] = {"phones": [each.ready for each in opened]}
        if not options.no_mailbox:
            ready["imap"] = stack.enter_context(_mailbox(organization, options, password))
        if options.page:
            ready["page"] = _open_page(stack, opened, organization, options, ready.get("imap"))
        yield ready


def _phone(
    organization: "Organization", faults: Faults, options: argparse.Namespace, index: int
) -> "Phone":
    from virtual_phone.phone import Phone

    numbers: Sequence[str] = options.sim or SIM_NUMBERS
    return Phone(
        organization,
        udid=f"virtual-{index + 1}",
        sim=numbers[index] if index < len(numbers) else "",
        build=options.build,
        language=options.language,
        animation_scale=options.animation_scale,
        faults=faults,
    )


def _open_phone(
    stack: ExitStack, phone: "Phone", options: argparse.Namespace, index: int
) -> _Opened:
    url = _open_webdriver(stack, phone, options, options.port and options.port + index)
    opened = _Opened(phone, {"udid": phone.udid, "url": url, "sim": phone.sim})
    if options.adb:
        _open_adb(stack, opened, options, index)
    return opened


def _open_webdriver(
    stack: ExitStack, phone: "Phone", options: argparse.Namespace, port: int
) -> str:
    """Its WebDriver door, behind the proxy where something is wrong on the way; the address."""
    from virtual_phone.webdriver import WebDriverDoor

    if not any(fault.at in PROXIED for fault in phone.faults.switched_on):
        door = WebDriverDoor(phone, options.host, port, options.latency_ms / 1000)
        _start(stack, door)
        return door.url
    from virtual_phone.faults.proxy import Proxy

    behind = WebDriverDoor(phone, latency_s=options.latency_ms / 1000)
    _start(stack, behind)
    proxy = Proxy(behind.url, phone.faults, options.host, port)
    _start(stack, proxy)
    return proxy.url


def _open_adb(stack: ExitStack, opened: _Opened, options: argparse.Namespace, index: int) -> None:
    """Its adb door; emulators' ports are two apart, and have a console in between."""
    from virtual_phone.adb import AdbDoor, EmulatorConsole, console_port

    port = options.adb_port and options.adb_port + 2 * index
    door = AdbDoor(opened.phone, options.host, port)
    _start(stack, door)
    opened.ready["adb"] = door.address
    console_at = console_port(port)
    if console_at is None:
        return

    def kill() -> None:
        opened.adb_is_off.set()
        door.stop()

    avd = opened.phone.udid.replace("-", "_")
    _start(stack, EmulatorConsole(avd, options.host, console_at, kill))
    opened.ready.update(emulator=f"emulator-{console_at}", avd=avd)


def _open_page(
    stack: ExitStack,
    phones: Sequence[_Opened],
    organization: "Organization",
    options: argparse.Namespace,
    mailbox: dict[str, Any] | None,
) -> str:
    """The door for persons; returns its address."""
    from virtual_phone.viewer import PageDoor, WatchedPhone, WatchedWorld

    watched = [
        WatchedPhone(
            each.phone,
            sim=each.phone.sim,
            webdriver_url=each.ready["url"],
            adb=each.ready.get("adb", ""),
            adb_is_off=each.adb_is_off.is_set,
        )
        for each in phones
    ]
    around = WatchedWorld(organization, options.build, mailbox)
    door = PageDoor(watched, around, options.host, options.page_port)
    _start(stack, door)
    return door.url


def _start(stack: ExitStack, door: _Door) -> None:
    door.start()
    stack.callback(door.stop)


@contextmanager
def _mailbox(
    organization: "Organization", options: argparse.Namespace, password: str
) -> Iterator[dict[str, Any]]:
    from virtual_phone.mailbox import Mailbox

    mail = organization.deliveries.all_mail()
    with Mailbox(mail, password=password, host=options.host, port=options.imap_port) as mailbox:
        yield {"host": mailbox.host, "port": mailbox.port, "user": mailbox.user, "tls": False}
