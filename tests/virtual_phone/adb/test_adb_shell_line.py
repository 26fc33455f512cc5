"""Command lines, taken apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from virtual_phone.adb.shell.line import Command, Step, SyntaxFault, parse


def words(line: str) -> list[list[str]]:
    """The words of each command, pipes and connectors left out."""
    return [command.words for step in parse(line) for command in step.commands]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("getprop ro.build.version.sdk", [["getprop", "ro.build.version.sdk"]]),
        ("settings put global a 1;settings put global b 2", [
            ["settings", "put", "global", "a", "1"], ["settings", "put", "global", "b", "2"]]),
        ("""export ANDROID_LOG_TAGS="''"; exec logcat '-v' 'threadtime'""", [
            ["export", "ANDROID_LOG_TAGS=''"], ["exec", "logcat", "-v", "threadtime"]]),
        ("[ -e '/data/local/tmp/a b' ] && echo __PASS__", [
            ["[", "-e", "/data/local/tmp/a b", "]"], ["echo", "__PASS__"]]),
        ("dumpsys deviceidle whitelist +a ; dumpsys deviceidle whitelist +b ;", [
            ["dumpsys", "deviceidle", "whitelist", "+a"],
            ["dumpsys", "deviceidle", "whitelist", "+b"]]),
        ("am start -d 'https://a.example/?x=1&y=2;z|w'", [
            ["am", "start", "-d", "https://a.example/?x=1&y=2;z|w"]]),
        (r"am start -d https://a.example/?x=1\&y=2", [
            ["am", "start", "-d", "https://a.example/?x=1&y=2"]]),
        ("input text ''hi''", [["input", "text", "hi"]]),
        ("echo ''", [["echo", ""]]),
        ("echo one\necho two\n", [["echo", "one"], ["echo", "two"]]),
        ("LANG=C date", [["date"]]),
        ("# nothing", [["#", "nothing"]]),
        (r"""echo '$(a) `b` $?' \$?""", [["echo", "$(a) `b` $?", "$?"]]),
        ("", []),
    ],
)  # fmt: skip
def test_words(line: str, expected: list[list[str]]) -> None:
    """Quotes hold together, separators part, also without blanks."""
    assert words(line) == expected


def test_connectors_pipes_and_redirections() -> None:
    """All of a shell that scripts send to phones."""
    assert parse("a 2>&1 | b -x || c > /sdcard/f && d >> '/sdcard/g h' 2>/dev/null ; e < /f") == [
        Step(";", [Command(["a"], errors="with output"), Command(["b", "-x"])]),
        Step("||", [Command(["c"], write_to="/sdcard/f")]),
        Step("&&", [Command(["d"], write_to="/sdcard/g h", append=True, errors="nowhere")]),
        Step(";", [Command(["e"], read_from="/f")]),
    ]


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("echo 'one", "no closing quote"),
        ("| a", "unexpected '|'|unexpected 'newline'"),
        ("a |", "unexpected 'newline'"),
        ("a && ; b", "unexpected ';'"),
        ("a &&", "unexpected 'newline'"),
        ("&& a", "unexpected '&&'"),
        ("; a", "unexpected ';'"),
        ("a >", "unexpected 'newline'"),
        ("a > ; b", "unexpected ';'"),
        ("a >| b", r"unexpected '>\|'"),
        ("kill -2 $(pidof screenrecord)", "a command's output in a line is beyond the virtual"),
        ('echo "$(date)"', "a command's output"),
        ("echo `date`", "a command's output"),
    ],
)
def test_what_is_no_line(line: str, complaint: str) -> None:
    """Said as a shell says it."""
    with pytest.raises(SyntaxFault, match=complaint):
        parse(line)


@given(some.text(max_size=60) | some.text("'\"\\;&|<>$?`( \na2", max_size=30))
def test_any_line_is_one_or_is_refused(line: str) -> None:
    """Nothing else can happen."""
    try:
        parse(line)
    except SyntaxFault:
        return


@given(some.lists(some.text(min_size=1, max_size=10), min_size=1, max_size=4))
def test_quoted_words_come_through(texts: list[str]) -> None:
    """Whatever is in them."""
    texts = [text.replace("'", "").replace("\0", "") or "x" for text in texts]
    assert words("echo " + " ".join(f"'{text}'" for text in texts)) == [["echo", *texts]]
