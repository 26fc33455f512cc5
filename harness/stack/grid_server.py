"""A real Selenium Grid: a hub, and one node per phone that relays to Appium."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from harness.stack.program import Program, free_ports, program, status

_START_S = 90
# Small and quick to start: it only passes requests on.
_JVM = ("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")


class Grid:
    """A hub and its nodes, which may not be ready yet.

    Attributes:
        url: Of the hub.
    """

    def __init__(self, hub: Program, url: str, nodes: int) -> None:
        self._hub, self.url, self._nodes = hub, url, nodes

    def wait_ready(self) -> None:
        """Wait until every node has joined.

        Raises:
            InfrastructureError: The hub ended, or a node did not join in time.
        """
        self._hub.wait_until(self._is_ready, _START_S)

    def _is_ready(self) -> bool:
        said = status(self.url)
        up = [node for node in said.get("nodes", []) if node.get("availability") == "UP"]
        return said.get("ready") is True and len(up) == self._nodes


@contextmanager
def grid(
    java_path: str,
    jar: Path,
    relayed_to: str,
    udids: Sequence[str],
    home: Path,
    environment: Mapping[str, str],
) -> Iterator[Grid]:
    """Run a hub and the nodes.

    Args:
        java_path: Java.
        jar: Selenium's server.
        relayed_to: Appium's URL.
        udids: One node for each.
        home: A folder of the run's own.
        environment: For Java.
    """
    hub_port, publish, subscribe, *node_ports = free_ports(3 + len(udids))
    publishing = ["--publish-events", f"tcp://127.0.0.1:{publish}"]
    subscribing = ["--subscribe-events", f"tcp://127.0.0.1:{subscribe}"]
    quiet = ["--host", "127.0.0.1", "--tracing", "false", "--log-level", "WARNING"]
    shared = [*publishing, *subscribing, *quiet]
    java = [java_path, *_JVM, "-jar", str(jar)]
    with ExitStack() as programs:
        command = [*java, "hub", "--port", str(hub_port), *shared]
        hub = programs.enter_context(
            program("The Grid's hub", command, environment, home / "hub.log")
        )
        url = f"http://127.0.0.1:{hub_port}"
        for number, (udid, port) in enumerate(zip(udids, node_ports, strict=True), 1):
            file = home / f"node-{number}.toml"
            file.write_text(_node(port, relayed_to, udid), "utf-8")
            command = [*java, "node", "--config", str(file), "--hub", url, *shared]
            programs.enter_context(
                program(f"Grid node {number}", command, environment, home / f"node-{number}.log")
            )
        yield Grid(hub, url, len(udids))


def _node(port: int, relayed_to: str, udid: str) -> str:
    """A node's configuration: TOML, in which JSON's strings are strings."""
    offered = {
        "platformName": "ANDROID",
        "appium:automationName": "UiAutomator2",
        "appium:udid": udid,
    }
    return (
        f"[server]\nport = {port}\n\n"
        "[node]\ndetect-drivers = false\nmax-sessions = 1\n\n"
        f'[relay]\nurl = {json.dumps(relayed_to)}\nstatus-endpoint = "/status"\n'
        f'configs = ["1", {json.dumps(json.dumps(offered))}]\n'
    )
