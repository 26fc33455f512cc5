"""Who uses which phone: each scenario leases all that it needs in one piece, or waits for it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import product

from harness.errors import InfrastructureError
from harness.invitations.contact import Contact
from harness.session.lease import KINDS, Kind, Lease, Needs
from harness.session.phones import Phone
from harness.session.reservations import Reservations
from harness.settings import Member, Settings

_STUCK_S = 600
_LIST_S = 120


@dataclass(frozen=True)
class _Choice:
    """One way to serve a scenario.

    Attributes:
        seat: Phones that are reserved for it.
        members: Leased with them.
        another: Somebody else, leased as well.
        names: Of all locks.
    """

    seat: tuple[Phone, ...]
    members: tuple[Member, ...]
    another: Member | None
    names: tuple[str, ...]


class Pool:
    """The phones of a profile and the members of a people file.

    Members are leased like phones: two scenarios that invite one contact at once would take each
    other's invitations for their own. The first free combination is taken. Two rules keep the
    outcome of a scenario from hanging on what was free: the Admin who cannot log in stays on the
    profile's first phone, and of the members only those count that the people file says most about.

    A phone is kept for the next scenario, with its session, as long as no other worker of the run
    can want it, and while its member is waited for: only who waits for the phone itself gets it.

    Args:
        settings: Which people, and whether other processes see the same ones.
        phones: Of the profile.
        workers: How many processes of this run take from the pool.
        end: Ends what this process has to do with a phone; called before it is given back.
    """

    def __init__(
        self,
        settings: Settings,
        phones: Sequence[Phone],
        workers: int,
        end: Callable[[Phone], None],
    ) -> None:
        self._profile, self._people = settings.profile, settings.people
        self._phones, self._end = tuple(phones), end
        # Virtual phones and their organization are this process's own.
        self._shares_members = settings.profile.kind != "virtual"
        self._invitable = [each for each in self._people.members if not each.has_joined]
        self._sims = {each.contact for each in self._invitable if each.kind == "phone"}
        self._reservations = Reservations()
        self._keeps = not self._locks_of(phones) or workers <= self._seats()
        self._kept: tuple[Phone, ...] = ()

    @contextmanager
    def leased(self, needs: Needs) -> Iterator[Lease]:
        """What a scenario needs, for as long as it runs.

        Args:
            needs: By its tags; a profile with one phone serves two people, too.

        Raises:
            InfrastructureError: Others hold it too long.
        """
        choice = self._take(needs)
        of_people = [name for name in choice.names if name not in self._locks_of(choice.seat)]

        def may_touch(contact: Contact) -> bool:
            if not self._shares_members:
                return True
            name = self._lock_of(contact)
            if not self._reservations.take(name):
                return False
            of_people.append(name)
            return True

        members: dict[Kind, Member] = {each.kind: each for each in choice.members}
        self._kept = choice.seat
        with ExitStack() as stack:
            stack.callback(self._reservations.release, of_people)
            if not self._keeps:
                stack.callback(self.give_back)
            seat = choice.seat[: needs.phones]
            yield Lease(needs, seat, members, may_touch, self._alone, choice.another)

    def give_back(self) -> None:
        """Let go of phones that were kept; their sessions end first.

        All are let go, even if a session fails to end: whoever has the phone next starts another.
        """
        kept, self._kept = self._kept, ()
        with ExitStack() as stack:
            stack.callback(self._reservations.release, self._locks_of(kept))
            for phone in reversed(kept):
                stack.callback(self._end, phone)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        if not self._shares_members:
            yield
            return
        name = f'the list of members of "{self._people.organization}"'
        with self._reservations.alone_at(name, _LIST_S):
            yield

    def _take(self, needs: Needs) -> _Choice:
        if self._kept:
            # Profiles let a session survive that long in silence: as on one phone of two, while
            # the other one's messages are waited for.
            silence_s = self._profile.timeouts.delivery_s
            choices, kept = list(self._choices(needs)), self._locks_of(self._kept)
            choice = self._reservations.wait_holding(choices, kept, silence_s)
            if choice is not None:
                return choice
            self.give_back()
        choices = list(self._choices(needs))
        choice = self._reservations.wait(choices, _STUCK_S)
        if choice is None:
            raise InfrastructureError(self._in_vain(needs, choices))
        return choice

    def _choices(self, needs: Needs) -> Iterator[_Choice]:
        """The preferred ones first."""
        for seat in [self._kept] if self._kept else self._seats_for(needs):
            has_second = needs.phones > 1 or len(self._phones) == 1
            number = seat[-1].settings.number if has_second else None
            listed = [found for kind in KINDS if (found := self._members(kind, needs, number))]
            for members, another in self._with_another(needs, product(*listed)):
                leased = (*members, *filter(None, [another]))
                locks = [self._lock_of(Contact.of(each)) for each in leased]
                names = (*self._locks_of(seat), *(locks if self._shares_members else ()))
                yield _Choice(seat, members, another, names)

    def _with_another(
        self, needs: Needs, leased: Iterable[tuple[Member, ...]]
    ) -> Iterator[tuple[tuple[Member, ...], Member | None]]:
        """Each with somebody else, where that is asked for and the people file lists anybody."""
        for members in leased:
            left = [each for each in self._invitable if each not in members and needs.another]
            if not left:
                yield members, None
            for another in left:
                yield members, another

    def _members(self, kind: Kind, needs: Needs, number: str | None) -> list[Member]:
        """Who may be leased as the member of that kind, beside a second phone with that number."""
        if kind not in needs.kinds:
            return []
        found = [each for each in self._invitable if each.kind == kind]
        own = [each for each in found if kind == "phone" and each.contact == number]
        return _best_known(own or found)

    def _seats_for(self, needs: Needs) -> list[tuple[Phone, ...]]:
        """A phone, or two; where phones are kept, always what the biggest scenario needs."""
        firsts = sorted(self._phones, key=self._is_a_members)
        if not self._people.admin.can_log_in:
            firsts = list(self._phones[:1])
        if len(self._phones) == 1 or (needs.phones == 1 and not self._keeps):
            return [(phone,) for phone in firsts]
        pairs: list[tuple[Phone, ...]] = [
            (one, two) for one in firsts for two in self._phones if one is not two
        ]
        with_sim = [pair for pair in pairs if self._is_a_members(pair[1])]
        wants_sim = self._keeps or "phone" in needs.kinds
        return (with_sim if wants_sim else []) or pairs

    def _seats(self) -> int:
        """How many processes can have phones of their own for the biggest scenario, at once."""
        if len(self._phones) == 1 or not self._people.admin.can_log_in:
            return 1
        with_sim = sum(map(self._is_a_members, self._phones))
        pairs = len(self._phones) // 2
        return min(with_sim, pairs) if with_sim else pairs

    def _is_a_members(self, phone: Phone) -> bool:
        return phone.settings.number in self._sims

    def _lock_of(self, contact: Contact) -> str:
        return f"contact {self._people.organization}|{contact.key}"

    def _locks_of(self, phones: Sequence[Phone]) -> list[str]:
        return [phone.reserved_as for phone in phones if phone.reserved_as]

    def _in_vain(self, needs: Needs, choices: Sequence[_Choice]) -> str:
        things = {phone.reserved_as: str(phone) for phone in self._phones if phone.reserved_as}
        for member in self._invitable:
            things[self._lock_of(Contact.of(member))] = f"the member {member.contact}"
        wanted = {name for choice in choices for name in choice.names}
        held = [
            f"{words} by {holder}"
            for name, words in things.items()
            if name in wanted and (holder := self._reservations.holder_of(name))
        ]
        return (
            f"Waited for {needs} of the profile {self._profile.name!r}, the last {_STUCK_S} s of it"
            " while nothing changed hands.\n"
            f"  Held: {', '.join(held) or 'nothing; others waited before this one'}\n"
            "  Do: let what holds them end, or end it; list more phones or members, or run with"
            " fewer workers (-n)"
        )


def _best_known(members: Sequence[Member]) -> list[Member]:
    """Those of whom the people file says most: how they are told, then how they log in.

    With any other, scenarios would be skipped for want of it, now and then.
    """
    told = [each for each in members if each.told_by is not None] or list(members)
    return [each for each in told if each.password is not None] or told
