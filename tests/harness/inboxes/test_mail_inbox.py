import imaplib
import zlib
from collections.abc import Iterator
from email.message import EmailMessage
from typing import Any

import pytest

from harness.errors import InfrastructureError
from harness.inboxes.inbox import Arrivals
from harness.inboxes.mail import MailInbox, _fetch, _Fetched, _quoted
from harness.settings import Imap, Secret
from virtual_phone.mailbox import Mailbox
from virtual_phone.organization import Deliveries

PASSWORD = "correct horse"


@pytest.fixture(scope="module")
def mailbox() -> Iterator[Mailbox]:
    """A real IMAP server; it takes a second to start, so the tests share it."""
    with Mailbox(Deliveries().all_mail(), password=PASSWORD) as mailbox:
        yield mailbox


def _settings(mailbox: Mailbox, **more: object) -> Imap:
    given = {
        "kind": "imap",
        "host": mailbox.host,
        "port": mailbox.port,
        "user": mailbox.user,
        "password": Secret(PASSWORD),
        "tls": False,
    }
    return Imap.model_validate(given | more)


def _put(mailbox: Mailbox, raw: bytes) -> None:
    with imaplib.IMAP4(mailbox.host, mailbox.port, timeout=20) as server:
        server.login(mailbox.user, PASSWORD)
        assert server.append("INBOX", "", None, raw)[0] == "OK"  # type: ignore[arg-type]


def _mail(to: str, subject: str, body: str, subtype: str = "plain") -> bytes:
    message = EmailMessage()
    message["To"], message["Subject"] = to, subject
    message.set_content(body, subtype=subtype)
    return message.as_bytes()


def test_mail_is_read_newest_first(mailbox: Mailbox) -> None:
    """Subject and body, as one reads them."""
    _put(mailbox, _mail("first@example.com", "One", "The first."))
    _put(mailbox, _mail("Some Body <First@example.com>", "Two", "Grüße."))
    found = MailInbox(_settings(mailbox), "first@example.com").messages()
    assert [mail.text.strip() for mail in found] == ["Two\nGrüße.", "One\nThe first."]


def test_only_mail_to_exactly_the_address_counts(mailbox: Mailbox) -> None:
    """IMAP would find the address inside the longer one."""
    _put(mailbox, _mail("second.member@example.com", "For somebody else", "x"))
    _put(mailbox, _mail("x@example.com, member@example.com", "For two", "x"))
    found = MailInbox(_settings(mailbox), "member@example.com").messages()
    assert [mail.text.splitlines()[0] for mail in found] == ["For two"]


def test_what_is_new_is_told_from_what_was_there(mailbox: Mailbox) -> None:
    """Only what came after the beginning is an arrival."""
    _put(mailbox, _mail("news@example.com", "Old", "Blue Fern Studio"))
    arrivals = Arrivals(MailInbox(_settings(mailbox), "news@example.com"), lambda _secrets: None)
    assert arrivals.now() == []
    _put(mailbox, _mail("news@example.com", "Join", "Blue Fern Studio as Operator"))
    message = arrivals.wait_for_one("blue fern studio", 5)
    assert message.text.startswith("Join")
    assert arrivals.now() == [message]


def test_a_page_is_read_without_its_tags(mailbox: Mailbox) -> None:
    """Many senders send nothing else."""
    page = "<html><body><p>Join <b>Fern &amp;&nbsp;Sons</b></p></body></html>"
    _put(mailbox, _mail("page@example.com", "Join", page, "html"))
    (mail,) = MailInbox(_settings(mailbox), "page@example.com").messages()
    assert mail.text == "Join\nJoin Fern & Sons"


def test_all_forms_of_a_mail_are_read(mailbox: Mailbox) -> None:
    """The plain one is often no more than a hint that there is another."""
    message = EmailMessage()
    message["To"], message["Subject"] = "both@example.com", "Join"
    message.set_content("Your reader shows no pages.")
    message.add_alternative("<p>Join as <b>Operator</b></p>", subtype="html")
    message.add_attachment("Admin", filename="terms.txt")
    _put(mailbox, message.as_bytes())
    (mail,) = MailInbox(_settings(mailbox), "both@example.com").messages()
    assert "Your reader shows no pages." in mail.text
    assert "Join as Operator" in mail.text
    assert "Admin" not in mail.text


def test_a_mail_is_read_with_where_it_leads_to(mailbox: Mailbox) -> None:
    """The plain form first; of a page what is behind its words, not what they say."""
    message = EmailMessage()
    message["To"], message["Subject"] = "links@example.com", "Join Blue Fern Studio"
    plain = "https://www.example.com/join?token=" + "abcdefgh" * 12  # quoted-printable breaks it
    message.set_content(f"Join: {plain}\nYour code: 123456", cte="quoted-printable")
    page = (
        '<?xml version="1.0" encoding="utf-8"?><html><head><title>x</title>'
        "<style>p {color: #333333}</style></head><body><!-- 444444 -->"
        '<a href="mailto:help@example.com">Help</a><a href="#top">Top</a>'
        '<a href=" https://click.example.com/t?u=1&amp;v=2 "><b>https://www.example.com/…</b></a>'
        "<p>Or: https://www.example.com/typed.</p></body></html>"
    )
    message.add_alternative(page, subtype="html", cte="quoted-printable")
    _put(mailbox, message.as_bytes())
    (mail,) = MailInbox(_settings(mailbox), "links@example.com").messages()
    assert mail.links == (
        plain,
        "https://click.example.com/t?u=1&v=2",
        "https://www.example.com/typed",
    )
    assert mail.codes == ("123456",)


def test_a_page_of_nothing_is_no_error(mailbox: Mailbox) -> None:
    """As some senders add one."""
    _put(mailbox, _mail("empty@example.com", "Join", "<!-- nothing -->", "html"))
    (mail,) = MailInbox(_settings(mailbox), "empty@example.com").messages()
    assert (mail.text, mail.links) == ("Join\n", ())


@pytest.mark.parametrize(
    ("folder", "sent"),
    [
        ("INBOX", '"INBOX"'),
        ("[Gmail]/All Mail", '"[Gmail]/All Mail"'),
        ('a "b" \\ c', r'"a \"b\" \\ c"'),
        ("Entwürfe & mehr", '"Entw&APw-rfe &- mehr"'),
    ],
)
def test_a_folder_is_named_as_imap_wants_it(folder: str, sent: str) -> None:
    """In quotes, and in the letters that IMAP has."""
    assert _quoted(folder) == sent


def test_a_folder_with_a_blank_is_opened(mailbox: Mailbox) -> None:
    """As providers have them."""
    with imaplib.IMAP4(mailbox.host, mailbox.port, timeout=20) as server:
        server.login(mailbox.user, PASSWORD)
        assert server.create('"All Mail"')[0] == "OK"
    assert MailInbox(_settings(mailbox, folder="All Mail"), "a@example.com").messages() == []


def test_odd_mail_does_not_hide_the_rest(mailbox: Mailbox) -> None:
    """Without a subject, without a body, in a coding that nobody knows."""
    _put(mailbox, b"To: odd@example.com\r\n\r\nno subject")
    _put(mailbox, b"To: odd@example.com\r\nContent-Type: text/plain; charset=x-none\r\n\r\nx")
    found = MailInbox(_settings(mailbox), "odd@example.com").messages()
    assert len(found) == 2
    assert found[1].text == "\nno subject"


def test_an_address_in_another_alphabet_can_be_looked_for(mailbox: Mailbox) -> None:
    """IMAP's own search takes ASCII only."""
    assert MailInbox(_settings(mailbox), "josé@example.com").messages() == []


@pytest.mark.parametrize(
    "wrong", [{"user": "nobody"}, {"password": Secret("wrong")}, {"folder": "Nowhere"}]
)
def test_a_mailbox_that_cannot_be_read_is_infrastructure(
    mailbox: Mailbox, wrong: dict[str, object]
) -> None:
    """With where and what to do, and without the password."""
    with pytest.raises(InfrastructureError) as failed:
        MailInbox(_settings(mailbox, **wrong), "member@example.com").messages()
    text = str(failed.value)
    assert text.startswith(
        f"the mailbox of member@example.com cannot be read at 127.0.0.1:{mailbox.port}: "
    )
    assert text.endswith("Do: look at told_by in the people file, and at the mail server")
    assert PASSWORD not in text


@pytest.mark.parametrize("refused", ["search", "fetch"])
def test_what_the_server_refuses_to_tell_is_infrastructure(
    mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch, refused: str
) -> None:
    """Else a busy server would read as an app that sends nothing; at the next look it may do."""
    _put(mailbox, _mail(f"{refused}@example.com", "Join", "x"))
    inbox = MailInbox(_settings(mailbox), f"{refused}@example.com")
    willing = imaplib.IMAP4.uid

    def unwilling(server: imaplib.IMAP4, command: str, *arguments: str) -> Any:
        if command == refused:
            return "NO", [b"[LIMIT] try later"]
        return willing(server, command, *arguments)

    monkeypatch.setattr(imaplib.IMAP4, "uid", unwilling)
    with pytest.raises(InfrastructureError) as failed:
        inbox.messages()
    assert f"{refused} was answered with NO [b'[LIMIT] try later']\n  Do: " in str(failed.value)
    monkeypatch.undo()
    assert [each.text.split() for each in inbox.messages()] == [["Join", "x"]]


def test_a_mail_that_was_not_told_is_asked_for_again(
    mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was found, so it may only not be ready yet."""
    _put(mailbox, _mail("again@example.com", "Join", "x"))
    inbox = MailInbox(_settings(mailbox), "again@example.com")
    telling = imaplib.IMAP4.uid

    def silent(server: imaplib.IMAP4, command: str, *arguments: str) -> Any:
        return ("OK", [None]) if command == "fetch" else telling(server, command, *arguments)

    monkeypatch.setattr(imaplib.IMAP4, "uid", silent)
    assert inbox.messages() == []
    monkeypatch.undo()
    assert len(inbox.messages()) == 1


@pytest.mark.parametrize(
    "malformed",
    [
        b"To: <",
        b"To: odd, x@",
        b"To: odd, x@[",
        b"To: odd, =?utf-8?q?a=0Ab?= <x@example.com>",
    ],
)
def test_a_malformed_header_does_not_hide_the_rest(
    mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch, malformed: bytes
) -> None:
    """Python's own parser raises at these, in this server too: so they come in another's place."""
    to = f"{zlib.crc32(malformed)}@example.com"
    _put(mailbox, _mail(to, "Older", "x"))
    _put(mailbox, _mail(to, "Join", "x"))
    inbox = MailInbox(_settings(mailbox), to)
    raw = malformed.replace(b"odd", to.encode()) + b"\r\n\r\nx"

    def fetch(server: imaplib.IMAP4, uid: str) -> _Fetched:
        told = _fetch(server, uid)
        return _Fetched(raw, None) if b"Older" in told.raw else told

    monkeypatch.setattr("harness.inboxes.mail._fetch", fetch)
    assert [each.text.split() for each in inbox.messages()] == [["Join", "x"]]


@pytest.mark.parametrize(
    ("user", "password"), [("büro", "correct horse"), ("mailbox", "größer"), ("büro", "größer")]
)
def test_a_log_in_outside_ascii(user: str, password: str) -> None:
    """IMAP's LOGIN takes none."""
    with Mailbox(Deliveries().all_mail(), user=user, password=password) as mailbox:
        settings = _settings(mailbox, password=Secret(password))
        assert MailInbox(settings, "a@example.com").messages() == []
        wrong = settings.model_copy(update={"password": Secret("größte")})
        with pytest.raises(InfrastructureError, match="cannot be read at"):
            MailInbox(wrong, "a@example.com").messages()


def test_a_log_in_that_a_server_does_not_take_is_said(
    mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without what was to be typed."""
    monkeypatch.setattr("harness.inboxes.mail._connect", _without_plain)
    with pytest.raises(InfrastructureError) as failed:
        MailInbox(_settings(mailbox, password=Secret("größer")), "a@example.com").messages()
    assert "which this server does not take (no AUTH=PLAIN)" in str(failed.value)
    assert "größer" not in str(failed.value)


def _without_plain(box: Imap) -> imaplib.IMAP4:
    server = imaplib.IMAP4(box.host, box.port, timeout=20)
    server.capabilities = tuple(each for each in server.capabilities if each != "AUTH=PLAIN")
    return server


def test_a_server_that_is_not_there_is_infrastructure(mailbox: Mailbox) -> None:
    """Port 1 answers to nobody."""
    with pytest.raises(InfrastructureError, match="cannot be read at"):
        MailInbox(_settings(mailbox, port=1), "member@example.com").messages()
