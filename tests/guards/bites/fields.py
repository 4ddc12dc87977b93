"""Breaches of what fields and models declare, and of what the data base holds them to."""

from tests.guards.bites.breach import breach
from tests.guards.bites.copies import Copy

MODELS = "foundation/agenda/models.py"
SEALED = "from pokpong.foundation.vault.fields import SealedText\n\n\n"


def model(copy: Copy, base: str, body: str = "", noun: str = "planted", before: str = "") -> None:
    """Adds a model to a module of models, without a migration."""
    copy.append(MODELS, f'{before}class Planted({base}):\n    noun = "{noun}"\n{body}')


@breach("test_fields.py::test_every_table_is_ours_or_allowed_with_a_reason", "sites.Site")
def a_library_brings_a_table(copy: Copy) -> None:
    copy.replace(
        "config/settings/base.py", '    "django.contrib.auth",', '    "django.contrib.sites", "django.contrib.auth",'
    )


@breach("test_fields.py::test_every_model_is_gated", "agenda.Planted")
def a_model_stands_outside_the_gate(copy: Copy) -> None:
    model(copy, "models.Model")


@breach("test_fields.py::test_every_field_is_marked", "agenda.Planted.words")
def a_field_has_no_mark(copy: Copy) -> None:
    model(copy, "AppendOnlyRow", "    words = models.CharField(max_length=9)")


@breach("test_fields.py::test_what_is_sensitive_is_sealed", "agenda.Planted.words")
def a_sensitive_field_is_readable(copy: Copy) -> None:
    model(copy, "AppendOnlyRow", '    words = marks._marked(models.CharField(max_length=9), "sensitive")')


@breach("test_fields.py::test_a_model_with_sealed_columns_has_a_key", "agenda.Planted")
def a_sealed_column_has_no_key(copy: Copy) -> None:
    model(copy, "AppendOnlyRow", "    words = SealedText()", before=SEALED)


@breach("test_fields.py::test_every_model_says_how_it_lasts_and_what_it_is_called", "agenda.Planted")
def a_model_does_not_say_how_it_lasts(copy: Copy) -> None:
    model(copy, "Row", before="from pokpong.foundation.kernel.rows import Row\n\n\n")


@breach("test_fields.py::test_every_model_says_how_it_lasts_and_what_it_is_called", "agenda.Planted")
def a_model_has_no_noun(copy: Copy) -> None:
    model(copy, "AppendOnlyRow", noun="")


@breach("test_fields.py::test_the_data_base_refuses_to_change_every_append_only_table", "agenda_planted")
def an_append_only_table_has_no_triggers(copy: Copy) -> None:
    model(copy, "AppendOnlyRow")


@breach("test_fields.py::test_no_readable_column_leads_from_a_person_below_the_district", "agenda.Planted.village_path")
def a_readable_column_leads_home(copy: Copy) -> None:
    model(
        copy,
        "AppendOnlyRow",
        '    person = marks.open_field(models.ForeignKey("people.Person", models.PROTECT))\n'
        "    village_path = PathField()",
    )


@breach("test_migrations.py::test_no_migration_is_missing", "Create model Planted")
def a_model_has_no_migration(copy: Copy) -> None:
    model(copy, "AppendOnlyRow")
