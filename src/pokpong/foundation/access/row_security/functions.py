"""What the policies ask: settings of the session, and functions that read ties.

A setting is read in place: a function of its own would be taken apart anew whenever a query is planned. Those that read
ties run as their owner (SECURITY DEFINER): otherwise the policy of a tie would ask the policy of its person, which asks
for the ties. They are PL/pgSQL, which keeps the plan of a query for the whole session. Each stands in a subquery that
names no row, so that it answers once for a query, not once for a row.
"""

from pokpong.foundation.access.row_security.told import setting

HOW = "LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp"
FREE = f"(SELECT {setting('program')} IS NOT NULL)"
ANYBODY = f"(SELECT {setting('program')} IS NOT NULL OR {setting('user')} IS NOT NULL)"
USER = f"(SELECT {setting('user')}::uuid)"
HELD = f"((SELECT {setting('held')}::uuid[])::uuid[])"


def paths(kind: str) -> str:
    """The paths granted for reading this kind, for an ANY."""
    return f"((SELECT {setting(f'paths_{kind}')}::text[])::text[])"


def organisations(kind: str) -> str:
    """Those for whom the actor works, as `policies.TIED` names them, for an ANY."""
    return f"((SELECT {setting(f'of_{kind}')}::uuid[])::uuid[])"


# What the functions read of the session, as variables of theirs.
DECLARED = f"""DECLARE
  _user uuid := {setting("user")};
  _at timestamptz := {setting("at")};
  _on date := {setting("on")};
  _of_tie uuid[] := {setting("of_tie")};
  _of_referral uuid[] := {setting("of_referral")};
  _of_identification uuid[] := {setting("of_identification")};"""
CONSENTED = """(%s.consent_id IS NULL OR EXISTS (
        SELECT 1 FROM people_consent c WHERE c.id = %s.consent_id AND c.expires_on > _on
          AND NOT EXISTS (SELECT 1 FROM people_consentwithdrawal w WHERE w.consent_id = c.id)))"""
CIRCLES = """(SELECT m.compartment_id FROM access_compartmentmember m WHERE m."user" = _user AND m.ends IS NULL)"""
GLASS = """(SELECT g."row" FROM access_glass g WHERE g."user" = _user AND g.kind = '%s' AND g.ends > _at)"""

PERSONS = (
    """SELECT t.person_id FROM people_tie t WHERE (t."user" = _user OR t.organisation = ANY (_of_tie))
      AND (t.ends IS NULL OR t.ends > _at) AND """,
    CONSENTED % ("t", "t"),
    "UNION SELECT p.id FROM people_person p WHERE p.compartment IN",
    CIRCLES,
    "UNION",
    GLASS % "person",
)
CONCERNS = ("SELECT n.id FROM protection_concern n WHERE n.compartment IN", CIRCLES, "UNION", GLASS % "concern")
CASES = (
    """SELECT m.case_id FROM protection_casemember m WHERE m."user" = _user AND m.ends IS NULL
    UNION SELECT k.id FROM protection_case k WHERE k.compartment IN""",
    CIRCLES,
    """UNION SELECT r.case_id FROM protection_referral r WHERE r.organisation_id = ANY (_of_referral)
      AND r.state NOT IN ('drafted', 'stopped', 'withdrawn')
      AND (r.state IN ('declined', 'completed', 'not_completed', 'expired') OR""",
    CONSENTED % ("r", "r"),
    """) UNION SELECT i.case_id FROM protection_identification i WHERE i.body = ANY (_of_identification)
      AND i.state IN ('requested', 'appealed', 'formal', 'declined') AND i.consent_id IS NOT NULL AND""",
    CONSENTED % ("i", "i"),
    "UNION",
    GLASS % "case",
)
DISTRICT = "SELECT p.district_path FROM people_person p WHERE p.id = person"

# name, arguments, answer, what it does
FUNCTIONS: tuple[tuple[str, str, str, str], ...] = (
    *(
        (f"pokpong_{name}", "", "uuid[]", f"{DECLARED} BEGIN RETURN ARRAY({' '.join(parts)}); END")
        for name, parts in (("persons", PERSONS), ("concerns", CONCERNS), ("cases", CASES))
    ),
    ("pokpong_district_of", "person uuid", "text", f"BEGIN RETURN ({DISTRICT}); END"),
)
