"""What one row says of a case, as plain values. Each attribute names its column of the standard, or ours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

TEXT, TEXTS, DAY, DAYS, YES_NO, NUMBER, CODE, CODES, LANGUAGES = (
    "text",
    "texts",
    "day",
    "days",
    "yes_no",
    "number",
    "code",
    "codes",
    "languages",
)
EMPTY: Final[dict[str, Any]] = {
    TEXT: "",
    CODE: "",
    TEXTS: (),
    DAYS: (),
    CODES: (),
    LANGUAGES: (),
    DAY: None,
    YES_NO: None,
    NUMBER: None,
}


@dataclass(frozen=True)
class CaseRecord:
    """Codes are those of the standard or `lao:` ones; languages ISO 639-3; countries ISO 3166-1 alpha-2."""

    case_number: str = ""

    salutation: str = ""
    first_name: str = ""
    middle_name: str = ""
    second_name: str = ""
    other_names: tuple[str, ...] = ()
    birth_date: date | None = None
    estimated_age: int | None = None
    gender: str = ""
    sex: str = ""
    citizenships: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    interpreter: str = ""
    ethnic_group: str = ""
    disability: str = ""
    identity_number: str = ""
    title: str = ""
    email: str = ""
    home_phone: str = ""
    mobile_phone: str = ""

    street: str = ""
    city: str = ""
    state: str = ""
    postal_code: str = ""
    country: str = ""
    district_code: str = ""
    village_code: str = ""

    consent: bool | None = None

    trafficking_status: str = ""
    decided_by: str = ""
    letter_number: str = ""
    letter_date: date | None = None
    recruitment_methods: tuple[str, ...] = ()
    recruitment_place: str = ""
    control_methods: tuple[str, ...] = ()
    exploitation_forms: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    sex_exploitation_forms: tuple[str, ...] = ()
    exploitation_place: str = ""

    status: str = ""
    owner: str = ""
    referring_organisation: str = ""
    referred_in_on: date | None = None
    referring_worker: str = ""
    referral_in_reason: str = ""
    referral_in_details: str = ""
    referred_organisations: tuple[str, ...] = ()
    referred_worker: str = ""
    referral_out_reason: str = ""
    referred_out_on: tuple[date, ...] = ()
    referral_out_details: str = ""
    closure_reason: str = ""

    more: tuple[tuple[str, str], ...] = ()
    """Every other field of the standard that the row fills: (machine name, text or codes as written), by name."""

    @property
    def name(self) -> str:
        """First, middle and second name as one."""
        return " ".join(part for part in (self.first_name, self.middle_name, self.second_name) if part)


@dataclass(frozen=True)
class Column:
    """The column of an attribute. Coded ones name their value set; `local` is the column that keeps our own codes."""

    attribute: str
    name: str
    kind: str = TEXT
    values: str = ""
    local: str = ""


COLUMNS: Final = (
    Column("case_number", "lao:CaseNumber"),
    Column("salutation", "prs_Salutation"),
    Column("first_name", "prs_FirstName"),
    Column("middle_name", "prs_MiddleName"),
    Column("second_name", "prs_SecondName"),
    Column("other_names", "lao:OtherNames", TEXTS),
    Column("birth_date", "prs_Birthdate", DAY),
    Column("estimated_age", "lao:EstimatedAge", NUMBER),
    Column("gender", "prs_Gender", CODE, "prs_Gender"),
    Column("sex", "lao:Sex", CODE, "lao:Sex"),
    Column("citizenships", "prs_Citizenship", CODES, "ISO3166-1-alpha2"),
    Column("languages", "lao:Languages", LANGUAGES),
    Column("interpreter", "lao:Interpreter"),
    Column("ethnic_group", "lao:EthnicGroup"),
    Column("disability", "lao:Disability", CODE, "lao:Disability"),
    Column("identity_number", "prs_IdentityNumber"),
    Column("title", "prs_Title"),
    Column("email", "prs_Email"),
    Column("home_phone", "prs_HomePhone"),
    Column("mobile_phone", "prs_MobilePhone"),
    Column("street", "prs_MailingStreet"),
    Column("city", "prs_MailingCity"),
    Column("state", "prs_MailingState"),
    Column("postal_code", "prs_MailingPostalCode"),
    Column("country", "prs_MailingCountry"),
    Column("district_code", "lao:DistrictCode"),
    Column("village_code", "lao:VillageCode"),
    Column("consent", "con_Consent", YES_NO),
    Column("trafficking_status", "vic_TraffickingStatus", CODE, "vic_TraffickingStatus"),
    Column("decided_by", "vic_TraffickingStatusDecisionMakingOrg", CODE, "vic_TraffickingStatusDecisionMakingOrg"),
    Column("letter_number", "lao:IdentificationLetter"),
    Column("letter_date", "lao:IdentificationDate", DAY),
    Column("recruitment_methods", "vic_MethodOfRecruitment", CODES, "vic_MethodOfRecruitment"),
    Column("recruitment_place", "vic_LocationOfRecruitment"),
    Column("control_methods", "vic_MethodsOfControl", CODES, "vic_MethodsOfControl", local="lao:MethodsOfControl"),
    Column(
        "exploitation_forms", "vic_TypeOfExploitation", CODES, "vic_TypeOfExploitation", local="lao:TypeOfExploitation"
    ),
    Column("industries", "vic_ForcedLabourIndustry", CODES, "vic_ForcedLabourIndustry"),
    Column("sex_exploitation_forms", "vic_TypeOfSexExploitation", CODES, "vic_TypeOfSexExploitation"),
    Column("exploitation_place", "vic_LocationOfExploitation"),
    Column("status", "cas_Status", CODE, "cas_Status"),
    Column("owner", "cas_CaseOwner"),
    Column("referring_organisation", "cas_ReferringOrganisation"),
    Column("referred_in_on", "cas_IncomingReferralDate", DAY),
    Column("referring_worker", "cas_ReferringPrimaryCaseWorker"),
    Column("referral_in_reason", "cas_ReasonForIncomingReferral", CODE, "cas_ReasonForIncomingReferral"),
    Column("referral_in_details", "cas_IncomingReferralDetails"),
    Column("referred_organisations", "cas_ReferredOrganisation", TEXTS),
    Column("referred_worker", "cas_ReferredPrimaryCaseWorker"),
    Column("referral_out_reason", "cas_ReasonForOutgoingReferral", CODE, "cas_ReasonForOutgoingReferral"),
    Column("referred_out_on", "cas_OutgoingReferralDate", DAYS),
    Column("referral_out_details", "cas_OutgoingReferralDetails"),
    Column("closure_reason", "cas_ReasonForCaseClosure"),
)
