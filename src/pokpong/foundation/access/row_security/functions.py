"""What the policies ask, as functions of the data base.

Those that read ties run as their owner (SECURITY DEFINER): otherwise the policy of a tie would ask the policy of its
person, which asks for the ties. Each answers once for a query, not once for a row.
"""

OWNERS = "STABLE SECURITY DEFINER SET search_path = public, pg_temp"
A_CONSENT = """(
      {0}.consent_id IS NULL OR EXISTS (
        SELECT 1 FROM people_consent c WHERE c.id = {0}.consent_id AND c.expires_on > pokpong_day()
          AND NOT EXISTS (SELECT 1 FROM people_consentwithdrawal w WHERE w.consent_id = c.id)))"""
GLASS = """SELECT g."row" FROM access_glass g
      WHERE g."user" = pokpong_user() AND g.kind = '{}' AND g.ends > pokpong_moment()"""

# name, arguments, answer, how it runs, what it asks
FUNCTIONS: tuple[tuple[str, str, str, str, str], ...] = (
    ("pokpong_scope", "", "jsonb", "STABLE", "SELECT NULLIF(current_setting('pokpong.scope', true), '')::jsonb"),
    ("pokpong_anybody", "", "boolean", "STABLE", "SELECT pokpong_scope() IS NOT NULL"),
    ("pokpong_free", "", "boolean", "STABLE", "SELECT COALESCE(pokpong_scope() ? 'program', false)"),
    ("pokpong_user", "", "uuid", "STABLE", "SELECT (pokpong_scope() ->> 'user')::uuid"),
    ("pokpong_moment", "", "timestamptz", "STABLE", "SELECT (pokpong_scope() ->> 'at')::timestamptz"),
    ("pokpong_day", "", "date", "STABLE", "SELECT (pokpong_scope() ->> 'on')::date"),
    (
        "pokpong_held",
        "",
        "uuid[]",
        "STABLE",
        """SELECT CASE WHEN pokpong_scope() IS NULL THEN '{}'
      ELSE COALESCE(NULLIF(current_setting('pokpong.held', true), ''), '{}') END::uuid[]""",
    ),
    (
        "pokpong_paths",
        "kind text",
        "text[]",
        "STABLE",
        "SELECT ARRAY(SELECT jsonb_array_elements_text(pokpong_scope() -> 'paths' -> kind))",
    ),
    (
        "pokpong_organisations",
        "kind text",
        "uuid[]",
        "STABLE",
        "SELECT ARRAY(SELECT jsonb_array_elements_text(pokpong_scope() -> 'organisations' -> kind)::uuid)",
    ),
    (
        "pokpong_circles",
        "",
        "SETOF uuid",
        OWNERS,
        'SELECT compartment_id FROM access_compartmentmember WHERE "user" = pokpong_user() AND ends IS NULL',
    ),
    (
        "pokpong_persons",
        "",
        "uuid[]",
        OWNERS,
        f"""SELECT ARRAY(
      SELECT t.person_id FROM people_tie t
        WHERE (t."user" = pokpong_user() OR t.organisation = ANY (pokpong_organisations('tie')))
          AND (t.ends IS NULL OR t.ends > pokpong_moment()) AND {A_CONSENT.format("t")}
      UNION SELECT p.id FROM people_person p WHERE p.compartment IN (SELECT pokpong_circles())
      UNION {GLASS.format("person")})""",  # noqa: S608  text of our own
    ),
    (
        "pokpong_district_of",
        "person uuid",
        "text",
        OWNERS,
        "SELECT p.district_path FROM people_person p WHERE p.id = person",
    ),
    (
        "pokpong_concerns",
        "",
        "uuid[]",
        OWNERS,
        f"""SELECT ARRAY(
      SELECT c.id FROM protection_concern c WHERE c.compartment IN (SELECT pokpong_circles())
      UNION {GLASS.format("concern")})""",  # noqa: S608  text of our own
    ),
    (
        "pokpong_cases",
        "",
        "uuid[]",
        OWNERS,
        f"""SELECT ARRAY(
      SELECT m.case_id FROM protection_casemember m WHERE m."user" = pokpong_user() AND m.ends IS NULL
      UNION SELECT k.id FROM protection_case k WHERE k.compartment IN (SELECT pokpong_circles())
      UNION {GLASS.format("case")}
      UNION SELECT r.case_id FROM protection_referral r
        WHERE r.organisation_id = ANY (pokpong_organisations('referral'))
          AND r.state NOT IN ('drafted', 'stopped', 'withdrawn')
          AND (r.state IN ('declined', 'completed', 'not_completed', 'expired') OR {A_CONSENT.format("r")})
      UNION SELECT i.case_id FROM protection_identification i
        WHERE i.body = ANY (pokpong_organisations('identification'))
          AND i.state IN ('requested', 'appealed', 'formal', 'declined') AND i.consent_id IS NOT NULL
          AND {A_CONSENT.format("i")})""",  # noqa: S608  text of our own
    ),
)
