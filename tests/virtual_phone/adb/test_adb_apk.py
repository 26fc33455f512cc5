"""What an APK says of itself."""

import pytest
from compiled_manifest import apk, app, compiled
from hypothesis import given, settings
from hypothesis import strategies as some

from virtual_phone.adb.apk import Instrumentation, Manifest, NoApk, read_manifest

ABOUT = {"package": "com.example.shop", "versionCode": 42, "versionName": "4.2"}


def test_manifest_is_read() -> None:
    """Package, version, permissions, activities, test runners."""
    assert read_manifest(
        app("com.example.shop", 42, "4.2", test_of="com.example.other")
    ) == Manifest(
        "com.example.shop",
        42,
        "4.2",
        ("android.a.CAMERA",),
        (Instrumentation("androidx.test.runner.AndroidJUnitRunner", "com.example.other"),),
        ("com.example.shop.Main",),
    )


@pytest.mark.parametrize("utf8", [True, False])
@pytest.mark.parametrize("stripped", [True, False])
def test_manifest_in_every_spelling(utf8: bool, stripped: bool) -> None:
    """Strings of 8 or 16 bits, attributes by name or by number."""
    manifest = compiled([("manifest", ABOUT)], utf8=utf8, stripped=stripped)
    assert read_manifest(apk(manifest)) == Manifest("com.example.shop", 42, "4.2")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "INSTALL_PARSE_FAILED_NOT_APK"),
        (b"PK nonsense", "INSTALL_PARSE_FAILED_NOT_APK"),
        (apk(b""), "INSTALL_PARSE_FAILED_BAD_MANIFEST"),
        (apk(b"<manifest package='a.b'/>"), "INSTALL_PARSE_FAILED_BAD_MANIFEST"),
        (apk(compiled([("application", {})])), "INSTALL_PARSE_FAILED_BAD_PACKAGE_NAME"),
    ],
)
def test_what_is_no_apk(data: bytes, reason: str) -> None:
    """In Android's words."""
    with pytest.raises(NoApk, match=reason):
        read_manifest(data)


@settings(max_examples=500)
@given(some.data())
def test_a_damaged_manifest_is_refused_or_read(data: some.DataObject) -> None:
    """Whatever bytes are wrong in it, nothing else goes wrong."""
    manifest = bytearray(compiled([("manifest", ABOUT)]))
    for _ in range(data.draw(some.integers(1, 4))):
        manifest[data.draw(some.integers(0, len(manifest) - 1))] = data.draw(some.integers(0, 255))
    cut = data.draw(some.integers(0, len(manifest)))
    for damaged in (bytes(manifest), bytes(manifest[:cut])):
        try:
            read_manifest(apk(damaged))
        except NoApk:
            continue
