"""The app's words in the languages of which some are public; everything else stays English.

A label is written in English where it is shown; here is what it becomes. No translation is made
up: the screens from Permissions on have none.
"""

from virtual_phone.app.texts.public import PUBLIC


class Texts:
    """The words of one language.

    Args:
        language: Two letters, or with a region ("pt-BR").
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self._words = PUBLIC.get(language) or PUBLIC.get(language.partition("-")[0]) or {}

    def __call__(self, english: str) -> str:
        """The words for an English label; the label itself where no translation is public."""
        return self._words.get(english, english)
