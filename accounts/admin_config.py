"""Apart from apps.py because a module may declare one default configuration only, and importing AdminConfig is one."""

from django.contrib.admin.apps import AdminConfig


class HouseAdminConfig(AdminConfig):
    """Stands in INSTALLED_APPS for django.contrib.admin."""

    default = False
    default_site = "accounts.admin_site.HouseAdminSite"
