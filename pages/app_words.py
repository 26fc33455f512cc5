"""What apps say when something does not work. Assumed, in English: no wording is documented."""

from typing import Final

FAILURE: Final = "[Ee]rror|[Ff]ailed|[Tt]ry again|[Uu]nable|[Ww]ent wrong|[Cc]ould ?(n.|no)t"
"""As part of a regular expression."""

NO_WAY: Final = (
    "[Nn]etwork|[Cc]onnection|[Ii]nternet|[Oo]ffline|[Tt]imed? ?out|[Rr]etry|[Rr]ight now"
)
"""Of the way to the app's servers: what was asked of them may have been done. As part of a regular
expression; too broad for what else may stand on a screen."""
