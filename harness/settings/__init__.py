"""Settings: profile, people, language, locator overrides; read strictly before anything starts."""

from harness.settings.contacts import PhoneNumber, parse_email_address, parse_phone_number
from harness.settings.interstitials import Interstitial, load_interstitials
from harness.settings.language import Language, load_language
from harness.settings.load import (
    DEFAULT_PROFILE,
    VIRTUAL_IMAP_PORT,
    VIRTUAL_PASSWORD,
    Settings,
    all_secrets,
    load_people,
    load_profile,
    load_settings,
    place_in_profile,
    secrets_in,
)
from harness.settings.overrides import Alternative, LocatorOverrides, load_overrides
from harness.settings.people import Imap, Member, Notification, People, Person, Sms
from harness.settings.profile import PhoneSettings, Profile, Timeouts, VirtualSettings
from harness.settings.secret import Secret

__all__ = [
    "DEFAULT_PROFILE",
    "VIRTUAL_IMAP_PORT",
    "VIRTUAL_PASSWORD",
    "Alternative",
    "Imap",
    "Interstitial",
    "Language",
    "LocatorOverrides",
    "Member",
    "Notification",
    "People",
    "Person",
    "PhoneNumber",
    "PhoneSettings",
    "Profile",
    "Secret",
    "Settings",
    "Sms",
    "Timeouts",
    "VirtualSettings",
    "all_secrets",
    "load_interstitials",
    "load_language",
    "load_overrides",
    "load_people",
    "load_profile",
    "load_settings",
    "parse_email_address",
    "parse_phone_number",
    "place_in_profile",
    "secrets_in",
]
