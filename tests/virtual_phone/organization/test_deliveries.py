from datetime import UTC, datetime
from threading import Thread

from virtual_phone.organization import Contact, Deliveries, Delivery, Person

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
NUMBER = Contact("phone", "+12025550147")
ADDRESS = Contact("email", "member@example.com")


def sms(body: str, to: Contact = NUMBER) -> Delivery:
    """Make an SMS."""
    return Delivery("sms", to, "", body, NOON)


def test_everybody_gets_what_is_theirs() -> None:
    """A number gets its SMS, a person their entries, the mailbox all mail."""
    deliveries, person, other = Deliveries(), Person("Invited member"), Person("Studio admin")
    to_number, to_person = deliveries.to_number(NUMBER), deliveries.to_person(person)
    all_mail = deliveries.all_mail()
    text = sms("for the number")
    mail = Delivery("mail", ADDRESS, "A mail", "Hi", NOON)
    entry = Delivery("in_app", person, "An entry", "Hi", NOON)

    for sent in (text, mail, entry, sms("x", Contact("phone", "+12025550148"))):
        deliveries.send(sent)
    deliveries.send(Delivery("in_app", other, "Another's entry", "Hi", NOON))

    assert to_number.take() == [text]
    assert to_person.take() == [entry]
    assert all_mail.take() == [mail]
    assert deliveries.inbox_of(person) == [entry]


def test_a_delivery_is_handed_out_once_and_in_order() -> None:
    """Taking empties the subscription; what comes later comes with the next look."""
    deliveries = Deliveries()
    subscription = deliveries.to_number(NUMBER)
    deliveries.send(sms("one"))
    deliveries.send(sms("two"))

    assert [message.body for message in subscription.take()] == ["one", "two"]
    assert subscription.take() == []


def test_only_what_is_sent_after_subscribing_comes() -> None:
    """A phone that is switched on later does not get old SMS."""
    deliveries = Deliveries()
    deliveries.send(sms("early"))

    assert deliveries.to_number(NUMBER).take() == []


def test_closing_ends_the_wait() -> None:
    """Who waits gets what had come before, then None, and nothing after."""
    deliveries = Deliveries()
    subscription = deliveries.to_number(NUMBER)
    deliveries.send(sms("before"))
    subscription.close()
    deliveries.send(sms("after"))
    got: list[Delivery | None] = []

    waiting = Thread(target=lambda: got.extend([subscription.wait(), subscription.wait()]))
    waiting.start()
    waiting.join()

    assert got == [sms("before"), None]


def test_closing_twice_is_harmless() -> None:
    """Cleaning up may happen on two ways at once."""
    subscription = Deliveries().all_mail()

    subscription.close()
    subscription.close()

    assert subscription.take() == []
