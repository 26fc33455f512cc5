"""Somebody who opens a report of Allure: its one file, or its folder as a web server shows it."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from page_reader import PageReader

FORMS = ("folder", "one file")
_TEXTS = """
const done = arguments[0];
(function look() {
  const found = [...document.querySelectorAll(SELECTOR)].filter((each) => each.checkVisibility());
  if (found.length) { ACT; done(found.map((each) => each.innerText)); }
  else requestAnimationFrame(look);
})();
"""


class AllureReader:
    """A reader of one report; each look waits until there is something to see.

    Args:
        reader: Has the browser.
        address: Of the report's page.
    """

    def __init__(self, reader: PageReader, address: str) -> None:
        self.reader, self.address = reader, address
        reader.open(address)

    def texts(self, test_id: str, part: str = "") -> list[str]:
        """What stands in all visible elements with this id, or in a part of them."""
        return self._look(test_id, "", part)

    def click(self, test_id: str, number: int = 0, part: str = "") -> None:
        """Clicks one of those with this id, or a part inside them."""
        self._look(test_id, f"found[{number}].click()", part)

    def open_scenario(self, name: str) -> None:
        """Clicks a scenario in the list."""
        self.click("tree-leaf", self.texts("tree-leaf-title").index(name))

    def loaded_from_elsewhere(self) -> list[str]:
        """Addresses outside of the report that the page loaded, or tried to load, something from.

        What its policy forbade stands in the browser's console, and so does what cannot be reached;
        only of its own data may some be missing.
        """
        folder = self.address.rpartition("/")[0]
        own = (folder, "data:", "blob:")
        loaded = [each for each in self.reader.requests() if not each.startswith(own)]
        missing = re.compile(rf"{re.escape(folder)}/\S+ - .*\b404\b")
        return [*loaded, *(each for each in self.reader.complaints() if not missing.match(each))]

    def _look(self, test_id: str, act: str, part: str = "") -> list[str]:
        selector = json.dumps(f"[data-testid='{test_id}'] {part}")
        script = _TEXTS.replace("SELECTOR", selector).replace("ACT", act)
        return list(self.reader.ask_and_wait(script))


@contextmanager
def opened(reader: PageReader, pages: list[Path], form: str) -> Iterator[AllureReader]:
    """A reader who has just opened a report in one of its forms.

    Args:
        reader: Has the browser.
        pages: As `render_allure` returns them.
        form: One of `FORMS`.
    """
    folder, one_file = pages
    if form == "one file":
        yield AllureReader(reader, one_file.as_uri())
    else:
        with served(folder.parent) as address:
            yield AllureReader(reader, address)


class _Quiet(SimpleHTTPRequestHandler):
    policy = ""

    def end_headers(self) -> None:
        """Add the policy, if there is one."""
        if self.policy:
            self.send_header("Content-Security-Policy", self.policy)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@contextmanager
def served(folder: Path, policy: str = "") -> Iterator[str]:
    """The address of a web server that shows a folder.

    Args:
        folder: With an `index.html`.
        policy: What the server forbids the pages that it shows, as a Content-Security-Policy.
    """
    handler = partial(type("Handler", (_Quiet,), {"policy": policy}), directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/index.html"
        finally:
            server.shutdown()
            thread.join()
