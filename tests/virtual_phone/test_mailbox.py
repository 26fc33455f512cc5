import imaplib
import logging
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTPUTF8
from pathlib import Path

import pytest

from virtual_phone.mailbox import Mailbox, as_mail
from virtual_phone.organization import Contact, Deliveries, Delivery

PASSWORD = "open sesame"
NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
ROOT = Path(__file__).parents[2]
PARENT = """
from virtual_phone.mailbox import Mailbox
from virtual_phone.organization import Deliveries

mailbox = Mailbox(Deliveries().all_mail(), password="open sesame")
mailbox.start()
print(mailbox.port, flush=True)
input()
"""


def mail(
    subject: str, to: str = "member@example.com", body: str = "Hi,\nhow are you?\n"
) -> Delivery:
    """Make a mail for the member."""
    return Delivery("mail", Contact("email", to), subject, body, NOON)


def read(mailbox: Mailbox, count: int) -> list[EmailMessage]:
    """Log in as any client would and read the inbox once `count` mails have come."""
    with imaplib.IMAP4(mailbox.host, mailbox.port, timeout=20) as client:
        client.login(mailbox.user, PASSWORD)
        client.select("INBOX", readonly=True)
        numbers: list[bytes] = []
        last_look_s = time.monotonic() + 20
        while len(numbers) < count and time.monotonic() < last_look_s:
            time.sleep(0.01)
            client.noop()
            numbers = client.search(None, "ALL")[1][0].split()
        fetched = [client.fetch(number.decode(), "(BODY.PEEK[])")[1] for number in numbers]
    # News of flags may come first; the message itself is the part that is a tuple.
    raw = [part[1] for parts in fetched for part in parts if isinstance(part, tuple)]
    return [message_from_bytes(one, EmailMessage, policy=SMTPUTF8) for one in raw]


@pytest.fixture
def deliveries() -> Deliveries:
    """Make a post office."""
    return Deliveries()


@pytest.fixture
def mailbox(deliveries: Deliveries) -> Iterator[Mailbox]:
    """Start a real IMAP server, filled from the post office."""
    with Mailbox(deliveries.all_mail(), password=PASSWORD) as mailbox:
        yield mailbox


def test_mail_arrives_in_order_whoever_it_is_for(mailbox: Mailbox, deliveries: Deliveries) -> None:
    """Mail sent before the server is up arrives too: all of it, in order, addressee and all."""
    for number in range(5):
        deliveries.send(mail(f"Mail {number}"))
    deliveries.send(mail("An international one", "jörg@bücher.example", "Grüße, 你好\n"))

    *first, last = read(mailbox, 6)

    assert [one["Subject"] for one in first] == [f"Mail {number}" for number in range(5)]
    assert {one["To"] for one in first} == {"member@example.com"}
    assert last["To"] == "jörg@bücher.example"
    assert last.get_content().splitlines() == ["Grüße, 你好"]


def test_a_wrong_password_opens_no_mailbox(mailbox: Mailbox) -> None:
    """The mailbox is guarded by the password it was given."""
    with (
        imaplib.IMAP4(mailbox.host, mailbox.port, timeout=20) as client,
        pytest.raises(imaplib.IMAP4.error, match="AUTHENTICATIONFAILED"),
    ):
        client.login(mailbox.user, "wrong")


def test_the_password_is_in_no_process_list(mailbox: Mailbox) -> None:
    """Neither the child's arguments nor what the mailbox shows of itself hold it."""
    read(mailbox, 0)
    assert mailbox._server

    assert PASSWORD not in str(mailbox._server.args)
    assert PASSWORD not in repr(mailbox)


def test_closing_ends_the_server(deliveries: Deliveries) -> None:
    """After `close` nothing listens on the port and the child is gone."""
    mailbox = Mailbox(deliveries.all_mail(), password=PASSWORD)
    mailbox.start()
    read(mailbox, 0)
    mailbox.close()

    assert mailbox._server
    assert mailbox._server.returncode is not None
    assert not any(thread.is_alive() for thread in mailbox._threads)
    with pytest.raises(OSError):  # which one depends on the system
        imaplib.IMAP4(mailbox.host, mailbox.port, timeout=5)


def test_a_mailbox_that_nobody_needs_has_no_server(deliveries: Deliveries) -> None:
    """It costs nothing, and closes like any other."""
    mailbox = Mailbox(deliveries.all_mail(), password=PASSWORD)
    mailbox.start()
    mailbox.close()

    assert mailbox._server is None
    assert not any(thread.is_alive() for thread in mailbox._threads)
    with pytest.raises(OSError):  # which one depends on the system
        imaplib.IMAP4(mailbox.host, mailbox.port, timeout=5)


def test_a_lost_connection_loses_and_doubles_no_mail(
    mailbox: Mailbox, deliveries: Deliveries
) -> None:
    """When the postman's connection breaks, he connects again and goes on."""
    deliveries.send(mail("Before"))
    read(mailbox, 1)
    assert mailbox._connection
    mailbox._connection.sock.shutdown(socket.SHUT_RDWR)

    deliveries.send(mail("After"))

    assert [one["Subject"] for one in read(mailbox, 2)] == ["Before", "After"]


def test_mail_that_arrived_without_an_answer_is_not_sent_again(
    mailbox: Mailbox, deliveries: Deliveries, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An attempt that broke after arriving is found by its Message-ID."""
    append, broken = mailbox._append, iter([True])

    def arrive_then_break(message: EmailMessage, delivery: Delivery) -> None:
        append(message, delivery)
        if next(broken, False):
            raise ConnectionResetError

    monkeypatch.setattr(mailbox, "_append", arrive_then_break)

    deliveries.send(mail("Once"))
    deliveries.send(mail("The next"))

    assert [one["Subject"] for one in read(mailbox, 2)] == ["Once", "The next"]


def test_a_mail_that_cannot_be_written_stops_no_other(
    mailbox: Mailbox, deliveries: Deliveries, caplog: pytest.LogCaptureFixture
) -> None:
    """Whatever is wrong with one mail is logged, and the next one is delivered."""
    deliveries.send(mail("A subject\nof two lines"))
    deliveries.send(mail("The next"))

    assert [one["Subject"] for one in read(mailbox, 1)] == ["The next"]
    assert "Mail to member@example.com was not delivered" in caplog.text


def test_a_dead_server_is_reported(
    mailbox: Mailbox, deliveries: Deliveries, caplog: pytest.LogCaptureFixture
) -> None:
    """The log says what ended, what is lost, what to do, and to whom mail no longer gets."""
    read(mailbox, 0)
    assert mailbox._server
    watch, postman = mailbox._threads
    mailbox._server.kill()
    watch.join(20)
    deliveries.send(mail("Too late"))
    mailbox._mail.close()
    postman.join(20)

    errors = [record.getMessage() for record in caplog.records if record.levelno == logging.ERROR]
    assert errors[0] == (
        f"The mailbox's IMAP server (pymap, port {mailbox.port}) has ended by itself with exit code"
        " -9. Mail is no longer delivered, and what had arrived is gone. Look at its own messages"
        " on stderr, then start the virtual phone again."
    )
    assert errors[1].startswith("Mail to member@example.com was not delivered: ")


def test_the_server_does_not_survive_its_parent() -> None:
    """Killed without a chance to clean up, the parent leaves no child behind."""
    parent = subprocess.Popen(
        [
            sys.executable,
            "-c",
            PARENT,
        ],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert parent.stdout
    port = int(parent.stdout.readline())
    with imaplib.IMAP4("127.0.0.1", port, timeout=20) as client:
        client.login("mailbox", PASSWORD)

    parent.send_signal(signal.SIGKILL)
    # The child shares this pipe: its end is reached only when both are gone.
    parent.communicate(timeout=20)

    with pytest.raises(OSError):  # which one depends on the system
        imaplib.IMAP4("127.0.0.1", port, timeout=5)


def test_a_taken_port_is_an_error_at_once(mailbox: Mailbox) -> None:
    """A fixed port that somebody else has is not found out later, in the background."""
    with pytest.raises(OSError, match="in use"):
        Mailbox(Deliveries().all_mail(), password=PASSWORD, port=mailbox.port)


def test_a_mail_is_complete() -> None:
    """Sender, addressee, subject, date, identity and a UTF-8 body, by RFC 5322."""
    message = as_mail(mail("You're invited"))

    assert message["From"] == "TikTok <no-reply@example.com>"
    assert message["To"] == "member@example.com"
    assert message["Subject"] == "You're invited"
    assert message["Date"] == "Sun, 01 Mar 2026 12:00:00 +0000"
    assert message["Message-ID"].endswith("@example.com>")
    assert message.get_content_charset() == "utf-8"
    assert message.get_content() == "Hi,\nhow are you?\n"


def test_only_mail_is_mailed() -> None:
    """An SMS does not end up in the mailbox by mistake."""
    sms = Delivery("sms", Contact("phone", "+12025550147"), "", "Hi", NOON)

    with pytest.raises(ValueError, match='not "sms"'):
        as_mail(sms)
