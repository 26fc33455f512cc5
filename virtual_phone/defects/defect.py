"""What a defect is."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Defect:
    """Something a product may do wrong.

    Attributes:
        name: Kebab-case, says what goes wrong.
        area: What a person would call the part of the product: "Roles", "Sending", ...
        description: One sentence for a person: what the app does instead.
        guide_part: Part of the official guide that promises otherwise; None where nobody
            documents it.
    """

    name: str
    area: str
    description: str
    guide_part: int | None
