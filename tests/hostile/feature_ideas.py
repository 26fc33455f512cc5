"""What can be wrong with a feature file."""

from collections.abc import Iterator

from trial import FEATURE, FEATURE_FILE, Trial, Write

_WHEN = "    When the Admin logs in by phone number\n"
_THEN = "    Then the Admin can open Permissions of the Organization Account\n"
_TITLE = "  Scenario: An Admin logs in by phone number\n"
_OUTLINE = "  Scenario Outline: An Admin logs in by <way>\n    When the Admin logs in by <way>\n"
_ROWS = "    Examples:\n      | way          |\n"
_ROW = "      | phone number |\n"
_HEAD = FEATURE[: FEATURE.index("  @guide")]
_LAST = FEATURE.count("\n")

# (name, text, what is said of it, line)
IDEAS: list[tuple[str, str | bytes | Write, str, int | None]] = [
    ("empty", "", "the file is empty", None),
    ("only spaces", " \n\n\t\n", "the file is empty", None),
    ("only comments", "# a\n# b\n", "there is no feature in the file", 1),
    ("only a tag", "@guide\n", "unexpected end of file", None),
    ("only a title", "Feature: Tried\n", "has no scenario", 1),
    ("no name", FEATURE.replace("Feature: Tried", "Feature:"), "a feature without a name", 1),
    ("no feature", _TITLE + _WHEN + _THEN, "cannot stand here", 1),
    ("two features", FEATURE + FEATURE, "Multiple features", _LAST + 1),
    ("a keyword of nobody", FEATURE.replace("Feature:", "Capability:"), "cannot stand here", 1),
    ("a misspelt feature", FEATURE.replace("Feature:", "Featur:"), "cannot stand here", 1),
    ("a misspelt scenario", FEATURE.replace("Scenario:", "Scenari:"), "cannot stand here", None),
    ("a misspelt step", FEATURE.replace("    When", "    Whem"), 'write "When" for "Whem"', 6),
    ("a step in capitals", FEATURE.replace("    Then", "    THEN"), "cannot stand here", 7),
    ("a language of nobody", f"# language: xx\n{FEATURE}", "Language not supported: xx", 1),
    ("the wrong language", f"# language: de\n{FEATURE}", "cannot stand here", 2),
    ("a program", "#!/bin/sh\ntouch canary\n", "cannot stand here", 2),
    ("YAML", "a: 1\nb: 2\n", "cannot stand here", 1),
    ("JSON", '{"feature": 1}\n', "cannot stand here", 1),
    ("a page", "<html>\n</html>\n", "cannot stand here", 1),
    # scenarios
    ("no scenario's name", FEATURE.replace(_TITLE, "  Scenario:\n"), "without a name", 5),
    ("no steps", FEATURE.replace(_WHEN + _THEN, ""), "has no steps, and would pass", 5),
    ("no Then", FEATURE.replace(_THEN, ""), "has no Then, and so checks nothing", 5),
    ("And first", FEATURE.replace("    When", "    And"), 'the first step begins with "And"', 6),
    ("a star first", FEATURE.replace("    When", "    *"), 'the first step begins with "*"', 6),
    ("a step with no text", FEATURE.replace(_WHEN, "    When\n"), 'write "When" for "When"', 6),
    ("a doubled name", FEATURE + _TITLE + _WHEN + _THEN, "a second scenario", _LAST + 1),
    (
        "an unknown step",
        FEATURE.replace("logs in by phone", "flies by phone"),
        "undefined: no step definition fits",
        6,
    ),
    (
        "a step for another keyword",
        FEATURE.replace("    When", "    Given"),
        "undefined: no step definition fits",
        6,
    ),
    (
        "a step with an invisible letter",
        FEATURE.replace("logs in", "logs\u200bin"),
        r"logs\u200bin",
        6,
    ),
    (
        "a template's code",
        FEATURE.replace("phone number\n    Then", "{{7*7}} ${x} $(touch canary)\n    Then"),
        "undefined",
        6,
    ),
    ("a background alone", f"{_HEAD}  Background:\n{_WHEN}", "has no scenario", 1),
    (
        "an empty background",
        FEATURE.replace("  @guide", "  Background:\n\n  @guide"),
        "a background with no steps",
        4,
    ),
    (
        "two backgrounds",
        FEATURE.replace("  @guide", f"  Background:\n{_WHEN}  Background:\n{_WHEN}\n  @guide"),
        "Background",
        6,
    ),
    ("a background too late", f"{FEATURE}  Background:\n{_WHEN}", "cannot stand here", _LAST + 1),
    ("a step before all", f"{_HEAD}{_WHEN}", "has no scenario", 1),
    # tables and texts
    (
        "a ragged table",
        FEATURE.replace(_THEN, "      | a | b |\n      | c |\n" + _THEN),
        "inconsistent cell count",
        8,
    ),
    (
        "a table that nobody takes",
        FEATURE.replace(_THEN, "      | a |\n" + _THEN),
        "a table stands below the step",
        6,
    ),
    ("a table in the air", f"{_HEAD}  | a |\n", "has no scenario", None),
    (
        "an open text",
        FEATURE + '      """\n      never closed\n',
        "unexpected end of file",
        None,
    ),
    (
        "a text that nobody takes",
        FEATURE.replace(_THEN, '      """\n      a\n      """\n' + _THEN),
        "a text block stands below the step",
        6,
    ),
    # outlines
    ("no examples", f"{_HEAD}{_OUTLINE}{_THEN}", "has no Examples", 4),
    ("examples with no table", f"{_HEAD}{_OUTLINE}{_THEN}    Examples:\n", "with no row", 7),
    ("examples with no row", f"{_HEAD}{_OUTLINE}{_THEN}{_ROWS}", "with no row", 7),
    (
        "ragged examples",
        f"{_HEAD}{_OUTLINE}{_THEN}{_ROWS}      | phone number | more |\n",
        "inconsistent cell count",
        9,
    ),
    (
        "a doubled row",
        f"{_HEAD}{_OUTLINE}{_THEN}{_ROWS}{_ROW * 2}",
        "the row of line 9 again",
        10,
    ),
    (
        "a doubled column",
        f"{_HEAD}{_OUTLINE}{_THEN}    Examples:\n      | way | way |\n      | a | b |\n",
        'the column "way" stands there 2 times',
        8,
    ),
    (
        "a column for nothing",
        f"{_HEAD}{_OUTLINE}{_THEN}    Examples:\n      | way | no |\n      | phone number | b |\n",
        'no step uses the column "no"',
        8,
    ),
    (
        "a placeholder for nothing",
        f"{_HEAD}{_OUTLINE.replace('by <way>', 'by <means>', 1)}{_THEN}{_ROWS}"
        "      | phone number |\n",
        "<means> is no column",
        4,
    ),
    (
        "an example that fits no step",
        f"{_HEAD}{_OUTLINE}{_THEN}{_ROWS}      | <way> |\n",
        "undefined",
        5,
    ),
    # big
    ("a line of 10 MB", lambda file: file.write_text("#" * 10_000_000), "bytes", None),
    ("a line of 50 kB", FEATURE.replace("Tried", "x" * 50_000), "a line of 50,009 characters", 1),
    (
        "10,000 scenarios",
        _HEAD + "".join(f"  Scenario: {number}\n{_WHEN}{_THEN}" for number in range(10_000)),
        "bytes",
        None,
    ),
    (
        "1,500 small scenarios",
        _HEAD + "".join(f"  Scenario: s{number}\n    Given a\n" for number in range(1_500)),
        "1,500 scenarios in a file",
        2004 + 0,
    ),
    (
        "5,000 rows",
        f"{_HEAD}{_OUTLINE}{_THEN}{_ROWS}" + "".join(f"|{number}|\n" for number in range(5_000)),
        "more than 5,000 steps",
        4,
    ),
    (
        "rows by steps",
        f"{_HEAD}{_OUTLINE}{_WHEN * 400}{_ROWS}" + "".join(f"|{row}|\n" for row in range(400)),
        "more than 5,000 steps",
        4,
    ),
    ("many placeholders", FEATURE.replace("phone number\n    T", "<" * 900 + "\n    T"), "", 6),
    (
        "1,000 unknown steps",
        FEATURE + "".join(f"    And nonsense {number}\n" for number in range(1_000)),
        "undefined",
        8,
    ),
    # characters
    ("UTF-16", FEATURE.encode("utf-16"), "UTF-16", 1),
    ("UTF-16 without a mark", FEATURE.encode("utf-16-le"), "a NUL byte", 1),
    ("UTF-32", FEATURE.encode("utf-32"), "UTF-32", 1),
    ("a byte order mark", b"\xef\xbb\xbf" + FEATURE.encode(), "a byte order mark", 1),
    ("Latin-1", f"{FEATURE}# é\n".encode("latin-1"), "not UTF-8", _LAST + 1),
    ("random bytes", bytes(range(128, 256)), "not UTF-8", 1),
    ("a NUL", f"{FEATURE}# \0\n", "a NUL byte", _LAST + 1),
    ("a terminal's command", FEATURE.replace("Tried", "\x1b[2J"), "U+001B", 1),
    ("a bell", f"{FEATURE}# \a\n", "U+0007", _LAST + 1),
    ("text turned around", FEATURE.replace("phone number\n    T", "\u202e\n    T"), "U+202E", 6),
    ("a comment turned around", f"{FEATURE}# \u2067\n", "U+2067", _LAST + 1),
]


def trials() -> Iterator[Trial]:
    """Every idea."""
    for name, content, says, line in IDEAS:
        yield Trial(name, FEATURE_FILE, content, says, line)
