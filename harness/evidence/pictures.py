"""Pictures are stored once, under the hash of their content."""

import hashlib
import os
import shutil
import struct
import uuid
from pathlib import Path

from harness.evidence.records import PictureRecord

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
    """Keeps pictures for the page of pictures and for Allure at the same time.

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
        name = f"{hashlib.sha256(png).hexdigest()[:20]}.png"
        self._write_once(self._pictures_dir / name, png)
        return PictureRecord(name, phone, width_px, height_px)

    def link_for_allure(self, picture: PictureRecord) -> str:
        """Gives Allure a stored picture, and returns the file name that it has there.

        Each call makes another name: Allure 3 shows a file only at the first place that names it,
        and calls it missing everywhere else.
        """
        target = self._allure_dir / f"{uuid.uuid4()}-attachment.png"
        source = self._pictures_dir / picture.file
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
