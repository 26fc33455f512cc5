"""A mail's body as one reads it, and where it leads to."""

from email.message import EmailMessage, MIMEPart
from typing import NamedTuple

from lxml import etree, html

from harness.inboxes.links_and_codes import addresses_in

_NOT_READ = ("head", "script", "style", "title")  # colours in them look like codes


class Body(NamedTuple):
    """What is read, and every address in it in order, also those behind words."""

    text: str
    addresses: tuple[str, ...]


def read_body(mail: EmailMessage) -> Body:
    """The body in all its forms, the plain one first: each may say what the others leave out."""
    kinds = ("plain", "html")
    parts = [part for kind in kinds if (part := mail.get_body((kind,))) is not None]
    bodies = list(map(_read, parts))
    text = "\n".join(body.text for body in bodies if body.text)
    return Body(text, tuple(dict.fromkeys(each for body in bodies for each in body.addresses)))


def _read(part: MIMEPart) -> Body:
    """One form of the body; empty where it is in no known coding."""
    try:
        text = str(part.get_content())
    except (LookupError, UnicodeError):
        return Body("", ())
    if part.get_content_type() != "text/html":
        return Body(text, addresses_in(text))
    return _read_page(text) if text.strip() else Body("", ())


def _read_page(text: str) -> Body:
    """Words without their tags. A tap on a link follows its `href`, whatever its words say."""
    words: list[str] = []
    addresses: list[str] = []

    def walk(node: html.HtmlElement, *, behind: bool) -> None:
        if isinstance(node.tag, str) and node.tag not in _NOT_READ:  # no comment, nor the like
            href = _leads_to(node)
            if href:
                addresses.append(href)
            take(node.text, behind=behind or bool(href))
            for child in node:
                walk(child, behind=behind or bool(href))
        take(node.tail, behind=behind)

    def take(said: str | None, *, behind: bool) -> None:
        if said:
            words.append(said)
            if not behind:
                addresses.extend(addresses_in(said))

    try:
        # As bytes: a string with an XML declaration is refused.
        page = html.fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8"))
    except etree.ParserError:  # nothing but comments
        return Body("", ())
    walk(page, behind=False)
    return Body(" ".join(" ".join(words).split()), tuple(addresses))


def _leads_to(node: html.HtmlElement) -> str:
    """The address behind a node; "" where there is none, or no other place than the mail."""
    href = "".join((node.get("href") or "").split()) if node.tag in ("a", "area") else ""
    return href if "://" in href else ""
