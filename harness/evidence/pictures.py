"""Pictures are stored once, under the hash of their content."""

import hashlib
import os
import shutil
import struct
from pathlib import Path

from harness.evidence.records import PictureRecord

_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_SIZE_IN_HEADER = slice(16, 24)


class PictureStore:
    """Keeps pictures for the page of pictures and for Allure at the same time.

    Args:
        pictures_dir: Where the page of pictures looks for them.
        allure_dir: Allure's results; a picture stands there as a hard link where the disk allows.
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
        width_px, height_px = struct.unpack(">II", png[_SIZE_IN_HEADER])
        name = hashlib.sha256(png).hexdigest()[:20]
        picture = self._pictures_dir / f"{name}.png"
        self._write_once(picture, png)
        self._link_once(picture, self._allure_dir / allure_name(picture.name))
        return PictureRecord(picture.name, phone, width_px, height_px)

    def _write_once(self, path: Path, content: bytes) -> None:
        if path.exists():
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        # Several workers may store the same picture: each writes its own file, the last wins.
        draft = path.with_suffix(f".{os.getpid()}.tmp")
        draft.write_bytes(content)
        draft.replace(path)

    def _link_once(self, picture: Path, target: Path) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            target.hardlink_to(picture)
        except FileExistsError:
            return
        except OSError:  # a disk without hard links, or two disks
            shutil.copyfile(picture, target)


def allure_name(picture_file: str) -> str:
    """The name under which Allure knows a picture."""
    return f"{Path(picture_file).stem}-attachment.png"
