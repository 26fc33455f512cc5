"""What one scenario may use: phones, and members who may be invited; nobody else uses them."""

from collections.abc import Callable, Collection, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from typing import Literal, Self

from harness.errors import ConfigurationError, InfrastructureError
from harness.invitations.contact import Contact
from harness.session.phones import Phone
from harness.settings import Member

Kind = Literal["phone", "email"]
KINDS: tuple[Kind, ...] = ("phone", "email")
ADMIN = "Admin"
_TWO_PHONES, _ANOTHER_MEMBER = "two_phones", "another_member"


@dataclass(frozen=True)
class Needs:
    """What a scenario asks for by its tags.

    Attributes:
        phones: 1, or 2 with @two_phones: the Admin's and a second one.
        kinds: @phone and @email: a member who may be invited that way.
        another: @another_member: somebody else besides, whichever way they are invited.
    """

    phones: int = 1
    kinds: frozenset[Kind] = frozenset()
    another: bool = False

    @classmethod
    def of_tags(cls, tags: Collection[str]) -> Self:
        """Other tags ask for nothing."""
        kinds = frozenset(kind for kind in KINDS if kind in tags)
        return cls(2 if _TWO_PHONES in tags else 1, kinds, _ANOTHER_MEMBER in tags)

    def __str__(self) -> str:
        words = ["two phones" if self.phones > 1 else "a phone"]
        words += [f"a member by {_words(kind)}" for kind in KINDS if kind in self.kinds]
        words += ["another member"] if self.another else []
        return " and ".join(words)


@dataclass(frozen=True)
class Lease:
    """Phones and members of one scenario.

    Attributes:
        needs: What was asked for.
        phones: The Admin's first; a second one where it was asked for and the profile has one.
        members: By the way in which they are invited.
        another: Somebody else who may be invited; None where none was asked for, or nobody is left.
        may_touch: Whether what the journal has open on a contact is this scenario's business: it
            holds the contact, or nobody did and it does from now on.
        alone: As long as it is open, no other scenario changes the list of members.
    """

    needs: Needs
    phones: tuple[Phone, ...]
    members: Mapping[Kind, Member] = field(default_factory=dict)
    may_touch: Callable[[Contact], bool] = lambda _: True
    alone: Callable[[], AbstractContextManager[None]] = nullcontext
    another: Member | None = None

    @property
    def invitable(self) -> tuple[Member, ...]:
        """Everybody whom the scenario may invite."""
        return (*self.members.values(), *filter(None, [self.another]))

    @property
    def takes_turns(self) -> bool:
        """Whether two people of the scenario share a phone, because the profile has only one."""
        return self.needs.phones > len(self.phones)

    def lists(self, kind: Kind) -> bool:
        """Whether there is a member of that kind, as far as the scenario has asked for one."""
        return kind in self.members or kind not in self.needs.kinds

    def member(self, kind: Kind) -> Member:
        """The member who may be invited that way.

        Raises:
            ConfigurationError: The scenario has not asked for one, or the people file has none.
        """
        if kind in self.members:
            return self.members[kind]
        if kind in self.needs.kinds:
            found = f"the people file lists no member with {kind} who may be invited"
            raise ConfigurationError(None, found)
        raise ConfigurationError(
            None,
            f"the scenario speaks of a member by {_words(kind)}, and has none for itself",
            f"the tag @{kind}",
            "add the tag, so that no other scenario invites the same member meanwhile",
        )

    def another_member(self) -> Member | None:
        """Somebody else who may be invited; None where the people file lists nobody else.

        Raises:
            ConfigurationError: The scenario has not asked for one.
        """
        if not self.needs.another:
            raise ConfigurationError(
                None,
                "the scenario speaks of somebody else, and has nobody for itself",
                f"the tag @{_ANOTHER_MEMBER}",
                "add the tag, so that no other scenario invites the same person meanwhile",
            )
        return self.another

    def phone_for(self, actor: str) -> Phone:
        """The Admin acts on the first phone; everybody else on the second, where there is one."""
        return self.phones[0 if actor == ADMIN else -1]

    def phone_of(self, member: Member) -> Phone:
        """The phone on which the member's messages are read.

        It has the member's number as its SIM; a member without a number has the second phone.

        Raises:
            InfrastructureError: None of the scenario's phones does.
        """
        if member.kind == "email":
            return self.phones[-1]
        found = next((each for each in self.phones if each.settings.number == member.contact), None)
        if found is not None:
            return found
        tag = f"tag the scenario @{_TWO_PHONES}, or " if self.needs.phones == 1 else ""
        raise InfrastructureError(
            f"No phone of the scenario has the number {member.contact}: its SMS cannot be read.\n"
            f'  Do: {tag}add "number" to the phone of the profile that holds this SIM'
        )


class Turns:
    """Who of a scenario's people acted last on which phone.

    Args:
        lease: The scenario's.
        note: Told once of every change, in words: "phone 1: the Operator takes over ...".
        shared: Told once where two people share a phone for want of a second one.
        hold: Told at each act whose phone it is from now on: "phone 1", "Admin".
    """

    def __init__(
        self,
        lease: Lease,
        note: Callable[[str], None],
        shared: Callable[[str], None],
        hold: Callable[[str, str], None],
    ) -> None:
        self._lease, self._note, self._shared, self._hold = lease, note, shared, hold
        self._last: dict[str, str] = {}
        self._is_told = False

    def phone_for(self, actor: str) -> Phone:
        """The phone on which the actor acts from now on."""
        phone = self._lease.phone_for(actor)
        before = self._last.get(phone.name, actor)
        self._last[phone.name] = actor
        if before != actor:
            self._tell(phone, actor, before)
        self._hold(phone.name, actor)
        return phone

    def _tell(self, phone: Phone, actor: str, before: str) -> None:
        if self._lease.takes_turns and not self._is_told:
            self._is_told = True
            self._shared("the profile has one phone: the scenario's people took turns on it")
        self._note(f"{phone.name}: the {actor} takes over from the {before}")


def _words(kind: Kind) -> str:
    return "phone number" if kind == "phone" else "email address"
