"""Addresses of the permit desk, mounted under `/{language}/desk/permits/`. A permit is told by its hyphen."""

from django.urls import path, re_path

from regulations.views.desk import conflicts, overview, versions, writing

_PERMIT = r"^(?P<code>[A-Z]{2}-[A-Z0-9-]+)/"
_MATTER = _PERMIT + r"(?P<key>[a-z][a-z0-9_]*)/"

urlpatterns = [
    path("", overview.permits, name="desk_permits"),
    path("review/", overview.reviews, name="desk_reviews"),
    path("conflicts/<path:code>/", conflicts.conflict, name="desk_conflict"),
    path("versions/<int:number>/", versions.version, name="desk_version"),
    path("versions/<int:number>/edit/", writing.edit, name="desk_edit"),
    path("versions/<int:number>/renew/", versions.renew, name="desk_renew"),
    path("versions/<int:number>/<slug:name>/", versions.step, name="desk_step"),
    re_path(_PERMIT + "$", overview.permit, name="desk_permit"),
    re_path(_PERMIT + "new/$", writing.add_matter, name="desk_matter"),
    re_path(_MATTER + "write/$", writing.write, name="desk_write"),
    re_path(_MATTER + "$", versions.provision, name="desk_provision"),
    path("<slug:area>/", overview.jurisdiction, name="desk_jurisdiction"),
    path("<slug:area>/source/", writing.add_source, name="desk_source"),
]
