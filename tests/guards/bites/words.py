"""Breaches of the languages: a string without Lao, with bad Lao, or with another word than the programme's."""

from tests.guards.bites.breach import breach
from tests.guards.bites.copies import Copy

CATALOGUE = "foundation/ui/locale/lo/LC_MESSAGES/django.po"
PAGE = "foundation/ui/templates/ui/planted.html"


def message(copy: Copy, english: str, lao: str, flag: str = "") -> None:
    copy.append(CATALOGUE, f'{flag}msgid "{english}"\nmsgstr "{lao}"')


@breach("test_words.py::test_every_string_has_its_lao", "kernel/planted.py: Planted words")
def a_string_of_the_code_has_no_lao(copy: Copy) -> None:
    copy.write(
        "foundation/kernel/planted.py",
        'from pokpong.foundation.kernel.words import lazy as _\n\nWORDS = _("Planted words")\n',
    )


@breach("test_words.py::test_every_string_has_its_lao", "planted.html: Planted words")
def a_string_of_a_page_has_no_lao(copy: Copy) -> None:
    copy.write(PAGE, '{% trans "Planted words" %}\n')


@breach("test_words.py::test_every_string_has_its_lao", "planted.html: Planted %(n)s words")
def a_plural_of_a_page_has_no_lao(copy: Copy) -> None:
    copy.write(PAGE, "{% blocktrans count n=n %}One{% plural %}Planted {{ n }} words{% endblocktrans %}\n")


@breach("test_words.py::test_no_text_stands_bare_in_a_template", "planted.html: Planted words")
def a_page_speaks_english_to_everybody(copy: Copy) -> None:
    copy.write(PAGE, "<p>Planted words</p>\n")


@breach("test_words.py::test_lao_has_lao_letters_and_differs", "Planted words")
def the_lao_is_the_english(copy: Copy) -> None:
    message(copy, "Planted words", "Planted words")


@breach("test_words.py::test_lao_has_lao_letters_and_differs", "Planted words")
def the_lao_has_no_lao_letter(copy: Copy) -> None:
    message(copy, "Planted words", "kham phouk")


@breach("test_words.py::test_lao_has_lao_letters_and_differs", "Planted words")
def the_lao_is_a_guess(copy: Copy) -> None:
    message(copy, "Planted words", "ຄຳທີ່ປູກ", "#, fuzzy\n")


@breach("test_words.py::test_lao_is_canonical", "Planted words")
def the_lao_is_spelt_in_two_ways(copy: Copy) -> None:
    message(copy, "Planted words", "ຄ\u0ecd\u0eb2ທີ່ປູກ")


@breach("test_words.py::test_placeholders_survive_translation", "Planted %(number)s words")
def the_lao_lost_a_number(copy: Copy) -> None:
    message(copy, "Planted %(number)s words", "ຄຳທີ່ປູກ")


@breach("test_words.py::test_lao_uses_the_terms_of_the_glossary", "Planted victim")
def the_lao_has_another_word(copy: Copy) -> None:
    message(copy, "Planted victim", "ຄົນທີ່ປູກ")


@breach("test_words.py::test_the_glossary_is_read", "150")
def the_glossary_is_empty(copy: Copy) -> None:
    name = "foundation/lao/data/glossary.csv"
    copy.write(name, copy.text(name).partition("\n")[0] + "\n")
