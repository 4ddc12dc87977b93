from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_tie_consent"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                condition=models.Q(("canonical__isnull", False)), fields=["canonical"], name="person_canonical"
            ),
        ),
    ]
