"""What every test stands on; see tests/engines/fixtures.py."""

pytest_plugins = ["tests.engines.fixtures"]
