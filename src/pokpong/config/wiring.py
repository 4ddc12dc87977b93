"""Every module that registers actions or states, imported once, so that each can be called by its name."""

from django.urls import reverse_lazy
from django.utils.text import format_lazy

import pokpong.areas.capacity.actions
import pokpong.areas.capacity.states
import pokpong.areas.partnership.actions
import pokpong.areas.partnership.linking
import pokpong.areas.partnership.states
import pokpong.areas.protection.actions
import pokpong.areas.protection.actions.cases
import pokpong.areas.protection.actions.closing
import pokpong.areas.protection.actions.identification
import pokpong.areas.protection.actions.papers
import pokpong.areas.protection.actions.plan
import pokpong.areas.protection.actions.referrals
import pokpong.areas.protection.actions.screening
import pokpong.areas.protection.actions.services
import pokpong.areas.protection.erasing
import pokpong.areas.protection.glass
import pokpong.areas.protection.keeping
import pokpong.areas.protection.own_copy.joining
import pokpong.areas.protection.states.cases
import pokpong.areas.protection.states.closures
import pokpong.areas.protection.states.concerns
import pokpong.areas.protection.states.identification
import pokpong.areas.protection.states.plan
import pokpong.areas.protection.states.referral_links
import pokpong.areas.protection.states.referrals
import pokpong.areas.protection.states.screening
import pokpong.areas.protection.states.services
import pokpong.doors.exchange.actions
import pokpong.doors.exchange.running
import pokpong.doors.exchange.states
import pokpong.doors.office.own_copy.readings
import pokpong.doors.office.set_up.actions
import pokpong.doors.office.watching.actions
import pokpong.doors.office.watching.background
import pokpong.doors.office.watching.states
import pokpong.foundation.access.actions
import pokpong.foundation.access.states
import pokpong.foundation.actions.conflicts
import pokpong.foundation.agenda.states
import pokpong.foundation.agenda.summary
import pokpong.foundation.agenda.tasks
import pokpong.foundation.wording.actions
import pokpong.insight.indicators.closing_clock
import pokpong.registers.institutions.actions
import pokpong.registers.institutions.states
import pokpong.registers.people.actions
import pokpong.registers.people.erasing_clock
import pokpong.registers.people.glass
import pokpong.registers.people.households_alone
import pokpong.registers.people.own_copy_fields
import pokpong.registers.people.retention_clock
import pokpong.registers.people.states
import pokpong.registers.places.actions
import pokpong.registers.places.states
import pokpong.registers.programme.actions
import pokpong.registers.programme.actions.planning
import pokpong.registers.programme.own_cards
import pokpong.registers.programme.plan_states
import pokpong.registers.programme.states  # noqa: F401  all imported for what they register
from pokpong.areas.capacity.cards import TRAININGS
from pokpong.areas.capacity.evidence import find as find_trainings
from pokpong.doors.exchange.activities.way import bring_in
from pokpong.doors.office.own_copy.views import link as own_copy_link
from pokpong.doors.office.reading_reports import link as readers_link
from pokpong.doors.office.whole.page import link as whole_link
from pokpong.foundation.access import directories
from pokpong.insight.reports.cards import OVERVIEW
from pokpong.registers.institutions.models.official import spellings
from pokpong.registers.institutions.picker import OFFICIALS, ORGANISATIONS
from pokpong.registers.people.screens import links as person_links
from pokpong.registers.places.picker import PlacesOf
from pokpong.registers.places.queries import labels
from pokpong.registers.programme import evidence, hub, plan_links
from pokpong.registers.programme.screens import bringing

directories.use(
    places=PlacesOf(),
    labels=labels,
    place_search=reverse_lazy("places:find"),
    organisations=ORGANISATIONS,
    officials=OFFICIALS,
    same_officials=spellings,
)
bringing.use(format_lazy("{}?target=population", reverse_lazy("exchange:upload")))
plan_links.register(bring_in)
person_links.register(whole_link)
person_links.register(readers_link)
person_links.register(own_copy_link)
evidence.register("training", find_trainings)
hub.register(TRAININGS)
hub.register(OVERVIEW)
