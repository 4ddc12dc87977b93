import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from pokpong.foundation.ui.theme import COOKIE, remember_theme, theme_of


def test_the_device_decides_until_somebody_chooses(reader: Client) -> None:
    assert 'data-theme="auto"' in reader.get("/design/").content.decode()
    answer = reader.post("/design/theme/", {"theme": "dark", "next": "/design/"})
    assert answer.headers["Location"] == "/design/"
    page = reader.get("/design/").content.decode()
    assert 'data-theme="dark"' in page
    assert 'value="dark" aria-pressed="true"' in page


def test_an_unknown_theme_is_refused(reader: Client, rf: RequestFactory) -> None:
    assert COOKIE not in reader.post("/design/theme/", {"theme": "<script>", "next": "/design/"}).cookies
    request = rf.get("/")
    request.COOKIES[COOKIE] = '"><script>'
    assert theme_of(request) == "auto"
    with pytest.raises(ValueError, match="pink"):
        remember_theme(HttpResponse(), "pink", secure=False)
