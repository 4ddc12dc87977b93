"""Which version of the program this is."""

from importlib.metadata import PackageNotFoundError, version

try:
    VERSION = version("pokpong")
except PackageNotFoundError:  # run from a checkout that was never installed
    VERSION = "0.1.0"
