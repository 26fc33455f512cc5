"""A locator as it is written down: for Appium's Python client, and in config/locators.yaml."""

from typing import Final

_BY: Final = {
    "accessibility id": "ACCESSIBILITY_ID",
    "-android uiautomator": "ANDROID_UIAUTOMATOR",
    "id": "ID",
    "xpath": "XPATH",
    "class name": "CLASS_NAME",
}
_SHORT: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def quoted(text: str) -> str:
    """The text in double quotes, as both Python and YAML read it back."""
    return f'"{"".join(map(_escaped, text))}"'


def as_python(using: str, value: str, position: int) -> str:
    """A line for a test with Appium-Python-Client.

    Args:
        using: WebDriver's name of the strategy.
        value: What it looks for.
        position: Which of the matches is meant, from 0.
    """
    arguments = f"AppiumBy.{_BY[using]}, {quoted(value)}"
    if position:
        return f"driver.find_elements({arguments})[{position}]"
    return f"driver.find_element({arguments})"


def as_yaml(using: str, value: str) -> str:
    """A line below a part in config/locators.yaml."""
    return f"- {{using: {using}, value: {quoted(value)}}}"


def _escaped(character: str) -> str:
    if character in _SHORT:
        return _SHORT[character]
    if character.isprintable():
        return character
    number = ord(character)
    if number <= 0xFF:  # noqa: PLR2004 -- two digits
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"  # noqa: PLR2004 -- four
