"""Template tags of the finder's results: `{% load pathways %}`. A page has hundreds of them, so none is an include."""

from __future__ import annotations

from datetime import date

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from regulations.pathways.lines import Line
from regulations.rules.record import Citation
from regulations.templatetags.permits import said, told
from regulations.vocabulary import Grade
from regulations.wording import times
from web_pages import numbers
from web_pages.places import language

register = template.Library()


@register.filter
def in_full(line: Line) -> SafeString:
    """A claim with its name, a list of some length as a list, and who says so."""
    return format_html("{}: {}{}", said(line.label), told(line.value), cited_claim(line))


@register.simple_tag
def cited(citation: Citation | None, since: date | None = None, until: date | None = None) -> SafeString:
    """Who says so, where, of which day the source speaks, and the days for which it holds."""
    if citation is None:
        return SafeString("")
    publisher: str = citation.publisher
    if citation.url:
        publisher = format_html('<a href="{}">{}</a>', citation.url, publisher)
    parts = [part for part in (citation.locator, publisher) if part]
    if citation.dated:
        parts.append(times.partial(citation.dated))
    if citation.grade == Grade.SECONDARY:
        parts.append(_("not confirmed by the authority"))
    if since:
        parts.append(_("since %(date)s") % {"date": numbers.day(since, language())})
    if until:
        parts.append(_("until %(date)s") % {"date": numbers.day(until, language())})
    inside = format_html_join(", ", "{}", ((part,) for part in parts))
    return format_html(' <span class="said small quiet">({})</span>', inside)


def cited_claim(line: Line) -> SafeString:
    """The citation of a line's claim."""
    claim = line.claim
    answered: SafeString = cited(claim.citation, claim.valid_from, claim.valid_to)
    return answered
