import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils.translation import get_language, get_language_info

from pokpong.foundation.ui import language
from pokpong.foundation.ui.language import COOKIE, LanguageMiddleware


def spoken(request: HttpRequest) -> tuple[str, HttpResponse]:
    """The language a view sees, and the answer."""
    heard: list[str] = []

    def view(_request: HttpRequest) -> HttpResponse:
        heard.append(str(get_language()))
        return HttpResponse("")

    answer = LanguageMiddleware(view)(request)
    assert isinstance(answer, HttpResponse)
    return heard[0], answer


def test_lao_by_default_whatever_the_browser_says(rf: RequestFactory) -> None:
    heard, answer = spoken(rf.get("/", HTTP_ACCEPT_LANGUAGE="en-US,en;q=0.9,th"))
    assert heard == "lo"
    assert answer.headers["Content-Language"] == "lo"
    assert "Cookie" in answer.headers["Vary"]


def test_the_choice_of_the_device_counts(rf: RequestFactory) -> None:
    request = rf.get("/")
    request.COOKIES[COOKIE] = "en"
    assert spoken(request)[0] == "en"


@pytest.mark.parametrize("nonsense", ["xx", "../lo", "", "th"])
def test_a_language_that_is_not_installed_does_not_count(rf: RequestFactory, nonsense: str) -> None:
    request = rf.get("/")
    request.COOKIES[COOKIE] = nonsense
    assert spoken(request)[0] == "lo"


def test_the_preference_kept_at_sign_in_counts_below_the_device(rf: RequestFactory, settings: object) -> None:
    request = rf.get("/")
    request.session = {}  # type: ignore[assignment]  # a plain dictionary stands in for a session
    request.COOKIES["sessionid"] = "any"
    language.prefer_language(request, "en")
    assert spoken(request)[0] == "en"
    request.COOKIES[COOKIE] = "lo"
    assert spoken(request)[0] == "lo"


def test_an_unknown_preference_is_not_kept(rf: RequestFactory) -> None:
    request = rf.get("/")
    request.session = {}  # type: ignore[assignment]  # see above
    language.prefer_language(request, "xx")
    assert request.session == {}


def test_a_page_without_a_session_cookie_does_not_touch_the_session(rf: RequestFactory) -> None:
    class Untouchable:
        def get(self, *_arguments: object) -> str:
            raise AssertionError("the session was read")

    request = rf.get("/")
    request.session = Untouchable()  # type: ignore[assignment]  # see above
    assert spoken(request)[0] == "lo"


def test_the_language_does_not_leak_to_the_next_request(rf: RequestFactory) -> None:
    before = get_language()
    spoken(rf.get("/"))
    assert get_language() == before


def test_django_knows_lao() -> None:
    assert get_language_info("lo")["name_local"] == "ລາວ"


def test_remembering_refuses_unknown_languages() -> None:
    with pytest.raises(ValueError, match="xx"):
        language.remember_language(HttpResponse(), "xx", secure=True)


def test_the_switch_changes_the_page_and_returns_to_it(reader: Client) -> None:
    assert 'lang="lo"' in reader.get("/design/").content.decode()
    answer = reader.post("/design/language/", {"language": "en", "next": "/design/?example-page=2"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/design/?example-page=2")
    page = reader.get("/design/").content.decode()
    assert '<html lang="en"' in page
    assert "Check your answers" in page


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", ""])
def test_the_switch_never_leads_elsewhere(reader: Client, elsewhere: str) -> None:
    answer = reader.post("/design/language/", {"language": "en", "next": elsewhere})
    assert answer.headers["Location"] == "/"


def test_the_switch_only_answers_a_post_and_ignores_unknown_languages(reader: Client) -> None:
    assert reader.get("/design/language/").status_code == 405
    answer = reader.post("/design/language/", {"language": "xx", "next": "/design/"})
    assert COOKIE not in answer.cookies


def test_the_switch_refuses_a_post_from_another_site() -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/design/language/", {"language": "en"})
    assert answer.status_code == 403
    assert "ດົນເກີນໄປ" in answer.content.decode()


def test_the_language_chosen_at_set_up_comes_first_until_the_device_chooses(rf: RequestFactory) -> None:
    language.speak_first("en")
    try:
        assert spoken(rf.get("/"))[0] == "en"
        language.speak_first("xx")
        assert spoken(rf.get("/"))[0] == "lo"
    finally:
        language.speak_first("")
