"""Makes APKs with nothing in them but a compiled manifest."""

import io
import struct
import zipfile

ANDROID_NUMBERS = {
    "name": 0x01010003,
    "targetPackage": 0x01010021,
    "versionCode": 0x0101021B,
    "versionName": 0x0101021C,
}
_NONE = 0xFFFFFFFF
Elements = list[tuple[str, dict[str, str | int]]]


def compiled(elements: Elements, *, utf8: bool = False, stripped: bool = False) -> bytes:
    """A compiled XML file: start tags alone, in order.

    Args:
        elements: Names and attributes.
        utf8: How its strings are written.
        stripped: Without the names of android's own attributes, as some packers leave them.
    """
    strings = list(ANDROID_NUMBERS)
    for name, attributes in elements:
        strings += [name, *attributes]
        strings += [value for value in attributes.values() if isinstance(value, str)]
    strings = list(dict.fromkeys(strings))
    shown = ["" if stripped and text in ANDROID_NUMBERS else text for text in strings]
    body = _pool(shown, utf8=utf8)
    numbers = struct.pack(f"<{len(ANDROID_NUMBERS)}I", *ANDROID_NUMBERS.values())
    body += struct.pack("<HHI", 0x0180, 8, 8 + len(numbers)) + numbers
    for name, attributes in elements:
        body += _tag(name, attributes, strings)
    return struct.pack("<HHI", 0x0003, 8, 8 + len(body)) + body


def _pool(strings: list[str], *, utf8: bool) -> bytes:
    data, offsets = b"", []
    for text in strings:
        offsets.append(len(data))
        if utf8:
            data += bytes([len(text), len(text.encode())]) + text.encode() + b"\0"
        else:
            data += struct.pack("<H", len(text)) + text.encode("utf-16-le") + b"\0\0"
    data += b"\0" * (-len(data) % 4)
    start = 28 + 4 * len(strings)
    head = struct.pack("<5I", len(strings), 0, 0x100 if utf8 else 0, start, 0)
    table = struct.pack(f"<{len(strings)}I", *offsets)
    return struct.pack("<HHI", 0x0001, 28, start + len(data)) + head + table + data


def _tag(name: str, attributes: dict[str, str | int], strings: list[str]) -> bytes:
    body = struct.pack("<IIHHHHHH", _NONE, strings.index(name), 20, 20, len(attributes), 0, 0, 0)
    for key, value in attributes.items():
        place = strings.index(key)
        if isinstance(value, str):
            text = strings.index(value)
            body += struct.pack("<IIIHBBI", _NONE, place, text, 8, 0, 0x03, text)
        else:
            body += struct.pack("<IIIHBBI", _NONE, place, _NONE, 8, 0, 0x10, value)
    return struct.pack("<HHIII", 0x0102, 16, 16 + len(body), 1, _NONE) + body


def apk(manifest: bytes) -> bytes:
    """A zip with this manifest."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("AndroidManifest.xml", manifest)
    return file.getvalue()


def app(package: str, code: int = 1, version: str = "1.0", **more: str) -> bytes:
    """An APK of a package; `test_of` puts a test runner in it, `asks` another permission."""
    about = {"package": package, "versionCode": code, "versionName": version}
    asks = ["android.a.CAMERA", *([more["asks"]] if "asks" in more else [])]
    elements: Elements = [("manifest", about)]
    elements += [("uses-permission", {"name": each}) for each in asks]
    if "test_of" in more:
        runner = {"name": "androidx.test.runner.AndroidJUnitRunner"}
        elements.append(("instrumentation", {**runner, "targetPackage": more["test_of"]}))
    elements.append(("activity", {"name": ".Main"}))
    return apk(compiled(elements))
