"""Profiles: which phone, behind which server, in which language."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import Field, PlainValidator, field_validator, model_validator

from harness.errors import cited
from harness.settings.contacts import SimNumber
from harness.settings.environment import FromEnvironment, shown
from harness.settings.network import check_server_url, one_spelling, secrets_of_address
from harness.settings.secret import Secret
from harness.settings.strict_model import Items, StrictModel, described, nearest, refusal
from harness.settings.yaml_source import KeyPath

Text = Annotated[str, Field(min_length=1)]
Seconds = Annotated[float, Field(gt=0, le=3600, allow_inf_nan=False)]


def _kept_text(value: Any) -> Any:
    """pydantic's own text type would forget that a text came from the environment."""
    if isinstance(value, str):
        return value
    raise refusal(described(value), "a text")


def _address(value: Any) -> Any:
    return None if value is None else check_server_url(_kept_text(value))


def _link(value: Any) -> str:
    link = str(_kept_text(value))
    if not _LINK.fullmatch(link):
        raise refusal(described(value), 'a link, such as "app://permissions"')
    return link


def _header_text(value: Any) -> Any:
    text = _kept_text(value)
    if not (text.isascii() and text.isprintable()):
        raise refusal(described(text), "printable ASCII in one line, as HTTP wants it")
    return text


HeaderText = Annotated[str, PlainValidator(_header_text)]
ServerUrl = Annotated[str | None, PlainValidator(_address)]
Link = Annotated[str, PlainValidator(_link)]

_LINK = re.compile(r"[a-z][a-z0-9+.-]*:[^\s]+", re.ASCII | re.IGNORECASE)
_HEADER = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_OPENED_BY_LINK = ("permissions",)  # the screens that steps open so

_KEEPS_A_SECRET = re.compile(r"(password|passwd|access_?key|api_?key|token|secret)$", re.IGNORECASE)
_NO_SECRETS = frozenset(
    {
        *("appPackage", "appActivity", "appWaitPackage", "appWaitActivity", "automationName"),
        *("platformName", "platformVersion", "deviceName", "udid", "avd", "language", "locale"),
        *("name", "sessionName", "build", "buildName", "project", "projectName"),
    }
)
# What the harness itself goes by.
_TEXTS = frozenset({"appium:appPackage", "appium:udid", "appium:avd"})
_UDID, _AVD, _AVD_READY = "appium:udid", "appium:avd", "appium:avdReadyTimeout"
_MS_IN_S = 1000
_STANDARD_CAPABILITIES = frozenset(
    {
        "acceptInsecureCerts",
        "browserName",
        "browserVersion",
        "pageLoadStrategy",
        "platformName",
        "proxy",
        "setWindowRect",
        "strictFileInteractability",
        "timeouts",
        "unhandledPromptBehavior",
        "webSocketUrl",
    }
)


def _check_capabilities(capabilities: dict[str, Any]) -> dict[str, Any]:
    for name, value in capabilities.items():
        if name in _TEXTS and not isinstance(value, str):
            raise refusal(f'"{name}" is {described(value)}', "a text", key=name)
        if ":" not in name and name not in _STANDARD_CAPABILITIES:
            raise refusal(
                f'the capability "{name}"',
                f'a vendor\'s prefix, such as "appium:{name}"',
                nearest(name, _STANDARD_CAPABILITIES),
                name,
            )
    for path, value in _named_texts(capabilities):
        name = next(str(part) for part in reversed(path) if isinstance(part, str))
        if _KEEPS_A_SECRET.search(name) and not isinstance(value, FromEnvironment):
            raise refusal(
                f'"{name}" in plain text',
                '"${NAME}", a variable of the environment',
                "take it out of the file, and change it if the file was ever shared",
                path,
            )
    return capabilities


def _named_texts(value: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _named_texts(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _named_texts(inner, (*path, index))
    elif isinstance(value, str):
        yield path, value


_Thing = TypeVar("_Thing")


def _says_what_is_run(path: KeyPath) -> bool:
    """Whether a capability names a phone, an app or a build: every report is full of it."""
    return str(path[-1]).rpartition(":")[2] in _NO_SECRETS


def _doubled(things: Sequence[_Thing]) -> _Thing | None:
    return next((each for each in things if things.count(each) > 1), None)


class PhoneSettings(StrictModel):
    """One phone; scenarios and workers lease them.

    Attributes:
        udid: As `adb devices` lists it; None where the server chooses a phone.
        number: Number of its SIM, E.164.
        server_url: Of a WebDriver server of its own, instead of the profile's.
        capabilities: For this phone only; they go over the profile's.
    """

    udid: Text | None = None
    number: SimNumber | None = None
    server_url: ServerUrl = Field(default=None, repr=False)
    capabilities: dict[str, Any] = Field(default_factory=dict, repr=False)

    @field_validator("capabilities")
    @classmethod
    def _are_capabilities(cls, capabilities: dict[str, Any]) -> dict[str, Any]:
        return _check_capabilities(capabilities)

    @model_validator(mode="after")
    def _has_one_udid(self) -> Self:
        if self.udid is not None and _UDID in self.capabilities:
            found, expected = f'"udid" and "{_UDID}"', "one of them: they are the same thing"
            raise refusal(found, expected, key="udid")
        return self


class Timeouts(StrictModel):
    """How long to wait, in seconds.

    Attributes:
        element_s: For a part of a screen to come.
        command_s: For the answer to one WebDriver command.
        session_s: For a session to start.
        boot_s: For a phone that adb reaches, or an emulator that Appium starts, to have started
            Android.
        delivery_s: For an SMS, a notification or a mail to reach the member.
        quiet_s: For nothing to happen before it is believed that nothing does.
    """

    element_s: Seconds = 10
    command_s: Seconds = 60
    session_s: Seconds = 120
    boot_s: Seconds = 120
    delivery_s: Seconds = 120
    quiet_s: Seconds = 5


class VirtualSettings(StrictModel):
    """How the virtual phone is started; None leaves it to the virtual phone.

    Attributes:
        build: Name of an app build, which decides resource ids and layouts.
        defect: One product defect to switch on, or some of its variants: "wrong-recipient:phone".
        fault: Something wrong with the phones or on the way to them: "stale-element:nth=7".
        ledger: File for what the organization was asked for and which faults struck.
        animation_scale: As in Android's developer options: 0 no animations, 1 as on a phone.
        latency_ms: How much longer every WebDriver command takes, as over a network.
        through: How the run reaches the phones: by their own WebDriver door, through real Appium,
            or through a real Selenium Grid in front of Appium.
    """

    build: Text | None = None
    defect: Text | None = None
    fault: Text | None = None
    ledger: Text | None = None
    animation_scale: Annotated[float, Field(ge=0, le=10)] | None = None
    latency_ms: Annotated[int, Field(ge=0, le=60_000)] | None = None
    through: Literal["webdriver", "appium", "grid"] = "webdriver"


class Profile(StrictModel):
    """A profile file.

    Attributes:
        server_url: Address of the WebDriver server; None for the virtual phone, and where every
            phone has a server of its own. A secret where it comes from a variable.
        phones: At least one; a second one is the member's.
        headers: HTTP headers for the server, such as an Authorization.
        capabilities: Passed on as they are.
        app_version: Of the installed app, for config/locators.yaml and reports; None: unknown.
        invitation_link: A part of the address that only the link of an invitation has, where its
            message has several; empty: it is told by what an unguessable link looks like.
        deep_links: Links that open a screen of the app, by the screen's name: "permissions" is
            the only one that scenarios ask for.
        language: Code of the app's language, as under config/languages.
        people: The people file to use unless the command names another.
    """

    name: Text
    kind: Literal["virtual", "appium"]
    server_url: ServerUrl = Field(default=None, repr=False)
    phones: Annotated[Items[PhoneSettings], Field(min_length=1)]
    headers: dict[str, HeaderText] = Field(default_factory=dict, repr=False)
    capabilities: dict[str, Any] = Field(default_factory=dict, repr=False)
    app_version: Text | None = None
    deep_links: dict[str, Link] = Field(default_factory=dict)
    invitation_link: str = ""
    language: Text = "en"
    timeouts: Timeouts = Timeouts()
    people: Text | None = None
    virtual: VirtualSettings | None = None

    @field_validator("capabilities")
    @classmethod
    def _are_capabilities(cls, capabilities: dict[str, Any]) -> dict[str, Any]:
        return _check_capabilities(capabilities)

    @field_validator("deep_links")
    @classmethod
    def _lead_to_known_screens(cls, deep_links: dict[str, str]) -> dict[str, str]:
        for screen in deep_links:
            if screen not in _OPENED_BY_LINK:
                raise refusal(
                    f'a link to the unknown screen "{screen}"',
                    f"one of {', '.join(_OPENED_BY_LINK)}",
                    nearest(screen, _OPENED_BY_LINK),
                    screen,
                )
        return deep_links

    @field_validator("headers")
    @classmethod
    def _hold_no_plain_secret(cls, headers: dict[str, str]) -> dict[str, str]:
        for name, value in headers.items():
            if not _HEADER.fullmatch(name):
                raise refusal(f'the header "{name}"', "a name of letters, digits and -", key=name)
            secret = name.lower() in {"authorization", "cookie"} or _KEEPS_A_SECRET.search(name)
            if secret and not isinstance(value, FromEnvironment):
                found = f'"{name}" in plain text'
                raise refusal(found, '"${NAME}", or text around it', key=name)
        return headers

    @field_validator("phones")
    @classmethod
    def _have_sims_of_their_own(cls, phones: Any) -> Any:
        number = _doubled([phone.number for phone in phones if phone.number])
        if number is not None:
            raise refusal(f"two phones with the number {number}", "every SIM in one phone")
        return phones

    @model_validator(mode="after")
    def _is_of_one_kind(self) -> Self:
        own = [phone.server_url for phone in self.phones]
        if self.kind == "virtual" and (self.server_url or any(own)):
            key = "server_url" if self.server_url else "phones"
            raise refusal('"server_url" for the virtual phone', "none: the run starts it", key=key)
        if self.kind == "appium" and self.server_url is None and not all(own):
            raise refusal('no "server_url"', '"server_url: ...", of an Appium server, grid or farm')
        if self.kind == "appium" and self.virtual is not None:
            raise refusal('"virtual" for a phone behind Appium', "kind: virtual", key="virtual")
        return self

    @model_validator(mode="after")
    def _has_each_phone_once(self) -> Self:
        names = [(self.name_of(each), one_spelling(self.server_of(each))) for each in self.phones]
        doubled = _doubled([each for each in names if each[0]])
        if doubled is not None:
            found = f'the phone "{cited(shown(doubled[0] or ""))}" twice'
            raise refusal(found, "every udid once", key="phones")
        return self

    def capabilities_of(self, phone: PhoneSettings) -> dict[str, Any]:
        """What a session with the phone asks for: the phone's go over the profile's."""
        udid = {_UDID: phone.udid} if phone.udid else {}
        asked = self.capabilities | udid | phone.capabilities
        waits = {_AVD_READY: round(self.timeouts.boot_s * _MS_IN_S)} if _AVD in asked else {}
        return waits | asked

    def session_s_of(self, phone: PhoneSettings) -> float:
        """How long a session with the phone may take to start, its emulator included."""
        boots = _AVD in self.capabilities_of(phone)
        return self.timeouts.session_s + (self.timeouts.boot_s if boots else 0)

    def name_of(self, phone: PhoneSettings) -> str | None:
        """What always leads to the same phone behind its server; None where the server chooses."""
        asked = self.capabilities_of(phone)
        return asked.get(_UDID) or asked.get(_AVD)

    def server_of(self, phone: PhoneSettings) -> str:
        """Address of the server that drives the phone; empty for a virtual one."""
        return phone.server_url or self.server_url or ""

    def servers(self) -> tuple[str, ...]:
        """Every address that a phone is reached by, once; none for virtual phones."""
        return tuple(dict.fromkeys(filter(None, map(self.server_of, self.phones))))

    def secrets(self) -> tuple[Secret, ...]:
        """Values that came from the environment into address, headers and capabilities."""
        places = (self.headers, self.capabilities, *(phone.capabilities for phone in self.phones))
        named = (
            secret
            for place in places
            for path, value in _named_texts(place)
            if isinstance(value, FromEnvironment) and not _says_what_is_run(path)
            for secret in value.secrets()
        )
        of_addresses = (each for url in self.servers() for each in secrets_of_address(url))
        return (*of_addresses, *named)
