"""Whether what a phone shows may be saved: looked at as cheaply as the phone allows.

A picture is taken after nearly every step of some runs, so each command of a look counts. Without
messages, one look at the fields to type in tells all. Where a message may pop up over the app, all
windows have to be read, before the picture and after it; the app's own where the people file marks
somebody private, whose number or address is then painted over.
"""

import re
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext

from harness.evidence.one_time import OneTimeSecrets
from harness.evidence.private_places import painted_over
from harness.evidence.redaction import Redactor
from harness.evidence.source import (
    EvidenceSource,
    all_windows,
    everything_shown,
    input_fields,
    may_show_messages,
)

# Faster than a second parser for each picture; a text that quotes it costs a picture at most.
_HIDES_WHAT_IS_TYPED = re.compile(r"""password\s*=\s*["']true["']""")

_DIGITS_OF_A_CODE = range(4, 9)
_ONLY_DIGITS = re.compile("[0-9 -]*")
# With its country code, a number that was typed without it; it is no code that was typed.
_TELEPHONE = re.compile(r"[+\uff0b][0-9](?:[ \u00a0\u202f\u2011-]?[0-9]){8,14}(?![0-9])")

_HIDDEN_FIELD = "the screen shows secrets"
_KNOWN = "a secret can be read on the screen"
_ONE_TIME = "a one-time code or a link can be read on the screen"
_TYPED = "a password, a code or a link that was typed can be read on the screen"


class SecretScreen:
    """Looks for secrets around one piece of evidence.

    Args:
        source: The phone.
        redactor: Knows the secrets, the private contacts, and codes and links of this run.

    Attributes:
        can_change_by_itself: Whether a message may pop up at any time, so that a look before a
            picture does not say what is on it.
        needs_second_look: Whether to look after the picture, too.
    """

    def __init__(self, source: EvidenceSource, redactor: Redactor) -> None:
        self._source, self._redactor, self._one_time = source, redactor, redactor.one_time
        self._shown: list[str] = []
        self.can_change_by_itself = self._one_time.are_awaited and may_show_messages(source)
        self.needs_second_look = self.can_change_by_itself or redactor.has_private_contacts

    def looks(self) -> AbstractContextManager[None]:
        """Around all looks and the picture between them: they share what they have to switch.

        Whatever the phone answers with may be raised at both ends.
        """
        return all_windows(self._source) if self.can_change_by_itself else nullcontext()

    def secret(self) -> str:
        """Look once: why nothing may be saved now; "" where everything may.

        Raises:
            etree.XMLSyntaxError: The phone gives no page source. It may raise anything else, too.
        """
        if self.can_change_by_itself:
            return self._in_text(everything_shown(self._source))
        if self._redactor.has_private_contacts:
            return self._in_text(self._source.page_source())
        return self._in_a_field()

    def still_shows(self, typed: Iterable[str]) -> str:
        """Look once at all of the app, where none of the windows `can_change_by_itself`.

        Unlike `secret`, which asks for the fields alone, it sees what the app repeats beside them.

        Args:
            typed: Passwords, codes and links, which the redactor need not know; each as it was
                typed, a code in as many parts as it has fields.

        Returns:
            Why no film may begin with it; "" where nothing of it can be read.

        Raises:
            etree.XMLSyntaxError: The phone gives no page source. It may raise anything else, too.
        """
        shown = self._source.page_source()
        if _HIDES_WHAT_IS_TYPED.search(shown):
            return _HIDDEN_FIELD
        if self._redactor.knows(shown):
            return _KNOWN
        if self._one_time.can_be_read(shown, app=""):
            return _ONE_TIME
        secrets = _as_secrets(typed)
        is_code_only = all(_ONLY_DIGITS.fullmatch(text) for text in secrets.all_known())
        looked_at = _TELEPHONE.sub("", shown) if is_code_only else shown
        return _TYPED if secrets.can_be_read(looked_at, app="") else ""

    def paint(self, png: bytes) -> bytes:
        """The picture as it may be saved: private numbers and addresses are painted over.

        Raises:
            ValueError: It cannot be painted, and must not be saved.
        """
        if not self._redactor.has_private_contacts:
            return png
        return painted_over(png, self._shown, self._redactor.names_private)

    def _in_a_field(self) -> str:
        fields = input_fields(self._source)
        if any(field.password for field in fields):
            return _HIDDEN_FIELD
        labels = [(each.text, each.description, each.hint) for each in fields]
        if any(self._redactor.knows(text) for texts in labels for text in texts):
            return _KNOWN
        if not self._one_time.are_awaited:
            return ""
        return _ONE_TIME if any(map(self._one_time.are_among, zip(*labels, strict=True))) else ""

    def _in_text(self, shown: str) -> str:
        if shown in self._shown:
            return ""  # as before the picture, which was taken as nothing was found
        self._shown.append(shown)
        if _HIDES_WHAT_IS_TYPED.search(shown):
            return _HIDDEN_FIELD
        if self._redactor.knows(shown):
            return _KNOWN
        if not self._one_time.are_awaited:
            return ""
        app = self._source.facts().get("app", "") if self.can_change_by_itself else ""
        return _ONE_TIME if self._one_time.can_be_read(shown, app) else ""


def _as_secrets(typed: Iterable[str]) -> OneTimeSecrets:
    """To be looked for on a screen. Parts of codes count in each row that is as long as a code.

    So a digit may have been typed again, and what was typed need not be one code only.
    """
    texts = [text.strip() for text in typed]
    parts = "".join(text for text in texts if len(text) < _DIGITS_OF_A_CODE.start)
    rows = (
        parts[begin : begin + length]
        for length in _DIGITS_OF_A_CODE
        for begin in range(len(parts) - length + 1)
    )
    secrets = OneTimeSecrets("")
    secrets.learn((*texts, *rows))
    return secrets
