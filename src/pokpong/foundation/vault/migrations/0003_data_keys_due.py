from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("vault", "0002_destroyed_keys"),
    ]

    operations = [
        migrations.AddField(
            model_name="datakey",
            name="is_due",
            field=models.BooleanField(default=False, help_text="waits for a fresh key"),
        ),
        migrations.AddIndex(
            model_name="datakey",
            index=models.Index(condition=models.Q(("is_due", True)), fields=["id"], name="datakey_due"),
        ),
    ]
