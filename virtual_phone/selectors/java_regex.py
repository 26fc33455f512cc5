r"""Java's regular expressions in Python's words.

Android matches with ICU: `\w`, `\d` and letter case are Unicode's, as in Python. Possessive
quantifiers and atomic groups are Python's own since 3.11. What is left to translate: `\Q..\E`,
named groups, POSIX and property classes, nested character classes, a few escapes, and flags in
the middle of a pattern.
"""

import re
from functools import lru_cache

from virtual_phone.selectors.errors import SelectorFailed

_PROPERTIES = {
    "L": r"[^\W\d_]",
    "IsAlphabetic": r"[^\W\d_]",
    "IsLetter": r"[^\W\d_]",
    "Alpha": "[A-Za-z]",
    "Lower": "[a-z]",
    "Upper": "[A-Z]",
    "Lu": "[A-Z\u00c0-\u00d6\u00d8-\u00de\u0391-\u03a9\u0410-\u042f]",
    "Ll": "[a-z\u00df-\u00f6\u00f8-\u00ff\u03b1-\u03c9\u0430-\u044f]",
    "Digit": "[0-9]",
    "N": r"\d",
    "Nd": r"\d",
    "IsDigit": r"\d",
    "Alnum": "[A-Za-z0-9]",
    "Punct": r"[!-/:-@\[-`{-~]",
    "P": (
        r"[!-#%-*,-/:;?@\[-\]_{}\u00a1\u00a7\u00ab\u00b6\u00b7\u00bb\u00bf"
        r"\u2010-\u2027\u2030-\u205e]"
    ),
    "Space": r"[ \t\n\x0b\f\r]",
    "Blank": r"[ \t]",
    "Z": r"[\u0020\u00a0\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]",
    "Zs": r"[\u0020\u00a0\u2000-\u200a\u202f\u205f\u3000]",
    "XDigit": "[0-9A-Fa-f]",
    "ASCII": r"[\x00-\x7f]",
    "Cntrl": r"[\x00-\x1f\x7f]",
    "Graph": "[!-~]",
    "Print": "[ -~]",
}
_ESCAPES = {
    "h": r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]",
    "H": r"[^ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]",
    "R": r"(?:\r\n|[\n\x0b\f\r\x85\u2028\u2029])",
    "e": r"\x1b",
    "z": r"\Z",
    "Z": r"(?=\n?\Z)",
    "v": r"[\n\x0b\f\r\x85\u2028\u2029]",
}
_NAMED = re.compile(r"\(\?<(?![=!])")
_FLAGS = re.compile(r"\(\?([a-zA-Z]*)(?:-([a-zA-Z]*))?([:)])")
_HEX = re.compile(r"x\{([0-9A-Fa-f]+)\}")
_OCTAL = re.compile(r"0([0-3]?[0-7]{1,2})")
_PROPERTY = re.compile(r"[pP](?:\{(\^?)(\w+)\}|([LNPZ]))")
_BACK_REFERENCE = re.compile(r"k<(\w+)>")
_PYTHON_FLAGS = "imsx"


@lru_cache(maxsize=512)
def java_pattern(pattern: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """The pattern, compiled; use its `fullmatch`, as Java's `matches()` does.

    Raises:
        SelectorFailed: It is not a regular expression.
    """
    try:
        return re.compile(_Translator(pattern).translate(), flags)
    except (re.error, ValueError, OverflowError) as error:
        raise SelectorFailed(
            f"java.util.regex.PatternSyntaxException: {error} near: {pattern}"
        ) from error


class _Translator:
    def __init__(self, pattern: str) -> None:
        self.text = pattern
        self.at = 0
        self.out: list[str] = []
        self.to_close = [0]  # per open group: how many groups were opened for flags in its midst

    def translate(self) -> str:
        while self.at < len(self.text):
            self._step()
        self.out.append(")" * self.to_close[0])
        return "".join(self.out)

    def _step(self) -> None:
        char = self.text[self.at]
        if char == "\\":
            self.out.append(self._escape())
        elif char == "[":
            self.out.append(self._character_class())
        elif char == "(":
            self._open_group()
        elif char == ")":
            self.out.append(")" * (1 + (self.to_close.pop() if len(self.to_close) > 1 else 0)))
            self.at += 1
        else:
            self.out.append(char)
            self.at += 1

    def _open_group(self) -> None:
        flags = _FLAGS.match(self.text, self.at)
        if flags and (flags[1] or flags[2] or flags[3] == ")"):
            self.at = flags.end()
            on = "".join(flag for flag in flags[1] if flag in _PYTHON_FLAGS)
            off = "".join(flag for flag in flags[2] or "" if flag in _PYTHON_FLAGS)
            self.out.append(f"(?{on}{'-' + off if off else ''}:")
            if flags[3] == ")":
                self.to_close[-1] += 1
            else:
                self.to_close.append(0)
            return
        self.to_close.append(0)
        named = _NAMED.match(self.text, self.at)
        self.out.append("(?P<" if named else "(")
        self.at = named.end() if named else self.at + 1

    def _escape(self) -> str:
        """One escape, or a whole quotation; leaves `at` behind it."""
        if self.text.startswith("\\Q", self.at):
            end = self.text.find("\\E", self.at)
            end = len(self.text) if end < 0 else end
            quoted = self.text[self.at + 2 : end]
            self.at = end + 2
            return re.escape(quoted)
        start = self.at + 1
        for known, write in (
            (_PROPERTY, self._property),
            (_HEX, lambda match: re.escape(chr(int(match[1], 16)))),
            (_OCTAL, lambda match: re.escape(chr(int(match[1], 8)))),
            (_BACK_REFERENCE, lambda match: f"(?P={match[1]})"),
        ):
            match = known.match(self.text, start)
            if match:
                self.at = match.end()
                return write(match)
        letter = self.text[start : start + 1]
        self.at = start + 1
        return _ESCAPES.get(letter, "\\" + letter)

    @staticmethod
    def _property(match: re.Match[str]) -> str:
        name = match[2] or match[3]
        known = _PROPERTIES.get(name) or _PROPERTIES.get(name.removeprefix("Is"))
        if known is None:
            raise ValueError(f"Unknown character property name {{{name}}}")
        negated = (match[0][0] == "P") != bool(match[1])
        return f"(?!{known})[\\s\\S]" if negated else known

    def _character_class(self) -> str:
        """A class, which in Java can hold other classes and intersections."""
        self.at += 1
        negated = self.text.startswith("^", self.at)
        self.at += negated
        operands: list[list[str]] = [[]]
        plain = ""
        first = True
        while self.at < len(self.text) and (first or self.text[self.at] != "]"):
            first = False
            if self.text.startswith("&&", self.at):
                operands[-1] += [f"[{plain}]"] if plain else []
                plain = ""
                operands.append([])
                self.at += 2
            elif self.text[self.at] == "[":
                operands[-1].append(self._character_class())
            else:
                piece = self._class_member()
                if len(piece) > 2 and piece[0] in "[(":  # noqa: PLR2004 -- a set by itself
                    operands[-1].append(piece)
                else:
                    plain += piece
        if self.at >= len(self.text):
            raise ValueError("Unclosed character class")
        self.at += 1
        operands[-1] += [f"[{plain}]"] if plain else []
        return _join_classes(operands, negated=negated)

    def _class_member(self) -> str:
        char = self.text[self.at]
        if char == "\\":
            return self._escape()
        self.at += 1
        return "\\" + char if char in "[]|~&" else char


def _join_classes(operands: list[list[str]], *, negated: bool) -> str:
    filled = [unions for unions in operands if unions]
    if len(filled) == 1 and len(filled[0]) == 1 and filled[0][0].startswith("["):
        only = filled[0][0]
        if not negated:
            return only
        if not only.startswith("[^"):
            return f"[^{only[1:]}"
    sides = ["(?:" + "|".join(unions) + ")" for unions in filled]
    both = "".join(f"(?={side})" for side in sides[:-1]) + sides[-1]
    return f"(?!{both})[\\s\\S]" if negated else f"(?:{both})"
