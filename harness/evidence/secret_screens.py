"""Whether what a phone shows may be saved: looked at as cheaply as the phone allows.

A picture is taken after nearly every step of some runs, so each command of a look counts. Without
messages, one look at the fields to type in tells all. Where a message may pop up over the app, all
windows have to be read, before the picture and after it.
"""

import re
from contextlib import AbstractContextManager, nullcontext

from harness.evidence.one_time import OneTimeSecrets
from harness.evidence.source import (
    EvidenceSource,
    all_windows,
    everything_shown,
    input_fields,
    may_show_messages,
)

# Faster than a second parser for each picture; a text that quotes it costs a picture at most.
_HIDES_WHAT_IS_TYPED = re.compile(r"""\spassword\s*=\s*["']true["']""")

_HIDDEN_FIELD = "the screen shows secrets"
_ONE_TIME = "a one-time code or a link can be read on the screen"


class SecretScreen:
    """Looks for secrets around one piece of evidence.

    Args:
        source: The phone.
        one_time: Codes and links of this run.

    Attributes:
        can_change_by_itself: Whether a message may pop up at any time, so that a look before a
            picture does not say what is on it.
    """

    def __init__(self, source: EvidenceSource, one_time: OneTimeSecrets) -> None:
        self._source, self._one_time = source, one_time
        self.can_change_by_itself = one_time.are_awaited and may_show_messages(source)

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
        return self._in_any_window() if self.can_change_by_itself else self._in_a_field()

    def _in_a_field(self) -> str:
        fields = input_fields(self._source)
        if any(field.password for field in fields):
            return _HIDDEN_FIELD
        if not self._one_time.are_awaited:
            return ""
        labels = zip(*((each.text, each.description, each.hint) for each in fields), strict=True)
        return _ONE_TIME if any(map(self._one_time.are_among, labels)) else ""

    def _in_any_window(self) -> str:
        shown = everything_shown(self._source)
        if _HIDES_WHAT_IS_TYPED.search(shown):
            return _HIDDEN_FIELD
        app = self._source.facts().get("app", "")
        return _ONE_TIME if self._one_time.can_be_read(shown, app) else ""
