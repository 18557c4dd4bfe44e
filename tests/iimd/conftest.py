import pytest


@pytest.fixture(autouse=True)
def plain_static_files(settings):
    """Pages are rendered without collecting static files first."""
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
