"""Canaries, more than twenty: secrets of every kind, made of what writers have trouble with."""

SECRETS = {
    # passwords of the people file, and of the member's mailbox
    "VIRTUAL_PHONE_PASSWORD": 'Quo"te & <tag>7',
    "CANARY_APOSTROPHE": "O'Reilly\\back\\slash",
    "CANARY_REGEX": "(a+)+$[^x]{3}.*|?",
    "CANARY_UNICODE": "Grüße-пароль-密码-x",
    "CANARY_CYRILLIC": "оченьсекретно",
    "CANARY_EMOJI": "key \U0001f511 and \U0001f6aa 99",
    "CANARY_BLANKS": "  four words of blanks ",
    "CANARY_PERCENT": "100%20sure%&+=#/?",
    "CANARY_MAILBOX": "mail'box\"pass",
    "CANARY_COMMAND": "otp+Seed=Kk72/9Q",
    # keys of the profile: the server's address, headers, capabilities
    "CANARY_SERVER_KEY": "Zq8-session-Kp41x",
    "CANARY_HEADER": "hdr-4f9d-Token-8c1e",
    "CANARY_COOKIE": "sid=9a8b; Path=/;v1",
    "CANARY_ACCESS_KEY": "AKbTnq82LmZx0Vw4",
    "CANARY_NESTED_KEY": "sk/live+Base64==/qZ",
    "CANARY_JSON": '{"a": ["b\\n"]}xy',
}
"""By the name of the variable that a run finds it in."""

NUMBERS = {"number of the Admin": "2025550100", "number of member 1": "2025550147"}
"""Marked private; digits without the country's code."""
_ARABIC, _FULL_WIDTH = (
    {ord("0") + digit: zero + digit for digit in range(10)} for zero in (0x660, 0xFF10)
)
GROUPED = {
    name: [
        f"+1{mark}{each[:3]}{mark}{each[3:6]}{mark}{each[6:]}".translate(digits)
        for mark, digits in (
            (" ", {}),
            ("\u00a0", {}),
            ("\u2011", {}),
            ("\u00a0", _ARABIC),
            ("\u2011", _FULL_WIDTH),
        )
    ]
    for name, each in NUMBERS.items()
}
"""The same as apps group them, also in Arabic and full-width digits."""
ADDRESSES = {
    "address of the Admin": "admin@example.com",
    "address of member 2": "member@example.com",
    "address of member 3": "second.member@example.com",
}
"""Marked private; in small letters."""
OTHERS = ("third.member@example.com",)
"""Listed beside them and not private, though a private one is a part of it."""

AROUND_ADDRESSES = {
    "a form": "who=invite+{}&role=1",
    "a colour": "\x1b[31m{}\x1b[0m",
    "a colour, escaped": r"\x1b[31m{}\x1b[0m",
    "a colour, escaped again": r"\\x1b[31m{}",
    "quoted-printable": "=3D{}=20",
    "dots": "...{}...",
    "a name": "row_{}_",
    "a dash": "-{}",
    "labels": '<node content-desc="Operator{}Pending"/>',
    "a longer address": "not.listed.{}",
}
"""What may stand right beside an address without making it somebody else's."""
