"""The copied data bases: the same at every beginning, and nothing of one test left for another."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection

from tests.engines import databases

NAME = {"app_label": "ground", "model": "footprint"}


def leave_footprint() -> None:
    ContentType.objects.create(**NAME)


def footprints() -> int:
    return ContentType.objects.filter(**NAME).count()


@pytest.mark.parametrize("time", ["first", "second"])
def test_a_rolled_back_test_leaves_nothing(db: None, time: str) -> None:
    assert footprints() == 0
    leave_footprint()
    assert footprints() == 1


@pytest.mark.parametrize("time", ["first", "second"])
def test_a_data_base_of_its_own_really_commits_and_leaves_nothing(own_database: str, time: str) -> None:
    assert footprints() == 0

    def elsewhere() -> None:
        leave_footprint()
        connection.close()

    other = threading.Thread(target=elsewhere)
    other.start()
    other.join()
    assert footprints() == 1


def test_the_worker_comes_back_to_its_own_data_base(db: None) -> None:
    assert footprints() == 0


def test_the_engine_asked_for_is_the_engine_used(db: None, engine_in_use: str) -> None:
    assert connection.vendor == engine_in_use


def test_every_migration_has_run_in_the_copy(db: None) -> None:
    call_command("migrate", check_unapplied=True, verbosity=0)


def test_workers_that_start_together_get_copies_of_one_template(db: None, tmp_path: Path) -> None:
    engine = databases.engine()
    with ThreadPoolExecutor(4) as pool:
        names = list(pool.map(lambda number: engine.copy(tmp_path), range(4)))
    try:
        assert len(set(names)) == 4
        assert engine.template() not in names
    finally:
        for name in names:
            engine.drop(name)


def test_a_dropped_copy_is_gone(db: None, engine_in_use: str) -> None:
    with databases.a_copy() as name:
        assert exists(name, engine_in_use)
    assert not exists(name, engine_in_use)


def exists(name: str, engine_in_use: str) -> bool:
    if engine_in_use == "sqlite":
        return Path(name).exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_database WHERE datname = %s", [name])
        return bool(cursor.fetchone()[0])


def test_the_fingerprint_changes_with_a_migration_and_not_with_a_test(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "src" / "pokpong" / "area"
    for folder in ("migrations", "tests/data"):
        (package / folder).mkdir(parents=True)
    monkeypatch.setattr(databases, "ROOT", tmp_path)
    monkeypatch.setattr(databases, "SOURCE", tmp_path / "src" / "pokpong")
    of = databases.fingerprint.__wrapped__
    empty = of()
    (package / "tests" / "data" / "sample.csv").write_text("1")
    assert of() == empty
    (package / "migrations" / "0001_initial.py").write_text("1")
    first = of()
    (package / "migrations" / "0001_initial.py").write_text("2")
    assert len({empty, first, of()}) == 3


def test_a_template_that_cannot_be_built_says_why(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("POKPONG_TEST_ENGINE", "sqlite")
    with pytest.raises(databases.TemplateFailed, match="unable to open database file"):
        databases.build(str(tmp_path / "no" / "such" / "folder.sqlite3"))
