"""`python -m tests.bench.tour URL PASSWORD [USERNAME ...]`: signs in, opens pages, counts the answers.

Without a username: the bench's user opens the main pages a few times. With some: each of them goes wherever the links
of their own pages lead.
"""

import re
import sys
import urllib.parse
from collections import deque

from tests.bench.visiting import PageFailed, Visitor

PAGES = ("/", "/concerns/", "/concerns/raise/", "/people/", "/places/", "/institutions/", "/account/", "/design/")
ROUNDS = 5
MOST = 60  # pages of one role
LINK = re.compile(r'<a\b[^>]*\bhref="(/[^"#?]*)')
NOT_OPENED = ("/static/", "/account/logout/")


def main(url: str, password: str, *usernames: str) -> int:
    address = urllib.parse.urlsplit(url)
    visitor = Visitor(str(address.hostname), int(address.port or 80))
    if usernames:
        return sum(wander(visitor, name, password) for name in usernames)
    visitor.sign_in("bench", password)
    return sum(bool(visitor.get(page).body) for _ in range(ROUNDS) for page in PAGES)


def wander(visitor: Visitor, username: str, password: str) -> int:
    """Opens pages along the links, the nearest first; how many were answered."""
    visitor.sign_in(username, password)
    waiting, seen, answered = deque(["/"]), {"/"}, 0
    while waiting and answered < MOST:
        try:
            page = visitor.get(waiting.popleft())
        except PageFailed:
            continue  # a link to what this role may not open is the matter of other tests
        answered += 1
        fresh = [link for link in LINK.findall(page.body) if link not in seen and not link.startswith(NOT_OPENED)]
        seen.update(fresh)
        waiting.extend(dict.fromkeys(fresh))
    return answered


if __name__ == "__main__":
    print(main(*sys.argv[1:]))
