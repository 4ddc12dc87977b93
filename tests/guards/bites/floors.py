"""Breaches of the floors: imports, relations, migrations, templates, addresses, sizes."""

from tests.guards.bites.breach import breach
from tests.guards.bites.copies import Copy

KERNEL = "foundation/kernel/planted.py"


@breach("contract:tests", "pokpong.foundation.kernel.planted -> pokpong.foundation.kernel.tests.test_kernel")
def a_program_file_imports_a_test(copy: Copy) -> None:
    copy.write(KERNEL, "import pokpong.foundation.kernel.tests.test_kernel\n")


@breach("contract:floors", "pokpong.foundation.kernel.planted -> pokpong.areas.protection.rules")
def the_foundation_imports_an_area(copy: Copy) -> None:
    copy.write(KERNEL, "import pokpong.areas.protection.rules\n")


@breach("contract:floors", "pokpong.planted")
def a_package_stands_beside_the_floors(copy: Copy) -> None:
    copy.write("planted/rooms.py", "")


@breach("contract:doors", "pokpong.doors.sync.planted -> pokpong.doors.office.urls")
def one_door_imports_a_higher_one(copy: Copy) -> None:
    copy.write("doors/sync/planted.py", "import pokpong.doors.office.urls\n")


@breach("contract:insight", "pokpong.insight.disclosure.planted -> pokpong.insight.reports.planted")
def disclosure_imports_reports(copy: Copy) -> None:
    copy.write("insight/reports/planted.py", "")
    copy.write("insight/disclosure/planted.py", "import pokpong.insight.reports.planted\n")


@breach("contract:areas", "pokpong.areas.protection.planted -> pokpong.areas.prevention.planted")
def protection_imports_prevention(copy: Copy) -> None:
    copy.write("areas/prevention/planted.py", "")
    copy.write("areas/protection/planted.py", "import pokpong.areas.prevention.planted\n")


@breach("contract:registers", "pokpong.registers.places.planted -> pokpong.registers.people.rules")
def places_import_people(copy: Copy) -> None:
    copy.write("registers/places/planted.py", "import pokpong.registers.people.rules\n")


@breach("contract:foundation", "pokpong.foundation.kernel.planted -> pokpong.foundation.access.roles")
def the_kernel_imports_access(copy: Copy) -> None:
    copy.write(KERNEL, "import pokpong.foundation.access.roles\n")


@breach("contract:rooms", "pokpong.registers.places.models.planted -> pokpong.registers.places.screens.urls")
def models_import_screens(copy: Copy) -> None:
    copy.write("registers/places/models/planted.py", "import pokpong.registers.places.screens.urls\n")


@breach("contract:rules", "pokpong.registers.places.rules -> django")
def a_rule_asks_the_data_base(copy: Copy) -> None:
    copy.append("registers/places/rules.py", "import django.db.models")


@breach("contract:cycles", "planted_b")
def two_rooms_import_each_other(copy: Copy) -> None:
    copy.write("foundation/kernel/planted_a.py", "import pokpong.foundation.kernel.planted_b\n")
    copy.write("foundation/kernel/planted_b.py", "import pokpong.foundation.kernel.planted_a\n")


@breach("test_floors.py::test_every_package_stands_on_a_floor", "areas.planted")
def an_area_nobody_placed(copy: Copy) -> None:
    copy.write("areas/planted/rules.py", "")


@breach("test_floors.py::test_no_relation_points_upwards", "agenda.Planted.person -> people.Person")
def a_task_points_to_a_person(copy: Copy) -> None:
    copy.append(
        "foundation/agenda/models.py",
        'class Planted(MutableRow):\n    noun = "planted"\n'
        '    person = marks.open_field(models.ForeignKey("people.Person", models.PROTECT))',
    )


@breach("test_floors.py::test_no_migration_waits_for_a_higher_one", "9999_planted")
def a_migration_of_tasks_waits_for_people(copy: Copy) -> None:
    copy.write(
        "foundation/agenda/migrations/9999_planted.py",
        "from django.db import migrations\n\n\nclass Migration(migrations.Migration):\n"
        '    dependencies = [("agenda", "0001_initial"), ("people", "0001_initial")]\n',
    )


@breach("test_floors.py::test_no_template_points_upwards", "planted.html links to protection")
def a_component_links_to_an_area(copy: Copy) -> None:
    copy.write("foundation/ui/templates/ui/planted.html", "{% url 'protection:inbox' %}\n")


@breach("test_floors.py::test_no_template_points_upwards", "planted.html uses protection/inbox.html")
def a_component_includes_an_area(copy: Copy) -> None:
    copy.write("foundation/ui/templates/ui/planted.html", '{% include "protection/inbox.html" %}\n')


@breach("test_floors.py::test_no_reverse_points_upwards", "planted.py goes to protection")
def the_kernel_knows_an_address(copy: Copy) -> None:
    copy.write(KERNEL, 'from django.urls import reverse\n\nINBOX = reverse("protection:inbox")\n')


@breach("test_floors.py::test_no_import_inside_a_function_and_no_signal", "planted.py:2 imports inside late")
def an_import_hides_in_a_function(copy: Copy) -> None:
    copy.write(KERNEL, "def late() -> None:\n    import json\n")


@breach("test_floors.py::test_no_import_inside_a_function_and_no_signal", "planted.py:1 uses signals")
def a_signal_is_used(copy: Copy) -> None:
    copy.write(KERNEL, "from django.db.models.signals import post_save\n")


@breach("test_floors.py::test_files_and_functions_stay_small", "planted.py has 301 lines")
def a_file_grows(copy: Copy) -> None:
    copy.write(KERNEL, "LINE = 1\n" * 301)


@breach("test_floors.py::test_files_and_functions_stay_small", "planted.py: long is longer than 50 lines")
def a_function_grows(copy: Copy) -> None:
    copy.write(KERNEL, "def long() -> None:\n" + "    line = 1\n" * 50)


@breach("test_floors.py::test_nothing_points_out_of_the_project", "planted.py")
def a_file_names_a_folder_outside(copy: Copy) -> None:
    copy.write(KERNEL, 'FOLDER = "../' + 'shared"\n')


@breach("test_floors.py::test_the_admin_of_django_is_not_installed", "django.contrib.admin")
def the_admin_is_installed(copy: Copy) -> None:
    copy.replace(
        "config/settings/base.py", '    "django.contrib.auth",', '    "django.contrib.admin", "django.contrib.auth",'
    )
