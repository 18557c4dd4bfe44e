from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from accounts.actions.roles import RoleError, grant_role
from accounts.models import Organisation, User
from accounts.roles import Role
from countries.models import Country


class Command(BaseCommand):
    help = "Give a role as the operator. Somebody has to be the first: the secretariat then gives the others theirs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("role", choices=list(Role))
        parser.add_argument("--country", help="alpha-3 code, for a focal point")
        parser.add_argument("--organisation", help="its exact name, for an employer or donor")

    def handle(self, *_args: object, **options: Any) -> None:
        try:
            grant_role(
                actor=None,
                person=User.objects.get(email=options["email"].lower()),
                role=Role(options["role"]),
                country=Country.objects.get(pk=options["country"]) if options["country"] else None,
                organisation=Organisation.objects.get(name=options["organisation"])
                if options["organisation"]
                else None,
                at=timezone.now(),
            )
        except (User.DoesNotExist, Country.DoesNotExist, Organisation.DoesNotExist) as missing:
            raise CommandError(f"{missing} Nothing was changed.") from missing
        except RoleError as refused:
            raise CommandError(f"The role was not given: {refused.code}.") from refused
        self.stdout.write(f"{options['email']} is {options['role']} from now on.")
