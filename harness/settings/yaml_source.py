"""YAML, strictly: every value knows its line, and what could surprise is refused.

Scalars follow YAML 1.2 (`no` and `off` are text, not false; `+1 202...` is text). Anchors, tags,
doubled keys, several documents and files that are too big or too deep are errors.
"""

import math
import re
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, NoReturn

import yaml
from yaml.composer import Composer
from yaml.resolver import Resolver

from harness.errors import ConfigurationError, Place, cited
from harness.text_file import read_text

# All of it is read in about a second, whatever stands in it.
MAX_BYTES = 250_000
MAX_VALUES = 20_000
MAX_DEPTH = 20
MAX_KEY = 500
MAX_TEXT = 10_000
_BEYOND_UNICODE = re.compile(r"\\U(?!000|0010)")

KeyPath = tuple[str | int, ...]


@dataclass(frozen=True)
class Source:
    """What a YAML file says, and where it says it.

    Attributes:
        file: The file, as it was named.
        data: Dicts, lists, texts, numbers, Booleans and None.
        lines: Line (from 1) of every key and list item by its path; `()` is the document's.
    """

    file: Path
    data: Any
    lines: Mapping[KeyPath, int]

    def place(self, path: KeyPath) -> Place:
        """Where the value at `path` stands, or the nearest thing around it."""
        while path not in self.lines:
            path = path[:-1]
        return Place(self.file, self.lines[path])


def read_yaml(file: Path) -> Source:
    """Read a YAML file.

    Raises:
        ConfigurationError: With file and line, for anything that is not plain, strict YAML.
    """
    return parse_yaml(read_text(file, "a YAML file", MAX_BYTES), file)


# A run reads some files several times over.
@lru_cache(maxsize=16)
def parse_yaml(text: str, file: Path) -> Source:
    """Read YAML from a text; `file` is named in errors only.

    Raises:
        ConfigurationError: As `read_yaml`.
    """
    _refuse_tabs(text, file)
    try:
        root = _Composer(_unsurprising(text, file)).get_single_node()
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        character = chr(error.character)
        _refuse(file, line, f"the character {character!r}", "printable text")
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = f"this is not YAML: {error.problem or error.context}"
        _refuse(file, mark.line + 1 if mark else 1, what, "YAML, such as `key: value`")
    except (ValueError, OverflowError) as error:  # an escape that stands for no character
        beyond = _BEYOND_UNICODE.search(text)
        line = text.count("\n", 0, beyond.start() if beyond else 0) + 1
        _refuse(file, line, f"this is not YAML: {error}", "YAML, such as `key: value`")
    lines: dict[KeyPath, int] = {(): root.start_mark.line + 1 if root else 1}
    data = _construct(root, (), lines, file) if root else None
    return Source(file, data, lines)


class _Composer(Composer, Resolver):
    """PyYAML's nodes from events that were looked at before, by YAML 1.2's core schema."""

    def __init__(self, events: list[yaml.Event]) -> None:
        Composer.__init__(self)
        Resolver.__init__(self)
        self._events = deque(events)

    def check_event(self, *choices: type[yaml.Event]) -> bool:
        """Whether the next event is one of these."""
        return isinstance(self._events[0], choices)

    def peek_event(self) -> yaml.Event:
        """The next event, which stays the next."""
        return self._events[0]

    def get_event(self) -> yaml.Event:
        """The next event."""
        return self._events.popleft()


_Composer.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", r"~|null|Null|NULL|", "~nN\0"),
    ("int", r"-?(0|[1-9][0-9]*)", "-0123456789"),
    ("float", r"-?(0|[1-9][0-9]*)\.[0-9]+([eE][-+]?[0-9]+)?", "-0123456789"),
):
    _composer: Any = _Composer
    _composer.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}",
        re.compile(f"^(?:{_pattern})$"),
        ["" if first == "\0" else first for first in _first],
    )


def _refuse_tabs(text: str, file: Path) -> None:
    for number, line in enumerate(text.splitlines(), 1):
        if re.match(r" *\t", line):
            _refuse(file, number, "a tab at the start of the line", "spaces")


def _unsurprising(text: str, file: Path) -> list[yaml.Event]:
    """The events, looked at first: they come without recursion and without building anything."""
    events: list[yaml.Event] = []
    depth = documents = values = 0
    for event in yaml.parse(text, yaml.SafeLoader):
        events.append(event)
        line = event.start_mark.line + 1 if event.start_mark else 1
        values += isinstance(event, yaml.NodeEvent)
        if values > MAX_VALUES:
            _refuse(file, line, f"more than {MAX_VALUES:,} keys and values", "a shorter file")
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            _refuse(file, line, "an anchor or alias (`&`, `*`)", "the value itself, written out")
        tag = getattr(event, "tag", None)
        if tag is not None:
            _refuse(file, line, f"the tag {cited(tag)}", "plain values, without `!`")
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                _refuse(file, line, "a second document (`---`)", "one document in a file")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                _refuse(file, line, f"more than {MAX_DEPTH} levels", "a flatter file")
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    return events


def _construct(node: yaml.Node, path: KeyPath, lines: dict[KeyPath, int], file: Path) -> Any:
    if isinstance(node, yaml.MappingNode):
        return _construct_mapping(node, path, lines, file)
    if isinstance(node, yaml.SequenceNode):
        items = []
        for index, item in enumerate(node.value):
            lines[*path, index] = item.start_mark.line + 1
            items.append(_construct(item, (*path, index), lines, file))
        return items
    return _scalar(node, file)


def _construct_mapping(
    node: yaml.MappingNode, path: KeyPath, lines: dict[KeyPath, int], file: Path
) -> dict[str, Any]:
    mapping: dict[str, Any] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        key = _scalar(key_node, file) if isinstance(key_node, yaml.ScalarNode) else None
        if not isinstance(key, str):
            shown = key_node.value if isinstance(key_node, yaml.ScalarNode) else "a list or mapping"
            _refuse(
                file, line, f"the key {cited(shown)}", 'text as a key; put it in quotes, as in "47"'
            )
        if len(key) > MAX_KEY:
            _refuse(file, line, f"a key of {len(key):,} characters", f"at most {MAX_KEY}")
        if key == "<<":
            _refuse(file, line, "a merge key (`<<`)", "the keys themselves, written out")
        if key in mapping:
            first = lines[*path, key]
            _refuse(
                file, line, f'the key "{cited(key)}" for a second time', f"once; see line {first}"
            )
        lines[*path, key] = line
        mapping[key] = _construct(value_node, (*path, key), lines, file)
    return mapping


def _scalar(node: yaml.Node, file: Path) -> Any:
    value: str = node.value
    if len(value) > MAX_TEXT and not value.isdecimal():
        line = node.start_mark.line + 1
        _refuse(file, line, f"a text of {len(value):,} characters", f"at most {MAX_TEXT:,}")
    unsayable = next((each for each in value if each < " " and each not in "\n\t"), None)
    unsayable = unsayable or next((each for each in value if "\ud800" <= each <= "\udfff"), None)
    if unsayable is not None:
        line = node.start_mark.line + 1
        _refuse(file, line, f"the character U+{ord(unsayable):04X}", "printable text")
    match node.tag.rpartition(":")[2]:
        case "bool":
            return value.lower() == "true"
        case "null":
            return None
        case "int":
            if len(value) > 18:  # noqa: PLR2004 - more is no port, no time and no index
                _refuse(file, node.start_mark.line + 1, "a number of 19 digits or more", "less")
            return int(value)
        case "float":
            if math.isinf(float(value)):
                _refuse(
                    file, node.start_mark.line + 1, f"the number {cited(value)}", "a smaller one"
                )
            return float(value)
    return value


def _refuse(file: Path, line: int | None, found: str, expected: str) -> NoReturn:
    raise ConfigurationError(Place(file, line), found, expected)
