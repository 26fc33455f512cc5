"""In what one build of the app differs from another: everything that a suite must not lean on."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from types import MappingProxyType
from typing import Any, Final, Literal, get_args, get_type_hints

LabelPlacement = Literal["text", "description", "parent"]
FirstFactor = Literal["password", "code"]
LogInLayout = Literal["A", "B"]


@dataclass(frozen=True)
class Build:
    """One build of the app, with the switches that its server sets.

    Attributes:
        version: As Android reports it.
        package: Asian builds have another one.
        id_seed: Resource ids are made from it: another seed, other ids.
        log_in_layout: A: "Already have an account? Log in"; B: through the Profile tab.
        first_factor: What the app asks after a phone number or address.
        two_step: Whether a second code is asked after the first factor.
        labels: Where screens that nobody has published carry their labels: on the tappable view
            as text, on it as description, or only on an unlabelled parent's child.
        language: Of the app; "" follows the phone.
        inbox_badge: Unread count on the Inbox tab, 0 for none.
        edit_profile: Whether Profile has a view "Edit profile".
        security_row: Whether Settings has a row "Security & permissions".
        permissions_row: Which row of Account "Permissions" is, from 1.
        interests: Whether "Choose what you like" follows the welcome.
        keyboard_covers: The keyboard lies over the app instead of shrinking it.
        one_code_field_disabled: The field of a log-in code reports enabled=false, yet takes text.
        late_parts: Some parts of screens are drawn a moment after the rest, see `app.late_parts`.
        names_in_list: Permissions lists who has joined by their name, not by how they were invited.
        interstitials: What interrupts, and when: "NAME@MOMENT", see `app.interstitials`.
    """

    version: str = "47.0.2"
    package: str = "com.zhiliaoapp.musically"
    id_seed: int = 4702
    log_in_layout: LogInLayout = "A"
    first_factor: FirstFactor = "password"
    two_step: bool = False
    labels: LabelPlacement = "text"
    language: str = ""
    inbox_badge: int = 0
    edit_profile: bool = True
    security_row: bool = False
    permissions_row: int = 3
    interests: bool = False
    keyboard_covers: bool = False
    one_code_field_disabled: bool = False
    late_parts: bool = False
    names_in_list: bool = False
    interstitials: tuple[str, ...] = ()


PRESETS: Final[Mapping[str, Build]] = MappingProxyType(
    {
        "current": Build(),
        "layout-b": Build(version="46.9.3", id_seed=4693, log_in_layout="B"),
        "by-code": Build(first_factor="code"),
        "two-step": Build(two_step=True),
        "labels-in-description": Build(version="47.1.0", id_seed=4710, labels="description"),
        "labels-in-child": Build(version="47.2.1", id_seed=4721, labels="parent"),
        "badge": Build(inbox_badge=16),
        "late-parts": Build(late_parts=True),
        "names-in-list": Build(names_in_list=True),
        "asian": Build(package="com.ss.android.ugc.trill", version="46.3.3", id_seed=4633),
        "crowded": Build(
            version="46.9.3",
            id_seed=4693,
            inbox_badge=16,
            edit_profile=False,
            security_row=True,
            permissions_row=2,
            interests=True,
            interstitials=(
                "save-log-in@after-log-in",
                "notifications@after-log-in",
                "swipe-up@before:Home",
                "viewer-history@before:Profile",
                "contacts@before:SettingsAndPrivacy",
                "eea-transfers@before:Permissions",
            ),
        ),
    }
)
"""Named builds; "current" is the calm default."""


_SHAPES: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "version": (r"[0-9]+(\.[0-9]+)*", "47.0.2"),
        "package": (r"[A-Za-z]\w*(\.[A-Za-z]\w*)+", "com.zhiliaoapp.musically"),
        "language": (r"([a-z]{2,3}(-[A-Za-z0-9]{2,4})?)?", "fr or pt-BR"),
    }
)


class UnknownBuild(ValueError):
    """No such preset, no such option, or a value that the option cannot have."""


def read_build(description: str) -> Build:
    """A build from the command line: "crowded", "layout-b,two_step=yes", "labels=parent".

    Several interstitials are joined by "+".

    Raises:
        UnknownBuild: The text says what is known.
    """
    build = PRESETS["current"]
    for index, part in enumerate(description.split(",")):
        name, equals, value = (piece.strip() for piece in part.partition("="))
        if equals:
            build = replace(build, **{_option(name): _value(name, value)})
        elif index == 0 and name in PRESETS:
            build = PRESETS[name]
        else:
            raise UnknownBuild(
                f'No build is called "{name}". Known builds: {", ".join(PRESETS)}; '
                f"options as NAME=VALUE: {', '.join(f.name for f in fields(Build))}."
            )
    return build


def _option(name: str) -> str:
    known = [option.name for option in fields(Build)]
    if name not in known:
        raise UnknownBuild(f'A build has no option "{name}". Known options: {", ".join(known)}.')
    return name


def _value(name: str, value: str) -> Any:
    kind = get_type_hints(Build)[name]
    if kind is bool:
        if value not in {"yes", "no"}:
            raise UnknownBuild(f'{name} is "yes" or "no", not "{value}".')
        return value == "yes"
    if kind is int:
        least = 1 if name == "permissions_row" else 0
        if not re.fullmatch("[0-9]{1,9}", value) or int(value) < least:
            raise UnknownBuild(f'{name} is a whole number from {least}, not "{value}".')
        return int(value)
    if name in _SHAPES and not re.fullmatch(_SHAPES[name][0], value):
        raise UnknownBuild(f'{name} is written as {_SHAPES[name][1]}, not "{value}".')
    if name == "interstitials":
        return tuple(filter(None, value.split("+")))
    if get_args(kind) and value not in get_args(kind):
        raise UnknownBuild(f'{name} is one of {", ".join(get_args(kind))}, not "{value}".')
    return value
