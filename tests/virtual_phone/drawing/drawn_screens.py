"""Screens built by hand, as a phone would hand them to the drawing: props of these tests."""

from itertools import count
from typing import Any

from virtual_phone.tree.device import Display
from virtual_phone.tree.node import Bounds, Node

DISPLAY = Display()
WIDTH = DISPLAY.width_px
_keys = count()


def node(
    look: str, left: int, top: int, right: int, bottom: int, *children: Node, **rest: Any
) -> Node:
    """A view with a look at a place."""
    return Node(
        key=next(_keys),
        class_name=rest.pop("class_name", "android.view.View"),
        bounds=Bounds(left, top, right, bottom),
        look=look,
        children=list(children),
        **rest,
    )


def status_bar() -> Node:
    """The system's upper bar."""
    return node("status-bar", 0, 0, WIDTH, 63, text="9:41")


def navigation_bar() -> Node:
    """The system's lower bar, with three buttons."""
    names = ("navigation-back", "navigation-home", "navigation-recents")
    buttons = [
        node(f"icon:{name}", 150 + 300 * place, 2304, 330 + 300 * place, 2370)
        for place, name in enumerate(names)
    ]
    return node("navigation-bar", 0, 2274, WIDTH, 2400, *buttons)


def phone(*app: Node, keyboard: bool = False) -> list[Node]:
    """All windows, back to front."""
    keys = [number_keyboard()] if keyboard else []
    return [*app, *keys, navigation_bar(), status_bar()]


def number_keyboard() -> Node:
    """The keyboard of a phone number's field."""
    caps = ["1", "2\nABC", "3\nDEF", "4\nGHI", "5\nJKL", "6\nMNO", "7\nPQRS", "8\nTUV", "9\nWXYZ"]
    caps += ["*#", "0\n+", ""]
    keys = []
    for place, cap in enumerate(caps):
        x, y = 12 + place % 3 * 272, 1506 + place // 3 * 186
        look = "key" if cap and cap != "*#" else "key-wide"
        keys.append(node(look, x, y, x + 266, y + 180, text=cap, content_desc="" if cap else "."))
    names = (("Delete", "key-wide"), (" - ", "key-wide"), ("Hide keyboard", "key-wide"))
    for place, (name, look) in enumerate(names):
        y = 1506 + place * 186
        keys.append(node(look, 828, y, 1068, y + 180, content_desc=name))
    keys.append(node("key-action", 828, 1506 + 3 * 186, 1068, 1686 + 3 * 186, content_desc="Done"))
    return node("keyboard", 0, 1485, WIDTH, 2274, *keys)


def bottom_bar(active: str, *, dark: bool) -> Node:
    """The app's five tabs."""
    tabs = []
    for place, (name, icon) in enumerate(
        (
            ("Home", "home"),
            ("Friends", "friends"),
            ("", ""),
            ("Inbox", "inbox"),
            ("Profile", "profile"),
        )
    ):
        left = 216 * place
        if not name:
            tabs.append(node("create-button", left, 2145, left + 216, 2274, content_desc="Create"))
            continue
        here = name == active
        parts = [
            node(f"icon:{icon}", left + 72, 2153, left + 144, 2219, selected=here),
            node("bottom-tab", left, 2221, left + 216, 2263, text=name, selected=here),
        ]
        if name == "Inbox":
            parts.append(node("badge", left + 112, 2148, left + 172, 2190, text="16"))
        tabs.append(node("", left, 2145, left + 216, 2274, *parts))
    return node("bottom-bar-dark" if dark else "bottom-bar", 0, 2145, WIDTH, 2274, *tabs)


def feed() -> list[Node]:
    """Home: a video with captions and a column of actions."""
    side = []
    for place, (icon, number) in enumerate(
        (("heart", "84.1K"), ("comment", "1,204"), ("bookmark", "9,310"), ("forward", "2,077"))
    ):
        y = 1180 + 190 * place
        side.append(node(f"icon-filled:{icon}", 940, y, 1040, y + 95))
        side.append(node("count", 920, y + 98, 1060, y + 145, text=number))
    video = node(
        "dark-screen",
        0,
        0,
        WIDTH,
        2145,
        node("icon:live", 30, 100, 120, 180),
        node("tab", 330, 90, 550, 190, text="Following"),
        node("tab", 560, 90, 740, 190, text="For You", selected=True),
        node("icon:search", 960, 100, 1050, 180),
        node("avatar", 930, 1010, 1050, 1130, content_desc="Blue Fern Studio"),
        *side,
        node("caption-bold", 36, 1880, 800, 1935, text="Blue Fern Studio"),
        node("caption", 36, 1940, 800, 1995, text="Evening light over the hills #studio #calm"),
        node("icon:music", 36, 2010, 86, 2060),
        node("caption", 96, 2008, 800, 2062, text="original sound - Blue Fern Studio"),
    )
    root = node("", 0, 0, WIDTH, 2400, video, bottom_bar("Home", dark=True))
    return phone(root)


def profile() -> list[Node]:
    """Profile of the organization account."""
    numbers = [
        node(
            "",
            220 + 220 * place,
            575,
            420 + 220 * place,
            690,
            node("count", 220 + 220 * place, 575, 420 + 220 * place, 630, text=number),
            node(
                "text-secondary-center", 220 + 220 * place, 632, 420 + 220 * place, 685, text=name
            ),
        )
        for place, (number, name) in enumerate(
            (("142", "Following"), ("12.4K", "Followers"), ("98.1K", "Likes"))
        )
    ]
    cells = [
        node(
            "video-cell",
            x * 361,
            1080 + y * 480,
            x * 361 + 358,
            1557 + y * 480,
            content_desc=f"Video {x} {y}",
            text=f"{(x + 2 * y + 1) * 317}",
        )
        for y in range(3)
        for x in range(3)
    ]
    page = node(
        "screen",
        0,
        0,
        WIDTH,
        2274,
        node("icon:person-add", 40, 160, 120, 240),
        node("title", 260, 148, 820, 253, text="Blue Fern Studio"),
        node(
            "icon:menu",
            949,
            148,
            1059,
            253,
            content_desc="Profile menu",
            class_name="android.widget.Button",
        ),
        node("avatar", 420, 285, 660, 525, content_desc="Blue Fern Studio"),
        *numbers,
        node("secondary-button", 190, 720, 560, 830, text="Edit profile"),
        node("secondary-button", 576, 720, 890, 830, text="Share profile"),
        node("text-center", 100, 855, 980, 915, text="We make quiet films about gardens."),
        node("icon:grid", 240, 960, 310, 1040, selected=True),
        node("icon-grey:lock", 505, 965, 575, 1035),
        node("icon-grey:heart", 770, 965, 840, 1035),
        node("divider", 0, 1066, WIDTH, 1070),
        node(
            "", 0, 1080, WIDTH, 2145, *cells, class_name="android.widget.GridView", scrollable=True
        ),
        bottom_bar("Profile", dark=False),
    )
    return phone(page)


def top_bar(title: str) -> list[Node]:
    """Back and a title."""
    return [
        node("top-bar", 0, 63, WIDTH, 210),
        node("icon:back", 30, 105, 96, 171, content_desc="Back"),
        node("title", 200, 84, 880, 190, text=title),
    ]


def setting_row(y: int, icon: str, name: str, value: str = "") -> Node:
    """A row of the settings."""
    return node(
        "row-plain",
        32,
        y,
        WIDTH - 32,
        y + 136,
        node(f"icon-grey:{icon}", 70, y + 38, 130, y + 98),
        node("row-label", 160, y, 640, y + 136, text=name),
        node("row-value", 640, y, 960, y + 136, text=value),
        node("chevron", 966, y + 38, 1026, y + 98),
    )


def settings() -> list[Node]:
    """Settings and privacy: sections of rows, scrolled a little."""
    account = [
        ("account", "Account", ""),
        ("lock", "Privacy", ""),
        ("shield", "Security & permissions", ""),
        ("qr", "Share profile", ""),
    ]
    content = [
        ("bell", "Notifications", ""),
        ("live", "LIVE", ""),
        ("music", "Music", ""),
        ("screen-time", "Screen time", "Off"),
        ("language", "Language", "Tiếng Việt"),
    ]
    more = [("download", "Offline videos", ""), ("ads", "Ads", ""), ("logout", "Log out", "")]
    parts, y = [], 240
    for header, rows in (("Account", account), ("Content & display", content), ("Support", more)):
        parts.append(node("heading", 48, y, 1032, y + 60, text=header))
        y += 70
        parts.append(node("group", 32, y, WIDTH - 32, y + 136 * len(rows)))
        for icon, name, value in rows:
            parts.append(setting_row(y, icon, name, value))
            y += 136
        y += 30
    page = node(
        "grey-screen",
        0,
        0,
        WIDTH,
        2274,
        *top_bar("Settings and privacy"),
        node(
            "", 0, 210, WIDTH, 2274, *parts, class_name="androidx.recyclerview.widget.RecyclerView"
        ),
    )
    return phone(page)


def permissions() -> list[Node]:
    """Permissions: who may act for the account."""
    members = [
        ("Studio admin", "+1 202-555-0100", "Admin"),
        ("Studio operator", "operator@example.com", "Operator"),
        ("+1 202-555-0147", "Invitation sent", "Operator"),
    ]
    rows = []
    for place, (name, note, role) in enumerate(members):
        y = 560 + 190 * place
        rows.append(
            node(
                "row",
                0,
                y,
                WIDTH,
                y + 190,
                node("avatar", 48, y + 35, 168, y + 155, content_desc=name),
                node("row-label", 200, y + 30, 700, y + 98, text=name),
                node("row-note", 200, y + 98, 700, y + 154, text=note),
                node("row-value", 700, y, 930, y + 190, text=role),
                node("icon-grey:more-horizontal", 960, y + 60, 1030, y + 130, content_desc="More"),
            )
        )
    page = node(
        "screen",
        0,
        0,
        WIDTH,
        2274,
        *top_bar("Permissions"),
        node(
            "banner",
            48,
            240,
            1032,
            390,
            text="Only Admins can invite people, remove them and assign roles.",
        ),
        node("heading", 48, 450, 1032, 530, text="Members"),
        *rows,
        node("primary-button", 48, 2110, 1032, 2236, text="Invite"),
    )
    return phone(page)


def invite_by_phone(number: str = "202-555-0147", error: str = "") -> list[Node]:
    """Invite: the phone number, with the keyboard up."""
    page = node(
        "screen",
        0,
        0,
        WIDTH,
        2274,
        *top_bar("Invite"),
        node("big-title", 64, 270, 1016, 360, text="Enter phone number"),
        node(
            "text-secondary",
            64,
            370,
            1016,
            490,
            text="We will send an invitation by SMS. It is valid for 24 hours.",
        ),
        node("chip", 64, 540, 290, 660, text="US +1 ▾"),
        node("divider", 296, 570, 300, 632),
        node(
            "field",
            320,
            540,
            1016,
            660,
            text=number or "Phone number",
            hint="Phone number",
            showing_hint=not number,
            focused=True,
        ),
        node("error-text", 64, 672, 1016, 730, text=error),
        node("link", 64, 750, 1016, 820, text="Use email address instead"),
        node("primary-button", 64, 1310, 1016, 1436, text="Continue", enabled=bool(number)),
    )
    return phone(page, keyboard=True)


LANGUAGES = (
    "Hồ sơ · Paramètres et confidentialité · プロフィール · 設定とプライバシー · "
    "Ajustes y privacidad · Настройки"
)

ADMIN = (
    "Full access to this account. Admins can do everything, including completing sensitive "
    "actions, changing settings, assigning roles, and granting permissions."
)
OPERATOR = (
    "Standard access to this account. Operators can only manage content, chats, and connections."
)
ROLES = (("Admin", ADMIN), ("Operator", OPERATOR))


def role(chosen: str = "Operator") -> list[Node]:
    """Role: two cards."""
    cards = []
    for place, (name, description) in enumerate(ROLES):
        y, here = 520 + place * 360, name == chosen
        cards.append(
            node(
                "option-card",
                48,
                y,
                1032,
                y + 330,
                node("text-bold", 90, y + 40, 850, y + 100, text=name),
                node("radio", 940, y + 36, 1004, y + 100, checked=here),
                node("text-secondary", 90, y + 112, 980, y + 300, text=description),
                selected=here,
            )
        )
    page = node(
        "screen",
        0,
        0,
        WIDTH,
        2274,
        *top_bar("Assign role"),
        node("big-title", 48, 260, 1032, 350, text="Choose a role"),
        node(
            "text-secondary",
            48,
            360,
            1032,
            480,
            text="+1 202-555-0147 will be able to act for Blue Fern Studio.",
        ),
        *cards,
        node("primary-button", 48, 2110, 1032, 2236, text="Invite", enabled=bool(chosen)),
    )
    return phone(page)


def confirmation() -> list[Node]:
    """Confirmation: a dialog over the role screen."""
    dialog = node(
        "",
        0,
        0,
        WIDTH,
        2400,
        node("scrim", 0, 0, WIDTH, 2400),
        node(
            "dialog",
            130,
            880,
            950,
            1400,
            node("dialog-title", 190, 940, 890, 1010, text="Invitation sent"),
            node(
                "text-secondary-center",
                190,
                1030,
                890,
                1200,
                text="+1 202-555-0147 gets an SMS with a link to join Blue Fern Studio.",
            ),
            node("divider", 130, 1258, 950, 1262),
            node("text-button", 130, 1262, 950, 1400, text="OK"),
        ),
    )
    return phone(role()[0], dialog)


def member_menu() -> list[Node]:
    """A sheet over Permissions."""
    sheet = node(
        "",
        0,
        0,
        WIDTH,
        2400,
        node("scrim", 0, 0, WIDTH, 2400),
        node(
            "sheet",
            0,
            1760,
            WIDTH,
            2400,
            node("sheet-handle", 0, 1775, WIDTH, 1800, content_desc="Bottom sheet"),
            node("title", 200, 1810, 880, 1900, text="Studio operator"),
            node("icon:close", 980, 1820, 1050, 1890, content_desc="Close"),
            node(
                "row",
                0,
                1920,
                WIDTH,
                2070,
                node("icon-red:person-remove", 48, 1965, 108, 2025),
                node("row-label", 150, 1920, 1000, 2070, text="Remove user"),
            ),
            node(
                "row-plain",
                0,
                2090,
                WIDTH,
                2240,
                node("text-button", 0, 2090, WIDTH, 2240, text="Cancel"),
            ),
        ),
    )
    return phone(permissions()[0], sheet)


def log_in() -> list[Node]:
    """Log in: the sheet of ways, fields and controls of every kind."""
    page = node(
        "screen",
        0,
        0,
        WIDTH,
        2274,
        node("icon:close", 30, 105, 96, 171),
        node("icon:help", 984, 105, 1050, 171),
        node("wordmark", 60, 220, 1020, 340, text="Log in"),
        node("tab", 0, 380, 540, 490, text="Phone"),
        node("tab", 540, 380, 1080, 490, text="Email / Username", selected=True),
        node("divider", 0, 490, WIDTH, 493),
        node("field", 64, 540, 1016, 660, text="admin@example.com"),
        node("field", 64, 690, 1016, 810, text="correct horse", password=True, focused=True),
        node("icon-grey:eye-off", 940, 720, 1000, 780),
        node("checkbox", 64, 860, 124, 920, checked=True),
        node(
            "text-secondary", 140, 865, 900, 920, text="Save login info to log in faster next time"
        ),
        node("switch", 900, 850, 1016, 930, checked=True),
        node("error-text", 64, 940, 1016, 1000, text="Incorrect account or password"),
        node("primary-button", 64, 1020, 1016, 1140, text="Log in"),
        node(
            "outline-button",
            64,
            1180,
            1016,
            1300,
            node("icon:person", 90, 1205, 160, 1275),
            text="Use phone / email / username",
        ),
        node("link-center", 64, 1320, 1016, 1400, text="Forgot password?"),
        node(
            "field-box",
            64,
            1430,
            1016,
            1540,
            text="Search countries and regions",
            showing_hint=True,
        ),
        *(
            node("code-box", 64 + 160 * n, 1570, 204 + 160 * n, 1720, text=d, focused=n == 3)
            for n, d in enumerate(("4", "0", "7", "", "", ""))
        ),
        node("spinner", 480, 1760, 600, 1880),
        node("text-center", 64, 1890, 1016, 2080, text=LANGUAGES),
        node("toast", 200, 2100, 880, 2220, text="Logged in as Blue Fern Studio"),
    )
    return phone(page)


def notification_shade() -> list[Node]:
    """The home screen under a notification and the shade."""
    icons = [
        node("app-icon", 120, 1200, 300, 1380, text="TikTok"),
        node("app-label", 80, 1385, 340, 1440, text="TikTok"),
        node("app-icon", 450, 1200, 630, 1380, text="Messages"),
        node("app-label", 410, 1385, 670, 1440, text="Messages"),
    ]
    card = node(
        "notification",
        30,
        140,
        1050,
        400,
        node("icon-filled:sms", 70, 180, 130, 240),
        node("text-secondary", 150, 180, 900, 240, text="Messages · now"),
        node("text-bold", 70, 250, 1010, 310, text="+1 202-555-0199"),
        node(
            "text-secondary",
            70,
            312,
            1010,
            380,
            text="Join Blue Fern Studio as Operator: https://example.com/join/7Q2M",
        ),
    )
    return phone(
        node("launcher", 0, 0, WIDTH, 2400, *icons), node("shade", 0, 0, WIDTH, 2400, card)
    )


SCREENS = {
    "feed": feed,
    "profile": profile,
    "settings": settings,
    "permissions": permissions,
    "invite_by_phone": invite_by_phone,
    "role": role,
    "confirmation": confirmation,
    "member_menu": member_menu,
    "log_in": log_in,
    "notification_shade": notification_shade,
}
