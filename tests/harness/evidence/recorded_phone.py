"""A phone, a step and a recorder between them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from harness.evidence import Recorder, Redactor, RunFacts
from harness.evidence.contact_forms import PrivateContact
from harness.evidence.pictures import PictureStore
from harness.evidence.records import FilmRecord, PictureRecord

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + (540).to_bytes(4, "big") + (1200).to_bytes(4, "big")


@dataclass
class Field:
    """A field on its screen."""

    text: str = ""
    description: str = ""
    hint: str = ""
    password: bool = False


class Phone:
    """A phone that gives what a test wants."""

    def __init__(self, name: str = "Admin's phone", error: Exception | None = None) -> None:
        self.name, self.error, self.secret = name, error, False

    def screenshot_png(self) -> bytes:
        if self.error:
            raise self.error
        return PNG + self.name.encode()

    def page_source(self) -> str:
        return "<hierarchy text='hush hush'/>"

    def device_log(self, since_s: float) -> str:
        return ""

    def facts(self) -> Mapping[str, str]:
        return {"phone kind": "virtual", "app version": "47.0.2"}

    def input_fields(self) -> list[Field]:
        return [Field(password=self.secret)]


class Step:
    """Takes down what is recorded."""

    def __init__(self) -> None:
        self.pictures: list[PictureRecord] = []
        self.films: list[FilmRecord] = []
        self.texts: list[tuple[str, str, str]] = []
        self.notes: list[str] = []

    def add_picture(self, picture: PictureRecord, allure_file: str) -> None:
        self.pictures.append(picture)

    def add_film(self, film: FilmRecord, allure_file: str) -> None:
        self.films.append(film)

    def add_text(self, title: str, text: str, kind: str) -> None:
        self.texts.append((title, text, kind))

    def add_note(self, note: str) -> None:
        self.notes.append(note)


def recorder_for(
    step: Step | None,
    folder: Path,
    mode: str = "failures",
    codes: Iterable[str] | None = None,
    private: Iterable[PrivateContact] = (),
) -> Recorder:
    """A recorder that writes to a step; with codes, somebody has begun to read messages."""
    redactor = Redactor(["hush hush"])
    redactor.learn_contacts(private)
    if codes is not None:
        redactor.one_time.learn(codes)
    recorder = Recorder(mode, redactor, RunFacts(), lambda: step)
    recorder.store = PictureStore(folder / "pictures", folder / "allure")
    return recorder
