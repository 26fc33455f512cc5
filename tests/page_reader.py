"""Somebody who opens a page that a run left: on a laptop, a phone, in the dark, without scripts."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from selenium.webdriver import ActionChains, Chrome, Keys

from harness.npm import installed

_AXE = Path(__file__).parent / "axe"
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_ASK_AXE = """
const [rules, done] = arguments;
axe.run(document, {runOnly: rules, resultTypes: ["violations"]}).then((found) => done(
  found.violations.flatMap((rule) => rule.nodes.map(
    (node) => `${rule.id}: ${node.target.join(" ")}: ${node.failureSummary}`)))
);
"""
_EVERY_WORD_OPEN = "document.querySelectorAll('details').forEach((each) => { each.open = true; })"
_TOO_WIDE = """
const width = document.documentElement.clientWidth;
const scrolls = (node) => node.parentElement &&
  (getComputedStyle(node.parentElement).overflowX === "auto" || scrolls(node.parentElement));
return [...document.querySelectorAll("body *")]
  .filter((node) => node.getBoundingClientRect().right > width + 1 && !scrolls(node))
  .map((node) => `${node.tagName}.${node.className.baseVal ?? node.className}`);
"""


class PageReader:
    """A reader of one page.

    Args:
        browser: A real one.
        needed: Finds Node, which axe-core is installed with.
    """

    def __init__(self, browser: Chrome, needed: Callable[..., str]) -> None:
        self._browser, self._needed = browser, needed

    def open(self, page: Path | str, *, width_px: int = 1400, scheme: str = "light") -> None:
        """Opens a page by its file or address, with everything on it unfolded."""
        metrics = {"width": width_px, "height": 844, "deviceScaleFactor": 1, "mobile": False}
        self.command("Emulation.setDeviceMetricsOverride", metrics)
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.command("Emulation.setEmulatedMedia", {"media": "", "features": features})
        self._browser.get(page.as_uri() if isinstance(page, Path) else page)
        self._browser.execute_script(_EVERY_WORD_OPEN)

    def ask(self, script: str) -> Any:
        """What a script says of the page."""
        return self._browser.execute_script(script)

    def ask_and_wait(self, script: str) -> Any:
        """What a script hands to its last argument, sooner or later."""
        return self._browser.execute_async_script(script)

    def press(self, key: str) -> None:
        """Presses a key of the keyboard: "Tab", "Enter", "Space", or "Shift+Tab"."""
        *held, key = (getattr(Keys, name.upper()) for name in key.split("+"))
        actions = ActionChains(self._browser, duration=0)
        for each in held:
            actions.key_down(each)
        actions.send_keys(key)
        for each in held:
            actions.key_up(each)
        actions.perform()

    def too_wide(self) -> list[str]:
        """What stands out of the window, and the page itself where it scrolls sideways."""
        page = self.ask("const page = document.documentElement;return page.scrollWidth")
        sideways = page > self.ask("return window.innerWidth")
        return [*self.ask(_TOO_WIDE), *(["the page"] if sideways else [])]

    def barriers(self) -> list[str]:
        """What stands in the way of people with a screen reader, a keyboard or weak eyes."""
        self._needed("node")
        self._needed("npm")
        axe = installed(_AXE, "axe", print) / "node_modules" / "axe-core" / "axe.min.js"
        # Beside the page's content security policy, which forbids scripts.
        self.command("Page.setBypassCSP", {"enabled": True})
        self._browser.refresh()
        self._browser.execute_script(_EVERY_WORD_OPEN)
        self._browser.execute_script(axe.read_text("utf-8"))
        try:
            return list(self._browser.execute_async_script(_ASK_AXE, _RULES))
        finally:
            self.command("Page.setBypassCSP", {"enabled": False})

    def requests(self) -> list[str]:
        """Every address that the page loaded something from."""
        entries = self.ask("return performance.getEntries().map((entry) => entry.name)")
        return [entry for entry in entries if ":" in entry]

    def complaints(self) -> list[str]:
        """What the browser's console says against the page."""
        return [entry["message"] for entry in self._browser.get_log("browser")]

    def command(self, name: str, arguments: dict[str, Any]) -> Any:
        """Tells the browser itself something, in the words of its own protocol."""
        return self._browser.execute_cdp_cmd(name, arguments)
