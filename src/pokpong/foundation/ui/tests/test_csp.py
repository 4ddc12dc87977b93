from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from pokpong.foundation.ui.csp import HEADERS, ContentSecurityMiddleware


def answered(rf: RequestFactory, response: HttpResponse) -> HttpResponse:
    def view(_request: HttpRequest) -> HttpResponse:
        return response

    answer = ContentSecurityMiddleware(view)(rf.get("/"))
    assert isinstance(answer, HttpResponse)
    return answer


def test_every_page_carries_the_headers(reader: Client) -> None:
    answer = reader.get("/design/")
    for name, value in HEADERS.items():
        assert answer.headers[name] == value


def test_no_inline_or_foreign_source_is_allowed() -> None:
    policy = dict(part.split(" ", 1) for part in HEADERS["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
    assert policy["img-src"] == "'self' data: blob:"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert not any("unsafe" in value or "*" in value or "http" in value for value in policy.values())


def test_a_view_may_set_its_own_policy(rf: RequestFactory) -> None:
    own = HttpResponse(headers={"Content-Security-Policy": "script-src 'self' 'wasm-unsafe-eval'"})
    answer = answered(rf, own)
    assert answer.headers["Content-Security-Policy"] == "script-src 'self' 'wasm-unsafe-eval'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_pages_are_not_kept_by_the_browser_and_files_are(rf: RequestFactory) -> None:
    assert answered(rf, HttpResponse("<p>")).headers["Cache-Control"] == "no-store"
    assert "Cache-Control" not in answered(rf, HttpResponse("x", content_type="text/css")).headers
    kept = answered(rf, HttpResponse("<p>", headers={"Cache-Control": "max-age=60"}))
    assert kept.headers["Cache-Control"] == "max-age=60"


def test_error_pages_carry_them_too(reader: Client) -> None:
    assert reader.get("/nowhere/").headers["Content-Security-Policy"] == HEADERS["Content-Security-Policy"]
