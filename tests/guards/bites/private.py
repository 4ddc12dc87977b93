"""Breaches of what titles, addresses and logs may hold."""

from tests.guards.bites import narrow
from tests.guards.bites.breach import breach
from tests.guards.bites.copies import Copy

TITLES = "test_private.py::test_titles_hold_only_what_anybody_may_know"
ADDRESSES = "test_private.py::test_addresses_take_ids_numbers_and_fixed_words"
SEARCHES = "test_private.py::test_nobody_is_searched_by_an_address"
LINES = "test_private.py::test_no_line_for_a_log_or_a_console_is_made_from_a_record"
WALK = "test_private.py::test_no_page_tells_of_anybody_in_title_address_or_log"
PAGE = "registers/people/templates/people/planted.html"
URLS = "doors/office/urls.py"
FILE = "areas/protection/planted.py"


@breach(TITLES, "planted.html: person.name")
def a_title_holds_a_name(copy: Copy) -> None:
    copy.write(PAGE, '{% extends "ui/shell.html" %}{% block title %}{{ person.name }}{% endblock %}\n')


@breach(TITLES, "planted.html: person.name")
def a_title_translates_a_name(copy: Copy) -> None:
    copy.write(PAGE, '{% extends "ui/shell.html" %}{% block title %}{% trans person.name %}{% endblock %}\n')


@breach(TITLES, "planted.html: person.name")
def a_title_hides_a_name_among_words(copy: Copy) -> None:
    words = "{% blocktrans with who=person.name %}About {{ who }}{% endblocktrans %}"
    copy.write(PAGE, '{% extends "ui/shell.html" %}{% block title %}' + words + "{% endblock %}\n")


@breach(TITLES, "planted.html: {{ person.name }}")
def a_title_stands_bare(copy: Copy) -> None:
    copy.write(PAGE, "<title>{{ person.name }}</title>\n")


@breach(ADDRESSES, "office:planted: name is StringConverter")
def an_address_takes_any_word(copy: Copy) -> None:
    copy.append(URLS, 'urlpatterns.append(path("planted/<str:name>/", home.home, name="planted"))')


@breach(ADDRESSES, "office:planted: a regular expression")
def an_address_takes_a_pattern(copy: Copy) -> None:
    copy.append(
        URLS,
        "from django.urls import re_path\n\n"
        'urlpatterns.append(re_path("planted/(?P<name>.*)/", home.home, name="planted"))',
    )


@breach(SEARCHES, "areas/protection/planted.py asks for name")
def a_page_takes_a_name_from_its_address(copy: Copy) -> None:
    copy.write(FILE, 'NAME = request.GET.get("name")\n')


@breach(SEARCHES, "areas/protection/planted.py asks for name")
def a_page_indexes_its_address(copy: Copy) -> None:
    copy.write(FILE, 'NAME = request.GET["name"]\n')


@breach(SEARCHES, "areas/protection/planted.py asks for *")
def a_form_of_names_is_filled_from_the_address(copy: Copy) -> None:
    copy.write(FILE, "FORM = SearchForm(request.GET)\n")


@breach(SEARCHES, "areas/protection/planted.py has a box name")
def a_table_of_persons_has_a_box(copy: Copy) -> None:
    copy.write(FILE, 'BOX = Filter("name", "Name", apply=called)\n')


@breach(SEARCHES, "people/planted.html sends a form in the address")
def a_form_is_sent_in_the_address(copy: Copy) -> None:
    copy.write(PAGE, '<form action="/people/search/"><input name="text"></form>\n')


@breach(LINES, "planted.py:1 logger.warning('seen %s', person.name)")
def a_log_line_names_a_person(copy: Copy) -> None:
    copy.write(FILE, 'logger.warning("seen %s", person.name)\n')


@breach(LINES, "planted.py:1 logger.info(f'seen {person}')")
def a_log_line_is_put_together(copy: Copy) -> None:
    copy.write(FILE, 'logger.info(f"seen {person}")\n')


@breach(LINES, "planted.py:1 print(concern)")
def an_area_prints(copy: Copy) -> None:
    copy.write(FILE, "print(concern)\n")


@breach(LINES, "planted.py:1 print(user.display_name)")
def a_command_prints_a_name(copy: Copy) -> None:
    copy.write("config/planted.py", "print(user.display_name)\n")


@breach("test_private.py::test_every_handler_takes_out_what_is_personal", "root StreamHandler")
def a_handler_has_no_filter(copy: Copy) -> None:
    copy.replace("config/settings/base.py", '"filters": ["nothing_personal"],', "")


@breach("test_private.py::test_every_handler_takes_out_what_is_personal", "django AdminEmailHandler")
def a_library_keeps_its_handler(copy: Copy) -> None:
    copy.replace("config/settings/base.py", '"django": {"handlers": [], "level": "WARNING"},', "")


@breach("test_private.py::test_the_web_server_keeps_no_access_log", "--no-access-log")
def the_web_server_writes_every_address(copy: Copy) -> None:
    copy.replace("config/serving/web.py", '"--no-access-log"', '"--access-log"')


@breach(WALK, "title of /concerns/")
def a_page_shows_a_story_in_its_title(copy: Copy) -> None:
    narrow.walkers(copy, "caseworker")
    copy.replace(
        "areas/protection/templates/protection/concern.html",
        "{% block title %}",
        "{% block title %}{{ concern.story }} ",
    )


@breach(WALK, "address of /people/")
def a_link_holds_a_name(copy: Copy) -> None:
    narrow.walkers(copy, "caseworker")
    copy.replace(
        "registers/people/templates/people/person.html",
        "{% block content %}",
        '{% block content %}<a href="/people/search/?text={{ person.name|urlencode }}">x</a>',
    )


@breach("test_private.py::test_a_failure_logs_its_kind_and_not_its_words", "a name")
def a_log_keeps_the_words_of_a_failure(copy: Copy) -> None:
    copy.replace(
        "foundation/kernel/logs.py", "record.exc_text = _places(record)", "record.exc_text = str(record.exc_info[1])"
    )


@breach("test_private.py::test_the_walk_would_see_a_name", "a name")
def the_walk_reads_no_title(copy: Copy) -> None:
    copy.replace("/tests/guards/private/walking.py", "self.title += data", "pass")
