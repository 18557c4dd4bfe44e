"""The first pages of the permit desk: the jurisdictions a person works on, one of them, a permit, the review queue."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import person_behind
from datasets.desk.names import Names
from regulations.desk import reading
from regulations.elements import Element
from regulations.freshness import Freshness
from regulations.models import ProvisionVersion
from regulations.policies import jurisdictions_of, may_in
from regulations.queries import desk
from regulations.views.desk.common import SEES, desk_page, jurisdiction_or_404, permit_or_404, refusal_in, seen_by
from regulations.wording import keys
from regulations.words import name_of


@require_safe
@desk_page(SEES)
def permits(request: HttpRequest) -> HttpResponse:
    """How much waits where; somebody with a single country goes straight there."""
    places = list(seen_by(request))
    if len(places) == 1:
        return redirect("desk_jurisdiction", places[0].area)
    context = {"loads": desk.loads(places, timezone.now().date()), "reviews": _reviews(request)}
    return render(request, "regulations/desk/permits.html", context)


@require_safe
@desk_page(SEES)
def jurisdiction(request: HttpRequest, area: str) -> HttpResponse:
    """What is due for review, written, handed in, coming and at odds in one country."""
    place, now = jurisdiction_or_404(request, area), timezone.now()
    found = desk.on_the_desk(place, place.today(now))
    due = reading.rows(found.due, at=now)
    context = {
        "place": place,
        "due": due,
        "red": sum(each.freshness == Freshness.RED for each in due),
        "drafts": reading.rows(found.drafts, at=now),
        "handed_in": reading.rows(found.handed_in, at=now),
        "coming": reading.rows(found.coming, at=now),
        "conflicts": found.conflicts,
        "permits": found.permits,
        "names": Names(author for version in [*found.drafts, *found.handed_in] for author in version.authors),
        "may_write": may_in(person_behind(request), "permits.write", place),
        "may_certify": may_in(person_behind(request), "permits.certify", place),
        "certify_refusal": refusal_in(request, "permits.certify", place),
        "reviews": _reviews(request),
    }
    return render(request, "regulations/desk/jurisdiction.html", context)


@require_safe
@desk_page(SEES)
def permit(request: HttpRequest, code: str) -> HttpResponse:
    """One permit: every matter with what is on record and what is being written."""
    found, now = permit_or_404(request, code), timezone.now()
    versions = (
        ProvisionVersion.objects.with_everything()
        .filter(provision__permit=found, recorded_to=None)
        .exclude(status="withdrawn")
        .order_by("provision__element", "provision", "claim", "valid", "pk")
    )
    context = {
        "permit": found,
        "elements": _by_element(reading.rows(versions, at=now)),
        "may_write": may_in(person_behind(request), "permits.write", found.jurisdiction),
    }
    return render(request, "regulations/desk/permit.html", context)


@require_safe
@desk_page(SEES)
def reviews(request: HttpRequest) -> HttpResponse:
    """What was handed in and waits for a reviewer or a publisher."""
    waiting = desk.handed_in(jurisdictions_of(request.user, SEES))
    context = {
        "waiting": reading.rows(waiting, at=timezone.now()),
        "names": Names(author for version in waiting for author in version.authors),
        "me": person_behind(request).actor,
    }
    return render(request, "regulations/desk/reviews.html", context)


def _reviews(request: HttpRequest) -> int:
    """How much waits for a reviewer, where the person is one."""
    return desk.handed_in(jurisdictions_of(request.user, "permits.publish")).count()


Matter = tuple[str, str, list[reading.Row]]


def _by_element(rows: list[reading.Row]) -> list[tuple[str, list[Matter]]]:
    """Rows by the name of their element, then by key: (element, [(key, name, rows)])."""
    found: dict[str, dict[str, list[reading.Row]]] = {}
    for row in rows:
        provision = row.version.provision
        found.setdefault(provision.element, {}).setdefault(provision.key, []).append(row)
    return [
        (str(name_of(Element(element))), [(key, keys.name(key).text, versions) for key, versions in matters.items()])
        for element, matters in found.items()
    ]
