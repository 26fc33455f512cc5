"""The catalogue of defects as plain data, for programs that try a suite with each of them."""

from typing import Any

from virtual_phone.defects import CATALOGUE


def listing() -> list[dict[str, Any]]:
    """Every defect in the order of the catalogue, with its variants.

    Returns:
        For each: `name`, `area`, `description`, `guide_part` (None: nobody documents it) and
        `variants`, each with the `name` that `--defect` takes, and the `capability`, the words of
        a `step` and its `kind` ("check" or "act") where a suite should notice it.
    """
    return [
        {
            "name": defect.name,
            "area": defect.area,
            "description": defect.description,
            "guide_part": defect.guide_part,
            "variants": [
                {
                    "name": variant.name,
                    "capability": variant.caught_by.capability,
                    "step": variant.caught_by.step,
                    "kind": variant.caught_by.kind,
                }
                for variant in defect.variants
            ],
        }
        for defect in CATALOGUE.values()
    ]
