"""Breaches of who may open and do what, of what actions leave, and of what pages cost."""

from tests.guards.bites import narrow
from tests.guards.bites.breach import breach
from tests.guards.bites.copies import Copy
from tests.guards.bites.docs import ACTION, CASEWORKER, ROLES, WIRED

ACTIONS, PAGES = "reach/test_actions.py", "reach/test_pages.py"
URLS = "doors/office/urls.py"
UNCHECKED = """from django.http import HttpResponse


def planted(request):
    return HttpResponse("")


planted.permission = ["{permission}"]
urlpatterns.append(path("planted/", planted, name="planted"))
"""


def unchecked_page(copy: Copy, permission: str) -> None:
    """A page that says what it asks for, and does not ask."""
    narrow.addresses(copy, "office:")
    copy.append(URLS, UNCHECKED.format(permission=permission))


@breach(f"{ACTIONS}::test_every_action_open_to_users_has_a_sample", "planted.breach")
def an_action_has_no_sample(copy: Copy) -> None:
    copy.append(WIRED, ACTION)


@breach(
    f"{ACTIONS}::test_every_role_may_do_exactly_what_the_design_says_and_leaves_its_traces",
    "grant.ask by administrator, outside",
)
def an_action_forgets_the_place(copy: Copy) -> None:
    narrow.stands(copy, "administrator")
    copy.replace("foundation/access/actions/grants.py", "    door.check(place=place_path)\n", "")


@breach(
    f"{ACTIONS}::test_every_role_may_do_exactly_what_the_design_says_and_leaves_its_traces", "user.choose_language left"
)
def an_action_leaves_no_event(copy: Copy) -> None:
    narrow.stands(copy, "caseworker")
    copy.replace("foundation/access/actions/own.py", "    door.event(row", "    (lambda *_: None)(row")


@breach(f"{ACTIONS}::test_no_user_may_do_what_programs_do", "task.age by caseworker")
def a_role_may_do_what_the_clock_does(copy: Copy) -> None:
    narrow.stands(copy, "caseworker")
    copy.replace(ROLES, CASEWORKER, CASEWORKER + '        "task.age",\n')


@breach(
    f"{ACTIONS}::test_somebody_without_a_role_and_somebody_who_left_may_do_nothing_but_keep_their_account",
    "concern.raise",
)
def somebody_without_a_role_may_do_everything(copy: Copy) -> None:
    narrow.stands(copy, "caseworker")
    copy.append("foundation/access/models/users.py", "User.may = lambda self, permission, place=None: True")


@breach(f"{PAGES}::test_every_address_says_who_may_open_it", "office:planted")
def a_page_does_not_say_who_may_open_it(copy: Copy) -> None:
    copy.append(URLS, 'urlpatterns.append(path("planted/", lambda request: None, name="planted"))')


@breach(f"{PAGES}::test_nobody_is_shown_anything_but_the_public_pages", "office:planted: 200")
def a_page_is_shown_to_nobody_in_particular(copy: Copy) -> None:
    unchecked_page(copy, "signed_in")


@breach(f"{PAGES}::test_every_role_opens_exactly_what_the_design_says", "office:planted by donor")
def a_page_does_not_ask_for_its_permission(copy: Copy) -> None:
    narrow.stands(copy, "donor")
    unchecked_page(copy, "user.invite")


SCOPE = "foundation/access/scope.py"
RECUSED_FIRST = "    if facts.recused:\n        return False\n"


@breach("test_decision.py::test_the_decision_over_the_full_product", "recused=True")
def the_decision_forgets_who_is_recused(copy: Copy) -> None:
    copy.replace(SCOPE, RECUSED_FIRST, "")


@breach("test_decision.py::test_neither_a_recused_user_nor_a_stranger_ever_sees", "assert not True")
def a_recused_user_sees(copy: Copy) -> None:
    copy.replace(SCOPE, RECUSED_FIRST, "")


@breach("test_decision.py::test_the_query_is_the_decision", "recused=True")
def the_query_forgets_who_is_recused(copy: Copy) -> None:
    copy.replace(SCOPE, ' & ~Q(**{f"{row_field}__in": recused(actor, kind)})', "")


@breach("test_decision.py::test_every_role_sees_persons_as_the_table_says", "[caseworker]")
def a_caseworker_reads_persons_by_place(copy: Copy) -> None:
    copy.replace(ROLES, CASEWORKER, CASEWORKER + '        "person.read",\n')


@breach("test_decision.py::test_what_has_ended_gives_no_sight", "assert not True")
def broken_glass_stays_broken(copy: Copy) -> None:
    copy.replace(SCOPE, ", ends__gt=clock.now()", "")


@breach("test_queries.py::test_pages_cost_the_same_for_few_and_many_rows", "would never be counted")
def a_page_nobody_counts(copy: Copy) -> None:
    narrow.addresses(copy, "office:")
    narrow.rows(copy)
    copy.append(
        URLS,
        "from django.shortcuts import redirect\n\n"
        'urlpatterns.append(path("planted/", lambda request: redirect("/"), name="planted"))',
    )


@breach("test_queries.py::test_pages_cost_the_same_for_few_and_many_rows", "office:planted by supervisor")
def a_page_asks_for_every_row(copy: Copy) -> None:
    narrow.addresses(copy, "office:")
    narrow.rows(copy)
    copy.append(
        URLS,
        "from django.http import HttpResponse\nfrom pokpong.areas.protection.models import Concern\n\n\n"
        "def planted(request):\n"
        "    return HttpResponse([str(Concern.objects.get(pk=row.pk).pk) for row in Concern.objects.all()])\n\n\n"
        'urlpatterns.append(path("planted/", planted, name="planted"))',
    )
