import django.db.models.deletion
from django.db import migrations, models

import pokpong.foundation.kernel.clock
import pokpong.foundation.kernel.ids
import pokpong.foundation.vault.fields
from pokpong.foundation.kernel.triggers import AppendOnlyTable

ID = models.UUIDField(
    default=pokpong.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
)


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0005_erasure"),
    ]

    operations = [
        migrations.CreateModel(
            name="RetentionDue",
            fields=[
                ("id", ID.clone()),
                ("kind", models.CharField(max_length=20)),
                ("due_on", models.DateField()),
                ("found_on", models.DateField(default=pokpong.foundation.kernel.clock.today)),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="retention", to="people.person"
                    ),
                ),
            ],
            options={"indexes": [models.Index(fields=["due_on"], name="retention_due")]},
        ),
        migrations.CreateModel(
            name="KeptLonger",
            fields=[
                ("id", ID.clone()),
                ("key_id", pokpong.foundation.vault.fields.KeyReference(default=None, editable=False)),
                ("until", models.DateField(help_text="the last day")),
                ("decided_by", models.UUIDField()),
                ("decided_on", models.DateField(default=pokpong.foundation.kernel.clock.today)),
                ("reason", pokpong.foundation.vault.fields.SealedText(editable=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="kept_longer", to="people.person"
                    ),
                ),
            ],
            options={"indexes": [models.Index(fields=["person", "until"], name="keptlonger_person")]},
        ),
        AppendOnlyTable("people_keptlonger"),
    ]
