"""The phone's storage, in memory: what adb may write, and little else."""

import posixpath
import stat
import threading
import time
from dataclasses import dataclass
from typing import Final

_ALIASES: Final = {
    "/sdcard": "/storage/emulated/0",
    "/mnt/sdcard": "/storage/emulated/0",
    "/storage/self/primary": "/storage/emulated/0",
}
_WRITABLE: Final = ("/storage/emulated/0", "/data/local/tmp")
_FOLDERS: Final = (
    "/", "/dev", "/data", "/data/local", "/data/local/tmp", "/storage", "/storage/emulated",
    "/storage/emulated/0", "/storage/emulated/0/Download", "/storage/emulated/0/DCIM",
    "/storage/emulated/0/Pictures", "/proc", "/proc/net", "/system", "/system/bin",
)  # fmt: skip
_UNIX_SOCKETS: Final = b"Num       RefCount Protocol Flags    Type St Inode Path\n"
_CAPACITY_BYTES: Final = 512 * 1024 * 1024


@dataclass(frozen=True)
class File:
    """A file or a folder.

    Attributes:
        mode: As `stat` has it, with the kind.
        modified_s: Seconds since 1970.
        data: What is in it; b"" for a folder.
    """

    mode: int
    modified_s: int
    data: bytes = b""

    @property
    def is_folder(self) -> bool:
        """Whether it is one."""
        return stat.S_ISDIR(self.mode)


class Files:
    """Files by path. A failure is an OSError, in the words of a phone.

    Args:
        capacity_bytes: What fits.
    """

    def __init__(self, capacity_bytes: int = _CAPACITY_BYTES) -> None:
        self._capacity_bytes = capacity_bytes
        now_s = int(time.time())
        self._lock = threading.Lock()
        self._entries = {path: File(stat.S_IFDIR | 0o771, now_s) for path in _FOLDERS}
        self._entries["/dev/null"] = File(stat.S_IFCHR | 0o666, now_s)
        self._entries["/proc/net/unix"] = File(stat.S_IFREG | 0o444, now_s, _UNIX_SOCKETS)

    def get(self, path: str) -> File | None:
        """What is there; None for nothing."""
        return self._entries.get(resolved(path))

    def read(self, path: str) -> bytes:
        """What is in a file.

        Raises:
            OSError: It is not there, or is a folder.
        """
        entry = self.get(path)
        if entry is None:
            raise FileNotFoundError("No such file or directory")
        if entry.is_folder:
            raise IsADirectoryError("Is a directory")
        return entry.data

    def write(self, path: str, data: bytes, mode: int = 0o660, modified_s: int = 0) -> None:
        """Make or replace a file, with the folders above it.

        Raises:
            OSError: It may not be written there, or does not fit.
        """
        place = self._writable(path)
        with self._lock:
            if place in self._entries and self._entries[place].is_folder:
                raise IsADirectoryError("Is a directory")
            taken = sum(len(each.data) for name, each in self._entries.items() if name != place)
            if taken + len(data) > self._capacity_bytes:
                raise OSError("No space left on device")
            self._make_folders(posixpath.dirname(place))
            permissions = stat.S_IMODE(mode) or 0o660
            when_s = modified_s or int(time.time())
            self._entries[place] = File(stat.S_IFREG | permissions, when_s, data)

    def make_folder(self, path: str, *, parents: bool = False) -> None:
        """Make a folder.

        Raises:
            OSError: It may not be there, is there already, or lies in none.
        """
        place = resolved(path)
        if place in self._entries:
            if parents and self._entries[place].is_folder:
                return
            raise FileExistsError("File exists")
        self._writable(path)
        with self._lock:
            if not parents and posixpath.dirname(place) not in self._entries:
                raise FileNotFoundError("No such file or directory")
            self._make_folders(place)

    def remove(self, path: str, *, recursive: bool = False) -> None:
        """Remove a file, or a folder with all that is in it.

        Raises:
            OSError: It is not there, is a folder, or may not be removed.
        """
        place = self._writable(path)
        with self._lock:
            entry = self._entries.get(place)
            if entry is None:
                raise FileNotFoundError("No such file or directory")
            if entry.is_folder and not recursive:
                raise IsADirectoryError("is a directory")
            for name in [each for each in self._entries if f"{each}/".startswith(f"{place}/")]:
                del self._entries[name]

    def listed(self, path: str) -> list[tuple[str, File]]:
        """Names in a folder, sorted.

        Raises:
            OSError: It is none.
        """
        place = resolved(path)
        entry = self._entries.get(place)
        if entry is None:
            raise FileNotFoundError("No such file or directory")
        if not entry.is_folder:
            return [(path, entry)]
        with self._lock:
            inside = [name for name in self._entries if posixpath.dirname(name) == place != name]
            return sorted((posixpath.basename(name), self._entries[name]) for name in inside)

    def _make_folders(self, path: str) -> None:
        while path not in self._entries:
            self._entries[path] = File(stat.S_IFDIR | 0o771, int(time.time()))
            path = posixpath.dirname(path)

    @staticmethod
    def _writable(path: str) -> str:
        place = resolved(path)
        if not any(place.startswith(f"{folder}/") for folder in _WRITABLE):
            raise PermissionError("Permission denied")
        return place


def resolved(path: str) -> str:
    """The path without links, dots and a slash at the end."""
    place = posixpath.normpath(f"/{path}")
    place = f"/{place.lstrip('/')}"
    for alias, target in _ALIASES.items():
        if place == alias or place.startswith(f"{alias}/"):
            return target + place[len(alias) :]
    return place
