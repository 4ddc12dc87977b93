import pokpong.foundation.kernel.ids
from django.db import migrations, models

from pokpong.foundation.kernel.triggers import AppendOnlyTable


class Migration(migrations.Migration):
    dependencies = [
        ("vault", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="DestroyedKey",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=pokpong.foundation.kernel.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="ErasedRow",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=pokpong.foundation.kernel.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("kind", models.CharField(max_length=40)),
                ("row", models.UUIDField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("kind", "row"), name="erasedrow_once")],
            },
        ),
        migrations.AddIndex(
            model_name="datakey",
            index=models.Index(fields=["epoch"], name="datakey_epoch"),
        ),
        AppendOnlyTable("vault_destroyedkey"),
        AppendOnlyTable("vault_erasedrow"),
    ]
