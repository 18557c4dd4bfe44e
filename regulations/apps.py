from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegulationsConfig(AppConfig):
    name = "regulations"
    verbose_name = _("Regulations")

    def ready(self) -> None:
        """Make the desk of focal points known to the first page of the desk."""
        from accounts import desks

        desks.register(
            desks.Desk(
                name=_("Permits"),
                purpose=_("What is due for review, drafts, reviews, conflicts between sources"),
                permission="permits.see_drafts",
                view="desk_permits",
            )
        )
