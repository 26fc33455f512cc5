"""Pictures and films are stored once, under the hash of their content."""

import hashlib
import os
import shutil
import struct
import uuid
from pathlib import Path

from harness.evidence.mp4 import duration_s
from harness.evidence.records import FilmRecord, PictureRecord

_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_METADATA = (b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME")
_AROUND_CHUNK = 12  # bytes: its size and kind before it, its checksum behind it
_SIZE_IN_HEADER = slice(16, 24)


def without_metadata(png: bytes) -> bytes:
    """The picture and nothing that is said beside it: texts, EXIF, whatever follows its end."""
    kept, at = [_PNG_SIGNATURE], len(_PNG_SIGNATURE)
    while at + _AROUND_CHUNK <= len(png):
        size, kind = struct.unpack(">I4s", png[at : at + 8])
        end = at + _AROUND_CHUNK + size
        if kind not in _METADATA:
            kept.append(png[at:end])
        at = len(png) if kind == b"IEND" else end
    return b"".join(kept)


class PictureStore:
    """Keeps pictures and films for the page of pictures and for Allure at the same time.

    Args:
        pictures_dir: Where the page of pictures looks for them.
        allure_dir: Allure's results, where pictures stand as hard links if the disk allows.
    """

    def __init__(self, pictures_dir: Path, allure_dir: Path) -> None:
        self._pictures_dir, self._allure_dir = pictures_dir, allure_dir

    def put(self, png: bytes, phone: str) -> PictureRecord:
        """Stores a picture of a phone's screen.

        Raises:
            ValueError: It is not a PNG file.
        """
        if not png.startswith(_PNG_SIGNATURE):
            raise ValueError(f"the phone sent {len(png)} bytes that are no PNG picture")
        png = without_metadata(png)
        width_px, height_px = struct.unpack(">II", png[_SIZE_IN_HEADER])
        name = _name_of(png, "png")
        self._write_once(self._pictures_dir / name, png)
        return PictureRecord(name, phone, width_px, height_px)

    def put_film(self, mp4: bytes, phone: str) -> FilmRecord:
        """Stores a film of a phone's screen.

        Raises:
            ValueError: It is not an MP4 file, or not a whole one.
        """
        film = FilmRecord(_name_of(mp4, "mp4"), phone, duration_s(mp4))
        self._write_once(self._pictures_dir / film.file, mp4)
        return film

    def link_for_allure(self, picture: PictureRecord | FilmRecord) -> str:
        """Gives Allure a stored picture or film, and returns the file name that it has there.

        Each call makes another name: Allure 3 shows a file only at the first place that names it,
        and calls it missing everywhere else.
        """
        source = self._pictures_dir / picture.file
        target = self._allure_dir / f"{uuid.uuid4()}-attachment{source.suffix}"
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            target.hardlink_to(source)
        except OSError:  # a disk without hard links, or two disks
            shutil.copyfile(source, target)
        return target.name

    def _write_once(self, path: Path, content: bytes) -> None:
        if path.exists():
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        # Several workers may store the same picture at once: the first one's file stays, so that
        # links to it, which may be there already, share it with all later ones.
        draft = path.with_suffix(f".{os.getpid()}.tmp")
        draft.write_bytes(content)
        try:
            path.hardlink_to(draft)
        except FileExistsError:
            pass
        except OSError:  # a disk without hard links
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)


def _name_of(content: bytes, kind: str) -> str:
    return f"{hashlib.sha256(content).hexdigest()[:20]}.{kind}"
