"""What comes between a person and the screen that they wanted, and when.

Words and safe answers are those that public automation scripts have met.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

Answer = Literal["button", "close", "close-parent", "back", "none"]


@dataclass(frozen=True)
class Interstitial:
    """One interruption.

    Attributes:
        title: Its words, as far as they are public.
        buttons: Labels from left to right or from above to below; those in `SAFE_ANSWERS` close
            it, any other leads somewhere that nobody asked for.
        cross: Whether an icon "Close" closes it: "own" tappable itself, "parent" only its
            unlabelled parent is, "" without one.
        back_closes: Whether the phone's Back closes it.
        kind: How it lies over the screen; a "page" takes its place, in a web container.
        message: Further words; assumed.
    """

    title: str
    buttons: tuple[str, ...] = ()
    cross: Literal["", "own", "parent"] = ""
    back_closes: bool = True
    kind: Literal["sheet", "dialog", "page", "permission", "swipe", "empty"] = "dialog"
    message: str = ""


INTERSTITIALS: Final[Mapping[str, Interstitial]] = {
    "save-log-in": Interstitial(
        "Save login for next time?", ("Not now", "Save"), back_closes=False, kind="sheet"
    ),
    "viewer-history": Interstitial("Viewer history turned on", kind="sheet"),
    "avatar": Interstitial("Create your TikTok avatar", ("Create",), kind="sheet"),
    "add-phone": Interstitial(
        "Add phone number to your account", ("Add phone",), "own", kind="sheet"
    ),
    "notifications": Interstitial("Turn on notifications", ("Not now", "Turn on")),
    "collections": Interstitial(
        "Introducing shared collections", ("Not now", "Try it"), "own", kind="sheet"
    ),
    "contacts": Interstitial(
        "Find contacts", ("Don’t allow", "OK"), message="Allow TikTok to connect with people?"
    ),
    "facebook": Interstitial(
        "TikTok would like access to your Facebook friends list and email", ("Don't allow", "OK")
    ),
    "link-email": Interstitial("Link email", ("Not now", "Link email address")),
    "eea-transfers": Interstitial(
        "Updates", ("Got it",), message="About transfers of EEA User Data to China."
    ),
    "promo": Interstitial("Follow your friends", ("Find friends",), "parent", kind="sheet"),
    "draft": Interstitial("Continue editing this post", ("Edit",), kind="sheet"),
    "security-checkup": Interstitial(
        "Complete your security checkup", ("Start",), back_closes=False
    ),
    "identity-check": Interstitial(
        "Verify it’s really you",
        ("Next",),
        back_closes=False,
        kind="page",
        message="We will send a code to m***@example.com",
    ),
    "captcha": Interstitial(
        "Verify to continue", back_closes=False, kind="page", message="Drag the slider to fit"
    ),
    "update": Interstitial("", back_closes=False, kind="empty"),
    "swipe-up": Interstitial("Swipe up for more", back_closes=False, kind="swipe"),
    "android-permission": Interstitial(
        "Allow TikTok to send you notifications?", ("Don’t allow", "Allow"), kind="permission"
    ),
}
"""Interruptions by name. Nothing but a person gets past an identity check or a captcha."""

SAFE_ANSWERS: Final = frozenset({"Not now", "Don’t allow", "Don't allow", "Got it"})

SCREENS: Final = (
    "Account", "AccountChooser", "Code", "Confirmation", "CountryPicker", "Friends", "Home",
    "Inbox", "Interests", "InviteByEmail", "InviteByPhone", "JoinInvitation", "Joined", "LogIn",
    "LogInForm", "MemberMenu", "Menu", "Notice", "Password", "Permissions", "Profile", "Question",
    "Role", "SettingsAndPrivacy", "SignUp", "TwoStepVerification", "Waiting", "Welcome",
)  # fmt: skip
"""What can stand after "before:"."""

AFTER_LOG_IN: Final = "after-log-in"


class UnknownInterstitial(ValueError):
    """A build names an interruption or a moment that does not exist."""


class Scheduler:
    """Decides what interrupts.

    Args:
        plan: "NAME@MOMENT" each; a moment is "after-log-in", "before:SCREEN" (once, when that
            screen is first opened) or "every:N" (at every Nth change of screens).

    Raises:
        UnknownInterstitial: The text says what is known.
    """

    def __init__(self, plan: tuple[str, ...]) -> None:
        self._plan = [_read(entry) for entry in plan]
        self._changes = 0

    def due(self, screen: str, *, logged_in_now: bool, seen: set[str]) -> Iterator[Interstitial]:
        """What comes over the screen that has just been opened.

        Args:
            screen: Its name.
            logged_in_now: Whether it is the first one after log-in.
            seen: What has interrupted once and does not again; is added to.
        """
        self._changes += 1
        for name, moment, detail in self._plan:
            mark = f"{name}@{moment}:{detail}"
            if moment == "every":
                come = self._changes % int(detail) == 0
            elif moment == AFTER_LOG_IN:
                come = logged_in_now
            else:
                come = detail == screen and mark not in seen
            if come:
                seen.add(mark)
                yield INTERSTITIALS[name]


def _read(entry: str) -> tuple[str, str, str]:
    name, _, when = entry.partition("@")
    moment, _, detail = when.partition(":")
    if name not in INTERSTITIALS:
        known = ", ".join(INTERSTITIALS)
        raise UnknownInterstitial(f'No interstitial is called "{name}". Known ones: {known}.')
    good = moment == AFTER_LOG_IN or (moment == "before" and detail)
    if not good and not (moment == "every" and detail.isdecimal() and int(detail) > 0):
        raise UnknownInterstitial(
            f'"{entry}" does not say when: write {name}@after-log-in, {name}@before:SCREEN '
            f"or {name}@every:NUMBER."
        )
    if moment == "before" and detail not in SCREENS:
        raise UnknownInterstitial(
            f'"{entry}": no screen is called "{detail}". Known ones: {", ".join(SCREENS)}.'
        )
    return name, moment, detail
