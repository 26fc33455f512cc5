"""The vocabulary of looks: what a screen may write into `Node.look`, and what each look draws.

A look says what a view looks like, never where it is: it fills `Node.bounds`. Text comes from
`Node.text`, or from `content_desc` where that is empty (inputs, chips and badges: text only); state
comes from `enabled`, `selected`, `checked`, `focused`, `password` and `showing_hint`. Where a label
stands in a view and again in its child, give a look to one of the two, else it is drawn twice.

Below a dark look ("dark-screen", "video-cell", "bottom-bar-dark", "launcher", "shade"; not "scrim")
texts and icons are drawn light without being told. Children are drawn after their parent, by
`drawing_order`, then as they come; what scrolls (RecyclerView, ScrollView, ...) cuts them at its
edge. A node with `displayed=False` is not drawn, nor is anything below it.

Where a picture needs words that the tree must not have, the look says them: "app-label=TikTok",
"avatar=Studio admin".

An icon is "icon:NAME" (see `ICONS`); "icon-filled:NAME" is its filled form; "icon-red:NAME",
"icon-green:NAME", "icon-grey:NAME", "icon-white:NAME" are colours of it. It stands in the middle of
its bounds, as large as they are but 26 dp at most (filled: 36 dp), so that it may have the bounds
of what a finger hits; bounds above 60 dp make it a picture, and it fills them. With `selected` or
`checked` it is drawn filled, with `enabled=False` grey.

This module needs no Pillow, so that screens and their tests may look names up at no cost.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

LOOKS: Final[Mapping[str, str]] = MappingProxyType(
    {
        # Pages and panels
        "": "nothing but its children",
        "screen": "white page filling its bounds",
        "grey-screen": "light grey page, for settings with white groups on it",
        "group": "white rounded group of rows on a grey-screen",
        "dark-screen": "a playing video, 'dark-screen=video 2' another; captions at its foot",
        "video-cell": "a thumbnail of a video, in a colour made from content_desc or key",
        "top-bar": "white bar; no line below it",
        "bottom-bar": "white bar with a hairline on top, for bottom-tabs",
        "bottom-bar-dark": "black bar; what is below it is drawn light",
        "scrim": "half transparent black over everything behind",
        "sheet": "white panel with round upper corners",
        "sheet-handle": "the small grey grip on top of a sheet",
        "dialog": "white rounded panel in the middle of the screen",
        "card": "light grey rounded panel",
        "divider": "a hairline in the middle of its bounds",
        "banner": "a light note with an info sign, wrapped text",
        "toast": "dark rounded note with white text",
        # Texts
        "wordmark": "big bold app word, centred: plain text, no artwork",
        "title": "a bar's title: bold, centred, one line",
        "big-title": "a page's big bold headline, left, wraps",
        "dialog-title": "bold, centred, wraps",
        "heading": "a list section's header: small, grey, one line",
        "text": "body text, left, wraps",
        "text-bold": "bold body text, left, wraps",
        "text-secondary": "grey, smaller, left, wraps",
        "text-center": "body text, centred, wraps",
        "text-secondary-center": "grey, smaller, centred, wraps",
        "caption": "small, one line, left: names and captions over a video",
        "caption-bold": "as caption, bold",
        "count": "bold, one line, centred: a number under an icon or above its label",
        "link": "blue-ish text, left, wraps",
        "link-center": "as link, centred",
        "error-text": "red, small, wraps",
        # Lists
        "row": "a tappable row: white, a hairline below, grey when pressed (`selected`)",
        "row-plain": "as row, without the hairline",
        "row-label": "a row's text: left, in the middle of the height, one line",
        "row-value": "a row's value: grey, right, one line",
        "row-note": "a row's second line: grey, small, left, one line",
        "chevron": "grey arrow to the right",
        "avatar": "coloured circle with the initials of content_desc (or text)",
        # Controls
        "primary-button": "red, bold white text (a child's, too); grey when not enabled",
        "secondary-button": "light grey, bold dark text; paler when not enabled",
        "outline-button": "white with a grey line; for log-in choices; left icon is a child",
        "text-button": "bold text without a box, centred; grey when not enabled",
        "danger-button": "as text-button, in red",
        "field": "input with a line below: text or grey hint; caret when focused; dots if password",
        "field-box": "as field, in a light grey rounded box (searches, codes)",
        "code-box": "one digit's box of a code; red line when focused",
        "chip": "a choice before a field ('US +1') with a small dropdown arrow",
        "tab": "top tab: grey text; bold with an underline when `selected`",
        "tab-selected": "top tab drawn as selected whatever `selected` says",
        "bottom-tab": "label under a bottom bar's icon; bold when `selected`",
        "create-button": "the bottom bar's plus in a filled box",
        "badge": "round red count; a small dot when text is empty",
        "radio": "round choice, red dot when `checked` or `selected`",
        "checkbox": "round box, red with a tick when `checked`",
        "switch": "on/off slide, teal when `checked`",
        "option-card": "a choice as a card; red outline when `selected` or `checked`",
        "spinner": "a ring with a gap: something is loading",
        # The system's own windows
        "keyboard": "the keyboard's grey panel",
        "key": "a white key with its text, or an icon as child or by content_desc",
        "key-wide": "a grey key for functions (delete, enter, symbols)",
        "key-action": "the keyboard's round coloured key (enter, done)",
        "status-bar": "time (its text, or a plain child's), signal, wifi, battery",
        "navigation-bar": "three-button bar: give it children with icons, or none for a pill",
        "notification": "a rounded card of the notification shade or a heads-up",
        "dark": "black all over: a display that is not lit",
        "shade": "the notification shade's dark backdrop; nothing shows through",
        "launcher": "the home screen's wallpaper",
        "app-icon": "a launcher's icon: coloured round square with the initial of text",
        "app-label": "the label under it: white, small, centred, one line",
    }
)
"""Look name -> what it draws. Icons are not listed here: see `ICONS`."""

ICONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "home": "home",
        "friends": "group",
        "people": "group",
        "create": "add_box",
        "add": "add",
        "inbox": "chat_bubble",
        "chat": "chat",
        "profile": "person",
        "person": "person",
        "account": "account_circle",
        "person-add": "person_add",
        "person-remove": "person_remove",
        "menu": "menu",
        "more": "more_horiz",
        "more-horizontal": "more_horiz",
        "more-vertical": "more_vert",
        "back": "arrow_back_ios_new",
        "back-arrow": "arrow_back",
        "close": "close",
        "cancel": "cancel",
        "chevron": "chevron_right",
        "down": "keyboard_arrow_down",
        "dropdown": "arrow_drop_down",
        "search": "search",
        "check": "check",
        "check-circle": "check_circle",
        "radio-on": "radio_button_checked",
        "radio-off": "radio_button_unchecked",
        "checkbox-on": "check_box",
        "checkbox-off": "check_box_outline_blank",
        "settings": "settings",
        "lock": "lock",
        "key": "key",
        "shield": "shield",
        "admin": "admin_panel_settings",
        "bell": "notifications",
        "phone": "call",
        "smartphone": "smartphone",
        "mail": "mail",
        "sms": "sms",
        "backspace": "backspace",
        "shift": "shift",
        "enter": "keyboard_return",
        "keyboard-hide": "keyboard_hide",
        "emoji": "mood",
        "heart": "favorite",
        "comment": "comment",
        "bookmark": "bookmark",
        "share": "share",
        "forward": "reply",
        "music": "music_note",
        "play": "play_arrow",
        "live": "live_tv",
        "grid": "grid_view",
        "video": "videocam",
        "info": "info",
        "warning": "warning",
        "error": "error",
        "help": "help",
        "question": "help",
        "qr": "qr_code",
        "link": "link",
        "edit": "edit",
        "delete": "delete",
        "logout": "logout",
        "switch-account": "swap_horiz",
        "refresh": "refresh",
        "clock": "schedule",
        "language": "language",
        "eye": "visibility",
        "eye-off": "visibility_off",
        "business": "storefront",
        "briefcase": "work",
        "chart": "bar_chart",
        "wallet": "account_balance_wallet",
        "star": "star",
        "flag": "flag",
        "camera": "photo_camera",
        "image": "image",
        "download": "download",
        "devices": "devices",
        "block": "block",
        "palette": "palette",
        "accessibility": "accessibility_new",
        "storage": "database",
        "ads": "campaign",
        "screen-time": "hourglass_empty",
        "family": "family_restroom",
        "wifi": "wifi",
        "signal": "signal_cellular_4_bar",
        "battery": "battery_full",
        "navigation-back": "arrow_back_ios_new",
        "navigation-home": "radio_button_unchecked",
        "navigation-recents": "crop_square",
    }
)
"""Icon name -> glyph name in the vendored Material Symbols."""

ICON_LOOKS: Final = ("icon", "icon-filled", "icon-red", "icon-green", "icon-grey", "icon-white")
"""What may stand before the colon of an icon look."""


class UnknownLook(ValueError):
    """A node names a look, or an icon, that does not exist."""


def check_look(look: str) -> None:
    """Refuse a look that cannot be drawn.

    Raises:
        UnknownLook: The text names the known looks, or the known icons.
    """
    look = look.partition("=")[0]
    if look in LOOKS:
        return
    kind, colon, icon = look.partition(":")
    if not (colon and kind in ICON_LOOKS):
        known = ", ".join(name for name in LOOKS if name)
        raise UnknownLook(
            f'No look is called "{look}". Known looks: {known}, '
            f"and {', '.join(ICON_LOOKS)} with a colon and an icon's name."
        )
    if icon not in ICONS:
        raise UnknownLook(f'No icon is called "{icon}". Known icons: {", ".join(ICONS)}.')
