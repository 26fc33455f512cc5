"""What can stand in the place of a file, and is none."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path

from trial import KINDS, Trial, Write


def trials() -> Iterator[Trial]:
    """Every idea in the place of a feature, and of every second kind of settings, in turn."""
    for order, kind in enumerate(KINDS.values()):
        for number, (name, (write, says)) in enumerate(IDEAS.items()):
            if kind.name == "feature" or (number + order) % 2:
                yield Trial(name, kind, write, says)


def _link(to: str) -> Write:
    return lambda file: file.symlink_to(to)


def _out_of_the_project(file: Path) -> None:
    project = next(each for each in file.parents if each.name == "project")
    outside = project.with_name("outside")
    outside.write_text("secret: of another program\n", "utf-8")
    file.symlink_to(outside)


def _up_and_down(file: Path) -> None:
    beside = file.parent.parent / "elsewhere"
    beside.mkdir()
    (beside / file.name).write_text("a: 1\n", "utf-8")
    file.symlink_to(Path("..", "elsewhere", file.name))


def _in_a_circle(file: Path) -> None:
    other = file.with_name("other")
    other.symlink_to(file.name)
    file.symlink_to(other.name)


def _long_chain(file: Path) -> None:
    for number in range(60):
        file.with_name(f"link{number}").symlink_to(f"link{number + 1}")
    file.symlink_to("link0")


def _pipe(file: Path) -> None:
    os.mkfifo(file)


def _link_to_a_pipe(file: Path) -> None:
    os.mkfifo(file.with_name("pipe"))
    file.symlink_to("pipe")


def _socket(file: Path) -> None:
    here = Path.cwd()
    os.chdir(file.parent)  # a socket's name is short
    try:
        with socket.socket(socket.AF_UNIX) as end:
            end.bind(file.name)
    finally:
        os.chdir(here)


def _folder_with_files(file: Path) -> None:
    file.mkdir()
    (file / "a.yaml").write_text("a: 1\n", "utf-8")


def _sparse(file: Path) -> None:
    with file.open("wb") as opened:
        opened.truncate(1 << 40)


IDEAS: dict[str, tuple[Write, str]] = {
    "a link out of the project": (_out_of_the_project, "a link out of its folder, to "),
    "a link to another folder": (_up_and_down, "a link out of its folder, to "),
    "a link to the users": (_link("/etc/passwd"), "a link out of its folder, to /etc/passwd"),
    "a link to endless zeros": (_link("/dev/zero"), "a link out of its folder, to /dev/zero"),
    "a link to chance": (_link("/dev/urandom"), "a link out of its folder, to /dev/urandom"),
    "a link to the input": (_link("/dev/stdin"), "a link out of its folder, to "),
    "a link to the process": (_link("/proc/self/environ"), "a link out of its folder, to "),
    "a link to itself": (lambda file: file.symlink_to(file.name), "a link that leads in a circle"),
    "links in a circle": (_in_a_circle, "a link that leads in a circle"),
    "a chain of 60 links": (_long_chain, "it cannot be read"),
    "a link to nothing": (_link("nothing"), "there is no such file behind the link"),
    "a link to its folder": (_link("."), "it is a folder"),
    "a pipe": (_pipe, "it is a pipe"),
    "a link to a pipe": (_link_to_a_pipe, "it is a pipe"),
    "a socket": (_socket, "it cannot be read"),
    "a folder": (lambda file: file.mkdir(), "it is a folder"),
    "a folder with files": (_folder_with_files, "it is a folder"),
    "a hole of a terabyte": (_sparse, "bytes"),
}
