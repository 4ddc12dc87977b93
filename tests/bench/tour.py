"""`python -m tests.bench.tour URL PASSWORD`: signs in as the bench's user, opens the main pages, counts the answers."""

import http.cookiejar
import re
import sys
import urllib.parse
import urllib.request

PAGES = ("/", "/concerns/", "/concerns/raise/", "/people/", "/places/", "/institutions/", "/account/", "/design/")
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
ROUNDS = 5


class Visitor:
    """A browser without a picture."""

    def __init__(self, url: str):
        self.url = url
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(jar)

    def get(self, path: str) -> str:
        with self.opener.open(self.url + path, timeout=30) as answer:
            return str(answer.read().decode())

    def sign_in(self, username: str, password: str) -> None:
        """Raises RuntimeError when it did not work."""
        token = TOKEN.search(self.get("/account/login/"))
        form = {
            "csrfmiddlewaretoken": token.group(1) if token else "",
            "login": username,
            "password": password,
        }
        request = urllib.request.Request(
            self.url + "/account/login/",
            urllib.parse.urlencode(form).encode(),
            {"Referer": self.url + "/account/login/"},
        )
        with self.opener.open(request, timeout=30) as answer:
            if "/account/login/" in answer.url:
                raise RuntimeError("could not sign in")


def main(url: str, password: str) -> int:
    visitor = Visitor(url)
    visitor.sign_in("bench", password)
    return sum(bool(visitor.get(page)) for _ in range(ROUNDS) for page in PAGES)


if __name__ == "__main__":
    print(main(*sys.argv[1:]))
