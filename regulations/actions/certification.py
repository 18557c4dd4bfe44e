"""An authority's word that a rule is right: given with a draft, renewed with one click while the rule stands."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import override

from accounts.models import OrganisationKind, User
from accounts.permissions import NotAllowed
from accounts.roles import Role
from audit.actions import record
from regulations import freshness
from regulations.models import Jurisdiction, ProvisionVersion
from regulations.people import Acting
from regulations.policies import explain_in, roles_in
from regulations.workflow import ON_RECORD
from workflow.engine import WRONG_STATE, TransitionRefused
from workflow.table import Refusal


def certify(version: ProvisionVersion, actor: Acting, at: datetime) -> None:
    """Note the authority behind a version that its focal point hands in; nothing where a reviewer does."""
    jurisdiction = version.provision.permit.jurisdiction
    if Role.FOCAL_POINT not in roles_in(actor.user, jurisdiction):
        return
    _sign(version, actor.user, jurisdiction, at)


@transaction.atomic
def renew(*, version: ProvisionVersion, actor: Acting, at: datetime) -> ProvisionVersion:
    """ "Still correct": the same version is certified anew, and its next review falls due a full interval from today.

    Raises NotAllowed for anybody but a focal point of its country, TransitionRefused where it is not on record now.
    """
    version.refresh_from_db(from_queryset=ProvisionVersion.objects.select_for_update())
    jurisdiction = version.provision.permit.jurisdiction
    if refusal := explain_in(actor.user, "permits.certify", jurisdiction):
        raise NotAllowed(refusal)
    if version.status not in ON_RECORD:
        raise TransitionRefused([Refusal(WRONG_STATE, {"state": version.status, "needed": [*ON_RECORD]})])
    before = {"certified_on": version.certified_on, "review_due": version.review_due}
    _sign(version, actor.user, jurisdiction, at)
    after = {"certified_on": version.certified_on, "review_due": version.review_due}
    record(
        action="provision_version.renew",
        actor=actor.identifier,
        subject=version.subject,
        data={"old": before, "new": after, "certified_by": version.certified_by},
        occurred_at=at,
    )
    return version


def authority_of(person: User, jurisdiction: Jurisdiction) -> str:
    """The name readers see for a focal point: the verified public office they act for, never the person."""
    offices = person.memberships.filter(
        organisation__kind=OrganisationKind.GOVERNMENT, organisation__verified_at__isnull=False
    )
    office = offices.select_related("organisation").order_by("pk").first()
    if office:
        return office.organisation.name
    with override("en"):  # stored, so in one language
        return f"Focal point of {jurisdiction.name}"


def _sign(version: ProvisionVersion, person: User, jurisdiction: Jurisdiction, at: datetime) -> None:
    today = jurisdiction.today(at)
    version.certified_by, version.certified_on = authority_of(person, jurisdiction), today
    version.review_due = freshness.review_due(version.provision.element, version.provision.key, today)
    version.save(update_fields=["certified_by", "certified_on", "review_due"])
