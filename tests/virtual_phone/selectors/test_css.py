"""CSS selectors."""

import pytest

from virtual_phone.selectors.css import to_ui_selector
from virtual_phone.selectors.errors import InvalidSelector


@pytest.mark.parametrize(
    ("css", "expression"),
    [
        ("#login", '.resourceId("com.example.app:id/login")'),
        (r"#android\:id\/title", '.resourceId("android:id/title")'),
        (".android.widget.Button", r'.classNameMatches("android\.widget\.Button")'),
        ("android.widget.Button", '.className("android.widget.Button")'),
        ("Button", '.classNameMatches("Button")'),
        ('*[text="In\'vite"]', '.text("In\'vite")'),
        ('[text^="In"]', '.textStartsWith("In")'),
        ('[description*="vi"]', '.descriptionContains("vi")'),
        ('[content-desc$="te"]', '.descriptionMatches("te$")'),
        ("[checked]", ".checked(true)"),
        ("[long-clickable=false]", ".longClickable(false)"),
        ("*:nth-child(3)", ".index(3)"),
        (
            "#list > [text=x]",
            '.resourceId("com.example.app:id/list").childSelector(new UiSelector().text("x"))',
        ),
    ],
)
def test_is_rewritten(css: str, expression: str) -> None:
    """The driver's forms become a UiSelector."""
    assert to_ui_selector(css, "com.example.app") == f"new UiSelector(){expression}"


@pytest.mark.parametrize("css", ["", "[", "#", "a, b", "a + b", "[colour=red]", "[enabled=maybe]"])
def test_other_css_is_refused(css: str) -> None:
    """What the driver does not rewrite is an invalid selector that names the CSS."""
    with pytest.raises(InvalidSelector, match="CSS selector"):
        to_ui_selector(css, "com.example.app")
