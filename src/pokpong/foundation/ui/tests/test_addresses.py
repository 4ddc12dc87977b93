import pytest

from pokpong.foundation.ui.addresses import ours


@pytest.mark.parametrize("wanted", ["/cases/", "/cases/?cases-risk=high#table-cases", "/referrals/x/send/"])
def test_a_page_of_this_site_is_gone_on_to(wanted: str) -> None:
    assert ours(wanted, "/") == wanted


@pytest.mark.parametrize(
    "wanted",
    [
        "",
        "https://example.org/",
        "//example.org/",
        "///example.org/",
        "/\\example.org",
        "\\\\example.org",
        "javascript:alert(1)",
        "http:///example.org",
        "\x08//example.org",
    ],
)
def test_nobody_is_led_elsewhere(wanted: str) -> None:
    assert ours(wanted) == ""
    assert ours(wanted, "/") == "/"
