"""`python -m pokpong.config.serving clock|worker`: one part, as the supervisor starts it."""

import sys
from importlib import import_module

import django

PARTS = ("clock", "worker")

if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in PARTS:
        sys.exit(f"one of: {', '.join(PARTS)}")
    django.setup()
    # Models can only be imported after the set-up above.
    import_module(f"pokpong.config.serving.{sys.argv[1]}").main()
