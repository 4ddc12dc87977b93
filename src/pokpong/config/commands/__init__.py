"""The commands of the program: `pokpong NAME …`, or `python -m pokpong.config.commands NAME …`.

Each command is a module with `run(arguments) -> int`. It is loaded after the settings are known and Django is ready,
because its models can only be imported then.
"""

import sys
from collections.abc import Sequence
from importlib import import_module

import django
from django.core.exceptions import ImproperlyConfigured

from pokpong.config.commands import environment, parsing
from pokpong.config.commands.environment import Stopped
from pokpong.foundation.access import row_security


def main(words: Sequence[str] | None = None) -> int:
    """The exit code: 0 done, 1 refused with the reason on the console, 2 not understood."""
    arguments = parsing.parser().parse_args(sys.argv[1:] if words is None else list(words))
    try:
        environment.prepare(arguments)
        django.setup()
        with row_security.scope("program:command"):
            result: int = import_module(f"pokpong.config.commands.{arguments.module}").run(arguments)
    except (Stopped, ImproperlyConfigured) as reason:
        print(f"pokpong {arguments.command}: {reason}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return result
