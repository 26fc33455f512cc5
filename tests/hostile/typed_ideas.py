"""What can be wrong with one kind of settings: other types, other values, keys in other places."""

from collections.abc import Iterator

from trial import KINDS, Trial

# (what is right, what stands there instead, what is said of it); the line is that of what is right,
# or of a fourth piece, where two do not fit together
Idea = tuple[str, str, str] | tuple[str, str, str, str]

_NUMBERS_FOR_SECONDS: list[Idea] = [
    ("element_s: 10", f"element_s: {value}", says)
    for value, says in {
        "0": "a number above 0",
        "-1": "a number above 0",
        "3601": "a number of at most 3600",
        "1e999": 'the text "1e999"',
        ".nan": 'the text ".nan"',
        "-.inf": 'the text "-.inf"',
        "nan": 'the text "nan"',
        "010": 'the text "010"',
        "0x10": 'the text "0x10"',
        "1_000": 'the text "1_000"',
        "1:30": 'the text "1:30"',
        "+5": 'the text "+5"',
        "ten": 'the text "ten"',
        '"10"': 'the text "10"',
        "yes": 'the text "yes"',
        "true": '"element_s" is true',
        "[10]": '"element_s" is a list',
        "{s: 10}": '"element_s" is a mapping',
        "10s": 'the text "10s"',
        "2026-01-01": 'the text "2026-01-01"',
    }.items()
]
_ADDRESSES: list[Idea] = [
    ("http://127.0.0.1:9", value, says)
    for value, says in {
        "http://appium.example.com": "plain HTTP to appium.example.com",
        "http://127.0.0.1.example.com": "plain HTTP to 127.0.0.1.example.com",
        "http://127.0.0.1@example.com": "a user or password in the address",
        "http://user:word@127.0.0.1": "a user or password in the address",
        "http://example.com#127.0.0.1": "? or # in",
        "http://127.0.0.1/?to=example.com": "? or # in",
        "ftp://127.0.0.1": 'the text "ftp://127.0.0.1"',
        "file:///etc/passwd": 'the text "file:///etc/passwd"',
        "javascript:alert(1)": "the text",
        "127.0.0.1:4723": 'the text "127.0.0.1:4723"',
        "//127.0.0.1": 'the text "//127.0.0.1"',
        '"http://127.0.0.1:99999"': '"server_url" is no address',
        '"http://127.0.0.1:-1"': "no address",
        '"http://[::1"': '"server_url" is no address',
        '"http://127.0.0.1 /a"': "the text",
        '"http://127.0.0.1\\nHost: x"': '"server_url" is no address',
        "http://0.0.0.0:4723": "plain HTTP to 0.0.0.0",
        "http://2130706433": "plain HTTP to 2130706433",
        "http://0x7f.1": "plain HTTP to 0x7f.1",
        "http://[::ffff:192.0.2.1]": "plain HTTP to ::ffff:192.0.2.1",
        f"http://127.0.0.1/{'a' * 3000}": "an address of 3,017 characters",
        "[http://127.0.0.1]": "a list",
        "4723": "the number 4723",
        "true": "true",
    }.items()
]
_PROFILE: list[Idea] = [
    *_NUMBERS_FOR_SECONDS,
    *_ADDRESSES,
    ("name: tried", "nam: tried", 'did you mean "name"?'),
    ("name: tried", "Name: tried", 'the unknown key "Name"'),
    ("name: tried", "n\u200bame: tried", r'the unknown key "n\u200bame"'),
    ("name: tried", "n\u0430me: tried", 'the unknown key "n\u0430me"'),
    ("kind: appium", "kind: iphone", "one of virtual, appium"),
    ("kind: appium", "kind: [appium]", "one of virtual, appium"),
    ("kind: appium", "kind: Appium", "one of virtual, appium"),
    ("udid: emulator-5554", "udid: 5554", "the number 5554"),
    ("udid: emulator-5554", 'udid: ""', "a text that is not empty"),
    ("udid: emulator-5554", "udid: emulator-5556", "the phone", "phones:"),
    ('number: "+1 202-555-0100"', "number: 12025550100", "the number 12025550100"),
    ('number: "+1 202-555-0100"', "number: +12", "is no phone number"),
    ('number: "+1 202-555-0100"', 'number: "+1 202-555-0100;ext=7"', "it has an extension"),
    ("appium:systemPort: 8201", "systemPort: 8201", 'the capability "systemPort"'),
    ("appium:systemPort: 8201", "appium:udid: other", '"udid" and "appium:udid"', "- udid:"),
    ("appium:systemPort: 8201", "appium:accessKey: abc", '"appium:accessKey" in plain text'),
    ("appium:noReset: true", "x:o: {a: {password: abc}}", '"password" in plain text'),
    ("appium:noReset: true", "noReset: true", 'the capability "noReset"'),
    ("X-Team: invitations", "Authorization: Basic abc", '"Authorization" in plain text'),
    ("X-Team: invitations", '"X Team": a', 'the header "X Team"'),
    ("X-Team: invitations", '"X:": a', 'the header "X:"'),
    ("X-Team: invitations", 'X-Team: "a\\r\\nX-Other: b"', "the character U+000D"),
    ("X-Team: invitations", 'X-Team: "a\\nX-Other: b"', "printable ASCII in one line"),
    ("X-Team: invitations", "X-Team: caf\u00e9", "printable ASCII in one line"),
    ("X-Team: invitations", "X-Team: 12", "the number 12"),
    ("permissions: app://permissions", "members: app://members", "the unknown screen"),
    ("permissions: app://permissions", "permissions: permissions", "a link, such as"),
    ("permissions: app://permissions", 'permissions: "app://a b"', "a link, such as"),
    ("language: en", "language: no", 'no language "no"'),
    ("language: en", "language: ../../etc/passwd", "no language"),
    ("people: people", "people: nobody", 'no people file "nobody"'),
    ("people: people", f"people: {'a/' * 3000}b", "a path of 6,001 characters"),
    ("people: people", "people: ${HOME_OF_NOBODY}", "the variable HOME_OF_NOBODY is not set"),
    ("people: people", "people: ${1}", "names no variable"),
    ("people: people", "people: ${a", "${ without a }"),
    ("people: people", f"people: {'${' * 4000}", "${ without a }"),
    ("people: people", "people: ${$(touch canary)}", "names no variable"),
    ("app_version: 47.0.2", "app_version: 47.0", "the number 47.0"),
    ("app_version: 47.0.2", "virtual: {build: current}", '"virtual" for a phone behind Appium'),
]

_NUMBERS_OF_PEOPLE: list[Idea] = [
    ('- phone: "+1 202-555-0147"', f"- phone: {value}", says)
    for value, says in {
        "12025550147": "the number 12025550147",
        '"202-555-0147"': "it does not start with +",
        '"+1 202-555-014"': "is no phone number",
        '"+1 202-555-01470"': "is no phone number",
        '"+999 123"': "is no phone number",
        '"+"': "is no phone number",
        f'"+{"1" * 300}"': "is no phone number",
        '"tel:+12025550147"': "it does not start with +",
        '"+1 202-555-0147 ext 3"': "it has an extension",
        "[+12025550147]": "a list",
        "true": "true",
        '"+1 202-555-0100"': "the Admin's own, under members",
    }.items()
]
_ADDRESSES_OF_PEOPLE: list[Idea] = [
    ("- email: member@example.com", f"- email: {value}", says)
    for value, says in {
        "member": "is no email address",
        '"@example.com"': "is no email address",
        "member@": "is no email address",
        "a@b@example.com": "is no email address",
        '"member@example.com, other@example.com"': "is no email address",
        '"Member <member@example.com>"': "is no email address",
        '"member@example.com\\nBcc: x@example.com"': "is no email address",
        f"{'m' * 500}@example.com": "is no email address",
        "member@example..com": "is no email address",
        '"mem ber@example.com"': "is no email address",
        "operator@example.com": "the Operator's own, under members",
        "5": "the number 5",
    }.items()
]
_PASSWORD = '  password: "${INVITE_ADMIN_PASSWORD}"\n  code_command'
_PEOPLE: list[Idea] = [
    *_NUMBERS_OF_PEOPLE,
    *_ADDRESSES_OF_PEOPLE,
    ("organization:", "organisation:", 'did you mean "organization"?'),
    (_PASSWORD, "  password: plain\n  code_command", "a password in plain text"),
    (_PASSWORD, '  password: "a${INVITE_ADMIN_PASSWORD}"\n  code_command', "in plain text"),
    (_PASSWORD, "  password: 12345678\n  code_command", "a password in plain text"),
    (_PASSWORD, "  password: [a]\n  code_command", "a password in plain text"),
    (_PASSWORD, "  password: ${NOT_SET}\n  code_command", "the variable NOT_SET is not set"),
    ("[python3, read_code.py]", "python3 read_code.py", "the text"),
    ("[python3, read_code.py]", "[]", "an empty command"),
    ("[python3, read_code.py]", "[1, 2]", "the number 1"),
    ("[python3, read_code.py]", "{python3: x}", "a mapping"),
    ("[python3, read_code.py]", '[python3, "a\\0b"]', "the character U+0000"),
    ("[Amber Pine Kitchen]", "Amber Pine Kitchen", "a list"),
    ("[Amber Pine Kitchen]", '[""]', "a text that is not empty"),
    ("  email: operator@example.com\n", "  told_by: {kind: sms}\n", 'the unknown key "told_by"'),
    ("kind: sms", "kind: pigeon", "kind: one of"),
    ("kind: sms", "kind: [sms]", "kind"),
    ("kind: sms", "kinds: sms", 'no "kind"', "told_by:"),
    ("kind: sms", "kind: imap", 'no "host" in "told_by"', "told_by:"),
    ("has_joined: false", "has_joined: no", 'the text "no"'),
    ("has_joined: false", "has_joined: 0", "the number 0"),
    ("has_joined: false", 'phone: "+1 202-555-0148"', '"phone" and "email"'),
    ("host: 127.0.0.1", "host: mail.example.com", '"tls" is false for mail', "tls: false"),
    ("host: 127.0.0.1", "host: 0.0.0.0", '"tls" is false for 0.0.0.0', "tls: false"),
    ("host: 127.0.0.1", "host: 127", "the number 127"),
    ("port: 143", "port: 0", "a number of at least 1"),
    ("port: 143", "port: 65536", "a number of at most 65535"),
    ("port: 143", "port: 143.5", "the number 143.5"),
    ("port: 143", 'port: "143"', 'the text "143"'),
    ("port: 143", 'port: "${INVITE_ADMIN_PASSWORD}"', "which is no number"),
    ("tls: false", "tls: off", 'the text "off"'),
    ("folder: INBOX", 'folder: ""', "a text that is not empty"),
    ("folder: INBOX", "folders: [INBOX]", 'the unknown key "folders"'),
]
_INTERSTITIALS: list[Idea] = [
    ("answer: tap", "answer: swap", "one of tap, back, swipe, stop"),
    ("answer: tap", "answer: back", 'taps with "tap" only'),
    ("answer: tap", "answer: [tap]", "one of tap, back, swipe, stop"),
    ("answer: tap", "answers: tap", 'did you mean "answer"?'),
    ("taps: [Agree and continue]", "taps: []", 'taps with "tap" only', "answer: tap"),
    ("taps: [Agree and continue]", "taps: Agree and continue", "a list"),
    ("taps: [Agree and continue]", "taps: [12]", "the number 12"),
    ("taps: [Agree and continue]", "says: agree", 'taps with "tap" only', "answer: tap"),
    ("shows: [Welcome to TikTok]", "shows: []", 'neither "shows" nor "package"', "- name: welcome"),
    ("shows: [Welcome to TikTok]", 'shows: [""]', "a text that is not empty"),
    ("shows: [Welcome to TikTok]", "shows: {a: b}", "a mapping"),
    ("shows: [Welcome to TikTok]", "shows: [[deep]]", "a list"),
    ("package: com.android.permissioncontroller", "package: 12", "the number 12"),
    ("says: solve it once by hand", "blame: product", 'did you mean "blames"?'),
    ("says: solve it once by hand", "says: [a]", "a list"),
    ("blames: infrastructure", "blames: nobody", "one of infrastructure, network, product"),
]
_LOCATORS: list[Idea] = [
    ('"47.*":', "47:", "the key 47"),
    ('"47.*":', "47.0:", "the key 47.0"),
    ('"47.*":', "newest:", 'a version: "*", "47.*" or "47.0.2"'),
    ('"47.*":', '"[0-9]*":', "a version"),
    ("PermissionsPage.invite:", "PermissionsPage:", "a part"),
    ("PermissionsPage.invite:", "permissions.invite:", "a part"),
    ("PermissionsPage.invite:", '"PermissionsPage.__class__":', "a part"),
    ("PermissionsPage.invite:", "PermissionsPage.invite.a:", "a part"),
    ("label: Invite members", "labels: Invite members", 'did you mean "label"?'),
    ("label: Invite members", 'label: ""', "a text that is not empty"),
    ("label: Invite members", "value: Invite members", "no whole alternative"),
    ("label: Invite members", "{label: a, using: id, value: b}", "no whole alternative"),
    ("using: accessibility id", "using: css selector", "one of id, accessibility id"),
    ("using: accessibility id", "using: [id]", "one of id, accessibility id"),
    ("value: Invite", "value: [Invite]", "a list"),
    ("    - label: Operator role", "    label: Operator role", "a mapping", "RolePage.operator:"),
    ("    - label: Operator role", "    []", "at least one item", "RolePage.operator:"),
    ("  RolePage.operator:\n    - label: Operator role", "  nothing", 'the text "nothing"', '"*":'),
]
_LANGUAGE: list[Idea] = [
    ("code: fr", "code: de", "fr, as the file"),
    ("code: fr", "codes: fr", 'did you mean "code"?'),
    ('"Home": "Home"', '"Homes": "Home"', 'the unknown label "Homes"'),
    ('"Home": "Home"', '"Home": ""', "a text that is not empty"),
    ('"Home": "Home"', '"Home": 12', "the number 12"),
    ('"Home": "Home"', '"Home": true', "true"),
    ('"Home": "Home"', '"Home":', "nothing"),
    ('"Home": "Home"', '"Home": [Home]', "a list"),
    ('"Home": "Home"', '"Home": {a: b}', "a mapping"),
    ('"Home": "Home"', '"Home\u200b": "Home"', r'the unknown label "Home\u200b"'),
    ('"Home": "Home"', '"Inbox": "Home"', 'the key "Inbox" for a second time', '"Inbox": "Inbox"'),
]
_IDEAS = {
    "profile": _PROFILE,
    "people": _PEOPLE,
    "interstitials": _INTERSTITIALS,
    "locators": _LOCATORS,
    "language": _LANGUAGE,
}


def trials() -> Iterator[Trial]:
    """Every idea, with the line where it stands."""
    for name, ideas in _IDEAS.items():
        kind = KINDS[name]
        for right, wrong, says, *named in ideas:
            text, _ = kind.with_line(right, wrong)
            _, line = kind.with_line(*(named or [right]), "")
            shown = " ".join(f"{wrong!r}"[1:-1].split())[:60]
            yield Trial(f"{shown} in line {line}", kind, text, says, line)
