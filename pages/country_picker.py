"""Countries with their calling codes, behind the region chip."""

from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, parse

from harness.screen.page import Page, field, heading
from harness.settings import PhoneNumber


class CountryPickerPage(Page):
    """A long list; its search field is the short way through it."""

    title = heading("Select country/region")
    search = field("Search countries and regions")

    recognised_by = (title,)

    def choose(self, number: PhoneNumber) -> None:
        """Choose the number's country."""
        self.wait_open()
        self.search.enter(_country_name(number))
        self.named(f"+{number.country_code}").tap_once()


def _country_name(number: PhoneNumber) -> str:
    """English name, as the list is searched; the main country where several share one code."""
    from phonenumbers import geocoder  # late: its names of places take 0.3 s and 40 MB

    name = geocoder.country_name_for_number(parse(number.e164), "en")
    return name or COUNTRY_CODE_TO_REGION_CODE[number.country_code][0]
