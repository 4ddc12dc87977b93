"""Fills the template data base: `python -m tests.engines.template`, started by tests.engines.databases."""

from importlib import import_module

import django
from django.core.management import call_command


def main() -> None:
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    # Models can only be imported after the set-up above.
    import_module("pokpong.registers.places.importing").import_places()


if __name__ == "__main__":
    main()
