"""The catalogue of faults as plain data, for programs that try a suite under each of them."""

from typing import Any

from virtual_phone.faults.catalogue import CATALOGUE


def listing() -> list[dict[str, Any]]:
    """Every fault in the order of the catalogue.

    Returns:
        For each: `name`, `area`, `description`; `number` of the table (None: beyond it); `at`, at
        which moments it can strike (None: from the beginning), and `times`, how often unless told
        otherwise (0: for good); `message`, its public words; `breaks_session`, whether its
        session answers nothing else from then on; `expected`, a list of end states, and `because`;
        `by_adb_only`.
    """
    return [
        {
            "name": fault.name,
            "area": fault.area,
            "description": fault.description,
            "number": fault.number,
            "at": fault.at,
            "times": fault.times,
            "message": fault.message,
            "breaks_session": fault.breaks_session,
            "expected": sorted(fault.expected),
            "because": fault.because,
            "by_adb_only": fault.by_adb_only,
        }
        for fault in CATALOGUE.values()
    ]
