"""Addresses of the pages of this room alone; corridors and countries are pages of several rooms."""

from django.urls import path

from remittances.views.allocation import allocation
from remittances.views.indicators import indicator, indicators
from remittances.views.sdg import tracker

urlpatterns = [
    path("flows/", allocation, name="flows"),
    path("indicators/", indicators, name="indicators"),
    path("indicators/<str:name>/", indicator, name="indicator"),
    path("sdg-10c/", tracker, name="sdg-10c"),
]
