"""Android's permissions: which ones a person is asked for."""

from typing import Final

_PREFIX: Final = "android.permission."
POST_NOTIFICATIONS: Final = f"{_PREFIX}POST_NOTIFICATIONS"
RUNTIME: Final = frozenset(
    _PREFIX + name
    for name in """
    ACCEPT_HANDOVER ACCESS_BACKGROUND_LOCATION ACCESS_COARSE_LOCATION ACCESS_FINE_LOCATION
    ACCESS_MEDIA_LOCATION ACTIVITY_RECOGNITION ANSWER_PHONE_CALLS BLUETOOTH_ADVERTISE
    BLUETOOTH_CONNECT BLUETOOTH_SCAN BODY_SENSORS BODY_SENSORS_BACKGROUND CALL_PHONE CAMERA
    GET_ACCOUNTS NEARBY_WIFI_DEVICES POST_NOTIFICATIONS PROCESS_OUTGOING_CALLS READ_CALENDAR
    READ_CALL_LOG READ_CONTACTS READ_EXTERNAL_STORAGE READ_MEDIA_AUDIO READ_MEDIA_IMAGES
    READ_MEDIA_VIDEO READ_MEDIA_VISUAL_USER_SELECTED READ_PHONE_NUMBERS READ_PHONE_STATE READ_SMS
    RECEIVE_MMS RECEIVE_SMS RECEIVE_WAP_PUSH RECORD_AUDIO SEND_SMS USE_SIP UWB_RANGING
    WRITE_CALENDAR WRITE_CALL_LOG WRITE_CONTACTS WRITE_EXTERNAL_STORAGE
    """.split()
)
"""Those that are granted and revoked while the app is installed; all others come with it."""


class Permissions:
    """What apps have asked for, and have got.

    An app's other permissions are granted from the start and cannot be changed.
    """

    def __init__(self) -> None:
        self._granted: dict[str, set[str]] = {}

    def of(self, package: str, requested: tuple[str, ...]) -> dict[str, bool]:
        """All that a package asks for, in its order, and whether it is granted."""
        granted = self._granted.get(package, set())
        return {name: name not in RUNTIME or name in granted for name in requested}

    def change(self, package: str, name: str, *, granted: bool) -> None:
        """Grant a permission that a person may be asked for, or revoke it."""
        names = self._granted.setdefault(package, set())
        if granted:
            names.add(name)
        else:
            names.discard(name)

    def forget(self, package: str) -> None:
        """Its data is cleared, or it is gone."""
        self._granted.pop(package, None)
