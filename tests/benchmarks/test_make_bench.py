"""`make bench` has every benchmark that takes minutes; what takes longer has its own target."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
OF_ITS_OWN = {"load"}


def test_make_bench_leaves_no_benchmark_out() -> None:
    """As they are listed at the head of the Makefile and of the benchmarks' document, too."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    document = (ROOT / "benchmarks" / "README.md").read_text("utf-8")
    programs = {
        file.stem
        for file in (ROOT / "benchmarks").glob("*.py")
        if '__name__ == "__main__"' in file.read_text("utf-8")
    }
    [run] = re.findall(r"for name in ([\w ]+); do .*benchmarks\.", makefile)
    [head] = re.findall(r"benchmarks\.(\w+ +# make bench; also [\w, ]+)", makefile)
    [listed] = re.findall(r"# one of: ([\w, ]+)", document)
    assert set(run.split()) == programs - OF_ITS_OWN
    assert head.split()[0] == run.split()[0]
    assert head.partition("also ")[2].split(", ") == run.split()[1:]
    assert listed.split(", ") == run.split()
