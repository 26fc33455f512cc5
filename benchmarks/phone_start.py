"""How long the virtual phones take to start: from the process's start to their ready line.

Also as a ratio over `python -c pass`, the least that any Python program takes. Default options:
two phones, their organization and the mailbox, which may become ready later.
"""

import subprocess
import sys
import time
from statistics import median

from rich.table import Table

from benchmarks.results import Result, arguments_of, show
from benchmarks.stage import ROOT

MOST_S = 0.5
_WARM_UP_ROUNDS = 2


def phone_start_s() -> float:
    """Until the line is there."""
    started_s = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", "virtual_phone"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as phones:
        assert phones.stdout is not None
        line = phones.stdout.readline()
        took_s = time.perf_counter() - started_s
        assert b"phones" in line
        phones.communicate()  # closes their standard input, which ends them
    return took_s


def python_start_s() -> float:
    """A Python that does nothing, from start to end."""
    started_s = time.perf_counter()
    subprocess.run([sys.executable, "-c", "pass"], cwd=ROOT, check=True)
    return time.perf_counter() - started_s


def measure(rounds: int) -> Result:
    """Medians, the two in turn."""
    phones, pythons = [], []
    for number in range(_WARM_UP_ROUNDS + rounds):
        python_s, phone_s = python_start_s(), phone_start_s()
        if number >= _WARM_UP_ROUNDS:
            pythons.append(python_s)
            phones.append(phone_s)
    ratio = median(phones) / median(pythons)
    table = Table("", "median", "fastest", title=f"Start of the virtual phones ({rounds} times)")
    for name, times_s in (("python -m virtual_phone", phones), ("python -c pass", pythons)):
        table.add_row(name, f"{median(times_s):.3f} s", f"{min(times_s):.3f} s")
    table.add_row("ratio", f"{ratio:.1f}", "")
    return Result(
        "phone_start",
        {"rounds": rounds, "phones_s": phones, "python_s": pythons, "ratio": ratio},
        [table],
        goals={f"ready in less than {MOST_S} s": median(phones) < MOST_S},
    )


if __name__ == "__main__":
    parser = arguments_of(__doc__)
    parser.add_argument("--rounds", type=int, default=10, help="that count (10)")
    options = parser.parse_args()
    show(measure(options.rounds), options.json)
