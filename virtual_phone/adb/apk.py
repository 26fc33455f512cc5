"""What an APK says of itself: its compiled AndroidManifest.xml."""

import io
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

_XML, _STRINGS, _RESOURCE_IDS, _ELEMENT = 0x0003, 0x0001, 0x0180, 0x0102
_UTF8: Final = 0x100
_NONE: Final = 0xFFFFFFFF
_TEXT, _WHOLE_NUMBERS = 0x03, {0x10, 0x11}
_LARGEST_MANIFEST: Final = 4 * 1024 * 1024
# Names may be stripped of android's own attributes: their numbers stay.
_ANDROID: Final = {
    0x01010003: "name",
    0x01010021: "targetPackage",
    0x0101021B: "versionCode",
    0x0101021C: "versionName",
}


class NoApk(Exception):
    """The file is no APK that a phone would install; the text is Android's reason."""


@dataclass(frozen=True)
class Instrumentation:
    """A test runner: its class, and the package that it tests."""

    runner: str
    target: str


@dataclass(frozen=True)
class Manifest:
    """What a phone needs to know of an app.

    Attributes:
        package: Its name.
        version_code: For comparing.
        version_name: For people.
        permissions: That it asks for.
        instrumentations: Test runners in it.
        activities: Full names of their classes.
    """

    package: str
    version_code: int = 0
    version_name: str = ""
    permissions: tuple[str, ...] = ()
    instrumentations: tuple[Instrumentation, ...] = ()
    activities: tuple[str, ...] = ()


@dataclass
class _Element:
    name: str
    attributes: dict[str, str] = field(default_factory=dict)


def read_manifest(apk: bytes) -> Manifest:
    """The manifest within an APK.

    Args:
        apk: The whole file.

    Raises:
        NoApk: There is none, or it cannot be read.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(apk)) as archive:
            entry = archive.getinfo("AndroidManifest.xml")
            if entry.file_size > _LARGEST_MANIFEST:
                raise NoApk("INSTALL_PARSE_FAILED_BAD_MANIFEST")
            compiled = archive.read(entry)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise NoApk(f"INSTALL_PARSE_FAILED_NOT_APK: {error}") from error
    except KeyError as error:
        raise NoApk("INSTALL_PARSE_FAILED_BAD_MANIFEST: no AndroidManifest.xml") from error
    try:
        return _manifest(list(_elements(compiled)))
    except (struct.error, IndexError, ValueError) as error:
        raise NoApk(f"INSTALL_PARSE_FAILED_BAD_MANIFEST: {error}") from error


def _manifest(elements: list[_Element]) -> Manifest:
    root = next((each for each in elements if each.name == "manifest"), _Element(""))
    package = root.attributes.get("package", "")
    if not package:
        raise NoApk("INSTALL_PARSE_FAILED_BAD_PACKAGE_NAME")

    def named(kind: str) -> Iterator[dict[str, str]]:
        return (each.attributes for each in elements if each.name == kind)

    def full(name: str) -> str:
        return package + name if name.startswith(".") else name

    return Manifest(
        package,
        int(root.attributes.get("versionCode", "0")),
        root.attributes.get("versionName", ""),
        tuple(each.get("name", "") for each in named("uses-permission")),
        tuple(
            Instrumentation(full(each.get("name", "")), each.get("targetPackage", package))
            for each in named("instrumentation")
        ),
        tuple(full(each.get("name", "")) for each in named("activity")),
    )


def _elements(data: bytes) -> Iterator[_Element]:
    """The start tags of a compiled XML file, in order."""
    kind, header, size = struct.unpack_from("<HHI", data)
    if kind != _XML or size > len(data):
        raise ValueError("no compiled XML")
    strings: list[str] = []
    numbers: tuple[int, ...] = ()
    at = header
    while at < size:
        kind, header, length = struct.unpack_from("<HHI", data, at)
        if length < 8 or at + length > size:  # noqa: PLR2004 -- a chunk's header alone has 8 bytes
            raise ValueError("a chunk of it is damaged")
        if kind == _STRINGS:
            strings = _strings(data[at : at + length])
        elif kind == _RESOURCE_IDS:
            numbers = struct.unpack_from(f"<{(length - header) // 4}I", data, at + header)
        elif kind == _ELEMENT:
            yield _element(data, at + header, strings, numbers)
        at += length


def _element(data: bytes, at: int, strings: list[str], numbers: tuple[int, ...]) -> _Element:
    _space, name, start, size, count = struct.unpack_from("<IIHHH", data, at)
    element = _Element(strings[name])
    for index in range(count):
        place = at + start + index * size
        _space, key, raw, _size, _zero, kind, value = struct.unpack_from("<IIIHBBI", data, place)
        number = numbers[key] if key < len(numbers) else 0
        label = _ANDROID.get(number) or strings[key]
        if kind == _TEXT or raw != _NONE:
            element.attributes[label] = strings[value if kind == _TEXT else raw]
        elif kind in _WHOLE_NUMBERS:
            element.attributes[label] = str(value)
    return element


def _strings(chunk: bytes) -> list[str]:
    count, _styles, flags, start, _styles_start = struct.unpack_from("<5I", chunk, 8)
    if count * 4 > len(chunk):
        raise ValueError("its strings are damaged")
    offsets = struct.unpack_from(f"<{count}I", chunk, 28)
    read = _utf8 if flags & _UTF8 else _utf16
    return [read(chunk, start + offset) for offset in offsets]


def _utf8(chunk: bytes, at: int) -> str:
    at += 2 if chunk[at] & 0x80 else 1  # the length in characters
    length = chunk[at]
    if length & 0x80:
        length = (length & 0x7F) << 8 | chunk[at + 1]
        at += 1
    return chunk[at + 1 : at + 1 + length].decode("utf-8", "replace")


def _utf16(chunk: bytes, at: int) -> str:
    length = struct.unpack_from("<H", chunk, at)[0]
    if length & 0x8000:
        length = (length & 0x7FFF) << 16 | struct.unpack_from("<H", chunk, at + 2)[0]
        at += 2
    return chunk[at + 2 : at + 2 + 2 * length].decode("utf-16-le", "replace")
