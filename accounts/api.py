"""How programs show who they are and what they may: keys in the Authorization header, permissions of the matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import BasePermission

from accounts import keys, queries
from accounts.access import second_factor_in
from accounts.actions.keys import note_use
from accounts.models import ApiKey, User
from accounts.permissions import MATRIX, SecondFactor, explain
from accounts.policies import may_sign_in

if TYPE_CHECKING:
    from rest_framework.request import Request
    from rest_framework.views import APIView

SCHEMES = ("api-key", "bearer")
_NO_DIGEST = keys.digest("")  # compared with when there is no such key, so that both answers take as long


class ApiKeyAuthentication(BaseAuthentication):
    """`Authorization: Api-Key <key>` (or Bearer): `request.user` is the key's person, `request.auth` the ApiKey.

    `request.auth.tier` says how often the person may ask: it follows from their roles at this moment.
    """

    def authenticate(self, request: Request) -> tuple[User, ApiKey] | None:
        scheme, _space, text = get_authorization_header(request).decode("latin-1").partition(" ")
        if scheme.lower() not in SCHEMES:
            return None
        key = _key_for(text)
        if key is None:
            raise AuthenticationFailed(
                _("This API key is unknown, revoked or expired. Make a new one on your account page.")
            )
        note_use(key=key, at=timezone.now())
        return key.person, key

    def authenticate_header(self, _request: Request) -> str:
        return 'Api-Key realm="api"'


def _key_for(text: str) -> ApiKey | None:
    """The open key that `text` is, by one query."""
    shown = keys.split(text)
    if shown is None:
        return None
    found = queries.key_in_use(shown.prefix, at=timezone.now())
    if not keys.opens(shown.secret, found.secret_digest if found else _NO_DIGEST):
        return None
    return found if found and may_sign_in(found.person) else None


def requires(permission: str) -> type[BasePermission]:
    """A permission class for a permission of the matrix: `permission_classes = [requires("datasets.publish")]`."""
    row = MATRIX[permission]

    class Requires(BasePermission):
        code = row.name

        def has_permission(self, request: Request, _view: APIView) -> bool:
            found = explain(request.user, row.name, second_factor=_second_factor(request))
            self.message = str(found.sentence) if found else None
            return found is None

    return Requires


def _second_factor(request: Request) -> SecondFactor:
    if isinstance(request.auth, ApiKey) and settings.REQUIRE_SECOND_FACTOR:
        return SecondFactor.KEY
    return second_factor_in(request._request)


class ApiKeyScheme(OpenApiAuthenticationExtension):
    """How the OpenAPI document describes the keys."""

    target_class = "accounts.api.ApiKeyAuthentication"
    name = "ApiKey"

    def get_security_definition(self, _auto_schema: Any) -> dict[str, str]:
        return {
            "type": "apiKey",
            "in": "header",
            "name": "Authorization",
            "description": _("The word Api-Key, a space and your key. Keys are made on the account page."),
        }
