"""The Celery application: workers and beat start from here (`celery -A iimd.celery worker`)."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "iimd.settings")

app = Celery("iimd")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
