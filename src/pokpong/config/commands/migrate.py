"""Brings the data base to this version of the program."""

from argparse import Namespace

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from pokpong.foundation.access import row_security


def run(arguments: Namespace) -> int:
    done = bring_up()
    print(f"The data base is current: {done} steps done." if done else "The data base is current already.")
    return 0


def bring_up() -> int:
    """Runs what is missing; returns how many steps that were. Row security follows the tables and the settings."""
    steps = len(missing())
    if steps:
        call_command("migrate", interactive=False, verbosity=0)
    return steps + int(row_security.follow_settings())


def missing() -> list[str]:
    """Names of the steps this data base has not seen yet."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]
