from allauth.urls import urlpatterns as sign_in
from django.urls import include, path

from accounts import views

urlpatterns = [
    path("account/", views.home, name="account_home"),
    path("account/keys/", views.keys, name="account_keys"),
    path("account/keys/<uuid:key_id>/revoke/", views.revoke, name="account_key_revoke"),
    path("account/", include(sign_in)),
    path("demo/", views.demo_people, name="demo_people"),
]
