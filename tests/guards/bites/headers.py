"""Breaches of what every answer carries."""

from tests.guards.bites import narrow
from tests.guards.bites.breach import breach
from tests.guards.bites.copies import Copy

SWEEP = "test_headers.py::test_every_address_answers_with_the_headers"
KINDS = "test_headers.py::test_errors_redirects_and_static_files_carry_them_too"
ABOUT = "doors/office/about.py"


@breach(SWEEP, "office:about (200): X-Frame-Options is 'SAMEORIGIN'")
def a_page_may_be_framed(copy: Copy) -> None:
    narrow.addresses(copy, "office:about")
    copy.replace("/tests/guards/test_headers.py", "assert answered > 200", "assert answered > 0")
    copy.append(
        ABOUT,
        "_plain = about\n\n\n@page()\ndef about(request: PageRequest) -> HttpResponse:\n"
        '    answer = _plain(request)\n    answer["X-Frame-Options"] = "SAMEORIGIN"\n    return answer',
    )


@breach(KINDS, "200: no Permissions-Policy")
def static_files_pass_the_headers_by(copy: Copy) -> None:
    own = '    "pokpong.foundation.ui.csp.ContentSecurityMiddleware",\n'
    whitenoise = '    "whitenoise.middleware.WhiteNoiseMiddleware",\n'
    copy.replace("config/settings/base.py", own, "")
    copy.replace("config/settings/base.py", whitenoise, whitenoise + own)
