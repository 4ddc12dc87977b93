import sys

from pokpong.config.commands import main

if __name__ == "__main__":
    sys.exit(main())
