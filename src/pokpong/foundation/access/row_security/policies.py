"""Which rows the data base itself keeps from whom, as data: tables by name, as text.

Names of tables stand here as the names of permissions stand in `roles.py`: the floors above are not imported. A guard
holds the lists to the models: every table has a wall or a written reason.
"""

from __future__ import annotations

from dataclasses import dataclass

# Kinds whose rows a place path opens: `KIND.read` of a grant that covers the path.
KINDS = ("person", "case", "concern", "erasure", "export_request", "meeting", "visit", "decision", "document")
# Organisations that tie: of every grant, or only of those with the permission.
TIED = {"tie": "", "referral": "referral.tied", "identification": "identification.tied"}

# Who may be in sight of everything, each with the reason.
PROGRAMS = {
    "action": "an action that a program calls acts for the programme, not for whoever reads the page",
    "clock": "what grows late, lapses or runs out is looked for everywhere",
    "command": "somebody who already holds the server's keys runs a command at its console",
    "worker": "work in the background names its own user, or tells only that something waits",
    "numbering": "a number must be free in the whole country, not only in the caller's sight",
    "breaking_glass": "the number of a record leads to it before it can be seen; opening it is announced",
    "own_report": "a reporter hears received, in hand or closed, also of the concern theirs was joined to",
    "one_case": "nobody gets a second running case because the first one is out of the caller's sight",
    "joined": "a concern to which others were joined keeps them, wherever they are",
    "capacity": "taken places and beds are counted whoever sent the people; nobody is named",
    "double_rows": "a row that was brought in before is known again, wherever its case is; nothing of it is shown",
    "end_of_consent": "a consent that ends also ends what stands on it out of the sight of whoever ends it",
    "closed_circle": "a closed circle takes in the person and all their cases, or it is none",
    "who_saw": "an auditor hears who saw a record whose number they name: users and times, no content is opened",
    "one_time_link": "whoever holds the code of a link is known by it before anything is in sight: one row is found",
    "erasing": "all that is one person's goes together, or something of them would stay; two people decided it",
    "own_copy": "a person's own copy is whole or not made, and names nobody else, in its maker's sight or not",
    "closing": "figures of a month count everything once; what is shown of them hides small numbers",
    "merging": "two records of one person become one with everything that hangs on both",
}


@dataclass(frozen=True)
class Wall:
    """One table. Each part opens rows; a row is in sight when one of them does.

    `kind`, `place`: the rows whose column `place` begins with a path granted for reading this kind. `rows`: a function
    of `functions.py` that answers the ids this actor is tied to. `own`: columns that name the user. `organisations`:
    (column, kind in TIED, further condition). `follows`: (column, table) whose row is in sight; `followed_by`: the same
    from the other side. `also`: further conditions; `{paths[KIND]}` in them are the paths granted for reading a kind,
    `{user}` is who asks.
    """

    table: str
    kind: str = ""
    place: str = ""
    rows: str = ""
    own: tuple[str, ...] = ()
    organisations: tuple[tuple[str, str, str], ...] = ()
    follows: tuple[tuple[str, str], ...] = ()
    followed_by: tuple[tuple[str, str], ...] = ()
    also: tuple[str, ...] = ()


PARTS_OF_A_CASE = (
    "protection_riskassessment",
    "protection_attachment",
    "protection_closure",
    "protection_conference",
    "protection_exploitation",
    "protection_followup",
    "protection_need",
    "protection_goal",
    "protection_screening",
    "protection_issuedpaper",
    "protection_note",
    "protection_plannedaction",
    "protection_returnhome",
    "protection_service",
    "protection_stay",
    "exchange_importedrow",
)
PARTS_OF_A_PERSON = (
    "people_consent",
    "people_consentwithdrawal",
    "people_contact",
    "people_keptlonger",
    "people_legalhold",
    "people_subjectcopy",
    "people_retentiondue",
)
PARTS_OF_A_MEETING = ("partnership_agendaitem", "partnership_attendance")
PARTS_OF_A_VISIT = ("partnership_visitparty", "partnership_stop")

WALLS = (
    Wall(
        "people_person",
        kind="person",
        place="district_path",
        rows="pokpong_persons",
        # The person of a case in sight: every page of the case needs them.
        followed_by=(("person_id", "protection_case"),),
        # What was merged into a person is the same person: one may stand in another district.
        also=(
            "people_person.canonical = ANY ((SELECT pokpong_persons())::uuid[])",
            """people_person.canonical <> people_person.id
            AND (pokpong_district_of(people_person.canonical) ^@ ANY {paths[person]}
            OR EXISTS (SELECT 1 FROM protection_case below WHERE below.person_id = people_person.canonical))""",
        ),
    ),
    *(Wall(table, follows=(("person_id", "people_person"),)) for table in PARTS_OF_A_PERSON),
    Wall(
        "people_erasure",
        kind="erasure",
        place="place_path",
        own=("asked_by",),
        follows=(("person_id", "people_person"),),
    ),
    Wall("people_nameindex", follows=(("person", "people_person"),)),
    Wall(
        "people_tie",
        own=("user",),
        organisations=(("organisation", "tie", ""),),
        follows=(("person_id", "people_person"),),
    ),
    Wall("protection_concern", kind="concern", place="route_path", rows="pokpong_concerns", own=("raised_by",)),
    Wall("protection_case", kind="case", place="place_path", rows="pokpong_cases"),
    *(Wall(table, follows=(("case_id", "protection_case"),)) for table in PARTS_OF_A_CASE),
    Wall(
        "protection_casemember",
        follows=(("case_id", "protection_case"),),
        # The team that somebody is in is asked for in most queries: it needs no look at the cases.
        also=('protection_casemember."user" = {user} AND protection_casemember.ends IS NULL',),
    ),
    Wall(
        "protection_referral",
        organisations=(("organisation_id", "referral", "state <> 'drafted'"),),
        follows=(("case_id", "protection_case"),),
    ),
    Wall("protection_referralnote", follows=(("referral_id", "protection_referral"),)),
    Wall("protection_referrallink", follows=(("referral_id", "protection_referral"),)),
    Wall(
        "protection_identification",
        organisations=(("body", "identification", "state IN ('requested', 'appealed', 'formal', 'declined')"),),
        follows=(("case_id", "protection_case"),),
    ),
    Wall("protection_identificationanswer", follows=(("identification_id", "protection_identification"),)),
    Wall("exchange_export", own=("user",), follows=(("request_id", "exchange_exportrequest"),)),
    Wall("exchange_exportrequest", kind="export_request", place="place_path", own=("asked_by",)),
    Wall("exchange_import", own=("user",)),
    Wall("exchange_savedmapping", own=("user",)),
    Wall("partnership_meeting", kind="meeting", place="place_path"),
    *(Wall(table, follows=(("meeting_id", "partnership_meeting"),)) for table in PARTS_OF_A_MEETING),
    Wall("partnership_visit", kind="visit", place="place_path"),
    *(Wall(table, follows=(("visit_id", "partnership_visit"),)) for table in PARTS_OF_A_VISIT),
    Wall(
        "partnership_decision",
        kind="decision",
        place="place_path",
        # Whoever is to do it reads it, wherever they work.
        also=("partnership_decision.owner_id = (SELECT u.official FROM access_user u WHERE u.id = {user})",),
    ),
    Wall("partnership_decisionreview", follows=(("decision_id", "partnership_decision"),)),
    Wall("partnership_document", kind="document", place="place_path"),
)

SEALED_ENDS = "both ends are sealed references: the data base cannot know whose it is, and neither can a thief"
ABOUT_SIGHT = "read to decide who sees what, before anybody sees anything; holds nobody whom the programme helps"
EVERYBODY_KNOWS = "public knowledge that every form needs"
OF_EVERY_ACTION = "written by every action about rows of every kind; what it says is sealed under the key of its row"
OF_THE_PROGRAMME = "what the programme plans and counts of whole places; nobody whom it helps stands in it"
OF_FIGURES = "numbers of whole districts and provinces, names nobody; pages read only what was published of them"
LIBRARY = "a table of a library; nothing about anybody whom the programme helps stands in it"

OF_STAFF = "staff of offices and committees who were trained, in clear as officials are; no victim and no case"
OF_TRAININGS = "what is taught where and when; names nobody"
TRAINING_TABLES = {
    **dict.fromkeys(("capacity_curriculum", "capacity_training", "capacity_session"), OF_TRAININGS),
    **dict.fromkeys(("capacity_trainingtrainer", "capacity_trainee", "capacity_enrolment"), OF_STAFF),
    **dict.fromkeys(("capacity_sessionattendance", "capacity_testscore", "capacity_certificate"), OF_STAFF),
    "capacity_coaching": OF_STAFF,
}

UNWALLED = {
    "people_household": "who lives in it is sealed both ways, so no tie can be computed; its label is sealed too",
    "people_householdmember": SEALED_ENDS,
    "people_relation": SEALED_ENDS,
    "access_user": ABOUT_SIGHT,
    "access_grant": ABOUT_SIGHT,
    "access_recusal": ABOUT_SIGHT,
    "access_compartment": ABOUT_SIGHT,
    "access_compartmentmember": ABOUT_SIGHT,
    "access_glass": ABOUT_SIGHT,
    "access_slip": ABOUT_SIGHT,
    "access_savedview": "filters of a table under a user's own name for them; open columns only",
    "agenda_task": "names a row by its id, a place and a day; queues count what waits for whole offices",
    "agenda_dailysummary": "how many tasks waited for whom",
    "actions_receipt": OF_EVERY_ACTION,
    "actions_fieldchange": OF_EVERY_ACTION,
    "actions_change": OF_EVERY_ACTION,
    "actions_move": OF_EVERY_ACTION,
    "actions_conflict": OF_EVERY_ACTION,
    "audit_event": OF_EVERY_ACTION,
    "audit_reading": "who read which rows: ids only, appended while pages are shown; auditors read all of it",
    "audit_batch": "ids and digests of lines of the audit",
    "audit_verification": "what a look at the batches found: numbers and ids of lines",
    "audit_readingweek": "how many people read in a week",
    "audit_unusualreading": "how much a user read in a week; what was found is sealed",
    "vault_datakey": "wrapped keys without a row to belong to; they open nothing without the master key",
    "vault_destroyedkey": "ids of keys that are gone; nothing opens with them",
    "vault_erasedrow": "kind and id of rows that were erased: every list leaves them out",
    "vault_sealedfile": "sealed under the key of its row; found through that row only",
    "papers_serial": "the last number of an issuer's papers",
    "places_place": EVERYBODY_KNOWS,
    "places_placename": EVERYBODY_KNOWS,
    "places_placecode": EVERYBODY_KNOWS,
    "places_level": EVERYBODY_KNOWS,
    "institutions_organisation": EVERYBODY_KNOWS,
    "institutions_official": EVERYBODY_KNOWS,
    "institutions_officialmerge": "that two public officials may be one; nobody whom the programme helps stands in it",
    "institutions_committee": EVERYBODY_KNOWS,
    "institutions_membership": EVERYBODY_KNOWS,
    "institutions_serviceoffer": EVERYBODY_KNOWS,
    "programme_project": OF_THE_PROGRAMME,
    "programme_donor": OF_THE_PROGRAMME,
    "programme_funding": OF_THE_PROGRAMME,
    "programme_framework": OF_THE_PROGRAMME,
    "programme_result": OF_THE_PROGRAMME,
    "programme_calendar": OF_THE_PROGRAMME,
    "programme_period": OF_THE_PROGRAMME,
    "programme_population": OF_THE_PROGRAMME,
    "programme_plan": OF_THE_PROGRAMME,
    "programme_activity": OF_THE_PROGRAMME,
    "programme_activitybudget": OF_THE_PROGRAMME,
    "programme_progress": OF_THE_PROGRAMME,
    "programme_evaluation": OF_THE_PROGRAMME,
    **dict.fromkeys(("indicators_closing", "indicators_frozentable", "indicators_publishedtable"), OF_FIGURES),
    "wording_correction": "words of pages and reports in another text; nothing about anybody",
    **TRAINING_TABLES,
    "office_installation": "one row: the language and the place of this installation",
    "django_content_type": LIBRARY,
    "auth_permission": LIBRARY,
    "auth_group": LIBRARY,
    "auth_group_permissions": LIBRARY,
    "django_session": "asked before anybody is known; sessions hold an account and messages, for a day",
    "account_emailaddress": LIBRARY,
    "account_emailconfirmation": LIBRARY,
    "mfa_authenticator": "second factors of accounts, sealed; asked before anybody is signed in",
    "usersessions_usersession": "devices on which accounts are signed in; asked before anybody is known",
    "axes_accessfailurelog": LIBRARY,
    "axes_accessattempt": LIBRARY,
    "axes_accessattemptexpiration": LIBRARY,
    "axes_accesslog": LIBRARY,
    "django_tasks_database_dbtaskresult": "background work: ids only",
}
