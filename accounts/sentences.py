"""What people read about roles, permissions and refusals. Other modules speak in codes; the words are here."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Final

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.roles import PERSON, Role

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

ROLE_NAMES: Final[dict[str, _StrPromise]] = {
    Role.STATISTICIAN: _("statistician"),
    Role.SECRETARIAT: _("secretariat"),
    Role.FOCAL_POINT: _("focal point of a country"),
    Role.REVIEWER: _("reviewer of permit rules"),
    Role.ANALYST: _("analyst"),
    Role.AUDITOR: _("auditor"),
    Role.EMPLOYER: _("employer"),
    Role.DONOR: _("donor"),
    PERSON: _("anyone signed in"),
}

PERMISSION_NAMES: Final[dict[str, _StrPromise]] = {
    "keys.create": _("make keys for the API"),
    "keys.analyst_tier": _("ask the API more often than others"),
    "desk.open": _("open the desk"),
    "datasets.import": _("import published files"),
    "datasets.rebuild": _("compute derived figures again"),
    "datasets.see_unpublished": _("see figures before they are published"),
    "datasets.publish": _("publish figures"),
    "datasets.withdraw": _("withdraw published figures"),
    "permits.see_drafts": _("see what is written about permits before it is published"),
    "permits.write": _("write what holds for permits, and hand it in for review"),
    "permits.review": _("review and approve what others wrote about permits"),
    "permits.publish": _("publish, schedule and withdraw what is said about permits"),
    "permits.certify": _("confirm for a country that a rule still holds"),
    "permits.close_conflict": _("close a conflict between sources, with a reason"),
    "roles.see": _("see who holds which role"),
    "roles.grant": _("give and take back roles"),
    "organisations.verify": _("confirm that an organisation is what it says"),
    "audit.read": _("read the audit trail"),
}

REFUSALS: Final[dict[str, _StrPromise]] = {
    "signed_out": _("Sign in first."),
    "role": _("This needs a role you do not hold: {roles}."),
    "own_work": _("Nobody decides on their own work. Ask a colleague with the same role."),
    "second_factor_missing": _(
        "This is a decision, so it needs a second factor. Set up an authenticator app on your account page."
    ),
    "second_factor_unused": _("This is a decision. Confirm it is you with a code from your authenticator app."),
    "second_factor_key": _("This is a decision. A person takes it on the web site, signed in with a second factor."),
}


def refusal(code: str, roles: Collection[str]) -> _StrPromise:
    """The sentence for a refusal; `roles` are those that would have been enough."""
    names: list[object] = []
    for name in (known for known in ROLE_NAMES if known in roles):
        names += [", ", ROLE_NAMES[name]] if names else [ROLE_NAMES[name]]
    return format_lazy(REFUSALS[code], roles=format_lazy("{}" * len(names), *names))
