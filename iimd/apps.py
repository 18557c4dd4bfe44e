from django.apps import AppConfig


class IimdConfig(AppConfig):
    name = "iimd"
    verbose_name = "IIMD hub"

    def ready(self) -> None:
        # Shared tasks find their broker through the Celery application, so every process loads it.
        from iimd import celery  # noqa: F401
