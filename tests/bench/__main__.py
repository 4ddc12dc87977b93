"""`python -m tests.bench NAME`, started by ./run bench."""

import sys

from tests.bench.runner import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
