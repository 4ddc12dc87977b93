"""The lists by which names are told from other words."""

from __future__ import annotations

from functools import cache

from pokpong.areas.partnership.rules.names import Known
from pokpong.areas.partnership.vocabulary import table
from pokpong.foundation.lao.data import rows


@cache
def lists() -> Known:
    """What holds for every text: given names, posts, everyday words, the terms of the glossary."""
    given = table("given_names")
    terms = [*rows("glossary"), *rows("programme_terms")]
    english = {word for term in terms for word in term["en"].replace("(", " ").replace(")", " ").split()}
    plain = frozenset(row["word"] for row in table("english_words"))
    return Known(
        public=frozenset(part.strip() for term in terms for part in term["lo"].split(" / ") if len(part.strip()) > 2),
        posts=frozenset(row["word"] for row in table("not_names") if row["kind"] == "post"),
        words=frozenset(row["word"] for row in table("not_names") if row["kind"] == "word"),
        given=frozenset(row[column] for row in given for column in ("lo", "en")),
        common=frozenset(row["lo"] for row in given if row["also_a_word"]),
        latin=plain | {word for word in map(_as_written, english) if word.upper() not in plain or word.isupper()},
    )


def _as_written(word: str) -> str:
    """Without what stands around it; abbreviations stay in capitals."""
    bare = word.strip(".,;:/-")
    return bare if bare.isupper() else bare.casefold()
