"""`harness drill`: which scenario catches which defect, and whether the clean app raises alarm."""

import argparse
import secrets
import signal
from pathlib import Path
from typing import Any

from harness.command_line.project import project_root
from harness.errors import WrongUse

_DESCRIPTION = """\
Switches defects on in the virtual phone, one after another, in all their variants, and shows which
scenario caught each, in which step; those scenarios must pass without the defect. Also runs all
scenarios on the clean app, in shuffled order, on other builds, with other transitions: nothing may
fail there.
"""
_EXAMPLES = """\
examples:
  harness drill                                         every defect, then the clean app
  harness drill --defect wrong-recipient                one defect in all its variants
  harness drill --defect wrong-recipient:phone,first    one variant
  harness drill --only-clean 200                        false alarms only
  harness drill --json drill.json --html drill.html     the table, to keep
  harness drill --faults                                every fault once: is the verdict right?
  harness drill --faults --seeds 10                     each at ten moments
  harness drill --faults --fault answer-reset --seeds 50
  harness drill --faults --with-defects                 each beside ten defects: is one masked?
  harness drill --faults --with-defects --sample 3      three of each, for every day

exit code: 0 where every defect was caught in the step that speaks of it, and nothing failed on the
clean app; with --faults, where every scenario ended as it should, nobody was invited twice and
nothing was left behind; else 1.
"""
_CLEAN_RUNS = 1
_SEEDS = 100_000


def add_to(commands: Any) -> None:
    """Make the command known."""
    parser = commands.add_parser(
        "drill",
        help="see whether the scenarios notice when the app is wrong",
        description=_DESCRIPTION,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    add = parser.add_argument
    add(
        "--defect",
        action="append",
        default=[],
        metavar="NAME[:VALUES]",
        help="only this one, or only those of its variants; may be given more than once",
    )
    clean = parser.add_mutually_exclusive_group()
    clean.add_argument(
        "--clean",
        type=_count,
        metavar="N",
        help="how often all scenarios are run on the clean app "
        f"(default: {_CLEAN_RUNS}; with --defect: 0)",
    )
    clean.add_argument(
        "--only-clean", type=_some, metavar="N", help="the same, and no defect at all"
    )
    add(
        "--seed",
        type=_count,
        metavar="S",
        help="decides orders and surroundings of the clean runs; the first has this seed, the next "
        "one S + 1 ... (default: by chance; with --faults: 0)",
    )
    add(
        "-n",
        type=_some,
        dest="at_once",
        metavar="N",
        help="how many runs at once (default: four for each core: most of them wait)",
    )
    _add_faults(parser)
    for kind in ("json", "markdown", "html"):
        add(f"--{kind}", type=Path, metavar="FILE", help=f"write the table as {kind} to this file")
    parser.set_defaults(execute=execute)


def _add_faults(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument_group("faults of phone, driver and network").add_argument
    add(
        "--faults",
        action="store_true",
        help="switch on faults below the app instead of its defects, and look how scenarios end",
    )
    add(
        "--fault",
        action="append",
        default=[],
        metavar="NAME",
        help="with --faults: only this one; may be given more than once",
    )
    add(
        "--seeds",
        type=_some,
        metavar="N",
        help="with --faults: how often each; a seed chooses scenario and moment, from --seed on "
        "(default: 1)",
    )
    add(
        "--with-defects",
        action="store_true",
        help="with --faults: each also beside ten defects of the app, none of which it may mask",
    )
    add(
        "--sample",
        type=_some,
        metavar="N",
        help="with --with-defects: only N faults beside N defects, which the seed chooses",
    )


def _refuse_mixture(arguments: argparse.Namespace) -> None:
    of_defects = arguments.defect or arguments.clean is not None or arguments.only_clean
    of_faults = arguments.fault or arguments.seeds or arguments.with_defects
    if arguments.faults and of_defects:
        raise WrongUse("--faults goes without --defect, --clean and --only-clean.")
    if of_faults and not arguments.faults:
        raise WrongUse("--fault, --seeds and --with-defects need --faults.")
    if arguments.sample and not arguments.with_defects:
        raise WrongUse("--sample needs --with-defects.")


def execute(arguments: argparse.Namespace, _others: list[str]) -> int:
    """Do it, show it, write it; 1 where anything falls short."""
    if arguments.only_clean and arguments.defect:
        raise WrongUse("--only-clean runs the clean app only: leave --defect out, or use --clean.")
    _refuse_mixture(arguments)
    root = project_root()
    _check_files(arguments)
    if arguments.faults:
        from harness.command_line.fault_drill import drill_under_faults

        return drill_under_faults(arguments, root)
    # Slow to import; `harness --help` need not wait for it.
    from harness.command_line.drill_outcome import Progress, show_outcome
    from harness.command_line.progress import terminal
    from harness.drill.catalogue import chosen, read_catalogue
    from harness.drill.crew import usual_size
    from harness.drill.drill import drill
    from harness.drill.report import Plan
    from harness.gherkin.check import check
    from harness.gherkin.problem import listed

    variants = () if arguments.only_clean else chosen(read_catalogue(root), arguments.defect)
    if problems := check(root).problems:
        raise WrongUse(f"Features and steps do not fit:\n{listed(problems)}")
    plan = Plan(
        variants,
        clean_runs=_clean_runs(arguments),
        seed=_seed(arguments.seed),
        at_once=arguments.at_once or usual_size(),
        is_partial=bool(arguments.defect or arguments.only_clean),
    )
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with terminal() as console:
        with Progress(console, plan) as progress:
            report = drill(plan, root, progress.told)
        show_outcome(console, report)
        for file in _write(arguments, report):
            console.print(f"Written: {file}", markup=False)
    return report.exit_code


def _seed(given: int | None) -> int:
    from harness.drill.clean import SEEDS_A_TURN

    return secrets.randbelow(_SEEDS) * SEEDS_A_TURN if given is None else given


def _clean_runs(arguments: argparse.Namespace) -> int:
    if arguments.only_clean:
        return int(arguments.only_clean)
    if arguments.clean is not None:
        return int(arguments.clean)
    return 0 if arguments.defect else _CLEAN_RUNS


def _check_files(arguments: argparse.Namespace) -> None:
    """Before minutes of drilling, not after them."""
    for file in filter(None, (arguments.json, arguments.markdown, arguments.html)):
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            was_there = file.exists()
            file.open("a").close()
        except OSError as error:
            raise WrongUse(f"Cannot write to {file}: {error.strerror}") from error
        if not was_there:
            file.unlink()


def _write(arguments: argparse.Namespace, report: Any) -> list[Path]:
    from harness.command_line.tables import write_tables
    from harness.drill.table import as_html, as_json, as_markdown

    return write_tables(arguments, report, json=as_json, markdown=as_markdown, html=as_html)


def _count(text: str) -> int:
    if text.isdecimal():
        return int(text)
    raise argparse.ArgumentTypeError(f'a whole number from 0, not "{text}"')


def _some(text: str) -> int:
    if text.isdecimal() and int(text):
        return int(text)
    raise argparse.ArgumentTypeError(f'a whole number from 1, not "{text}"')
