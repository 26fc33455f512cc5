"""A phone number's field with the country beside it, as log-in and invitation have it."""

from virtual_phone.app.app import App
from virtual_phone.app.resource_ids import resource_id
from virtual_phone.app.screens.country_picker import CountryPicker
from virtual_phone.organization import Contact, calling_code
from virtual_phone.system.layout import Layout, Slot, dp
from virtual_phone.system.text_input import TextInput
from virtual_phone.system.widgets import MARGIN, field


class RegionField:
    """The national number is typed; the country is chosen from a list. +1 at first.

    Attributes:
        input: The number's field.
        region: Two letters.
    """

    def __init__(self, app: App, number: TextInput) -> None:
        self.input = number
        self.region = "US"
        self._app = app

    def contact(self) -> Contact:
        """What is typed, as a contact.

        Raises:
            Refused: INVALID_PHONE.
        """
        return self._app.organization.check_contact("phone", self.region, self.input.value)

    def focus(self) -> None:
        """Put the caret into the number's field."""
        self._app.host.focus(self.input)

    def draw(self, layout: Layout) -> None:
        """Chip and field side by side; the chip's two texts are three levels down."""
        slot = layout.next(dp(52), MARGIN)
        edge = slot.bounds.left + dp(104)
        chip = slot.bounds._replace(right=edge)
        code = f"+{1 if self.region == 'US' else calling_code(self.region)}"
        node = layout.node("region", "LinearLayout", chip, on_tap=self._pick)
        inner = layout.node("region inner", "FrameLayout", chip)
        texts = layout.node("region texts", "LinearLayout", chip)
        letters = chip._replace(right=chip.left + dp(36))
        number = chip._replace(left=letters.right)
        texts.children = [
            layout.node("region letters", "TextView", letters, text=self.region, look="row-label"),
            layout.node("region code", "TextView", number, text=code, look="chip"),
        ]
        inner.children.append(texts)
        node.children.append(inner)
        wrapper = layout.node("region wrapper", "FrameLayout", chip, children=[node])
        build = self._app.build
        # One id on both, as in a public dump.
        wrapper.resource_id = resource_id(build.package, build.id_seed, "region")
        node.resource_id = wrapper.resource_id
        slot.put(wrapper)
        place = slot.bounds._replace(left=edge + dp(8))
        field(layout, self._app.host, self.input, at=Slot(place, slot.nodes))

    def _pick(self) -> None:
        self._app.open(CountryPicker(self._app, self._picked))

    def _picked(self, region: str) -> None:
        self.region = region
