"""Kinds of permits that many countries have under names of their own: what "one permit type across countries" means.

A kind is told by the classification, which is the compiler's, and by the code of those that the Union gave one name.
Pure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """What a permit must be to count: fields of the classification with the values allowed, and the end of its code."""

    code: str
    fields: Mapping[str, tuple[str, ...]]
    suffix: str = ""

    def holds(self, permit: object, code: str) -> bool:
        """Whether a permit, whose fields are attributes, is of the kind."""
        return code.endswith(self.suffix) and all(
            getattr(permit, name) in allowed for name, allowed in self.fields.items()
        )


KINDS: Mapping[str, Kind] = {
    kind.code: kind
    for kind in (
        Kind("eu-blue-card", {}, suffix="-EUBC"),
        Kind("highly-skilled", {"purpose": ("employment",), "skill_level": ("high",)}),
        Kind("skilled", {"purpose": ("employment",), "skill_level": ("medium", "medium_high")}),
        Kind(
            "any-skill", {"purpose": ("employment",), "skill_level": ("any", "low"), "duration_class": ("temporary",)}
        ),
        Kind("seasonal", {"duration_class": ("seasonal",)}),
        Kind("transfer", {"purpose": ("intra_corporate_transfer",)}),
        Kind("job-search", {"purpose": ("job_search",)}),
        Kind("self-employment", {"purpose": ("self_employment", "business", "remote_work")}),
    )
}
