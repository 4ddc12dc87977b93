"""Every module that registers actions or states, imported once, so that each can be called by its name."""

from django.urls import reverse_lazy

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
import pokpong.registers.places.states  # noqa: F401  all imported for what they register
from pokpong.doors.office.own_copy.views import link as own_copy_link
from pokpong.doors.office.reading_reports import link as readers_link
from pokpong.doors.office.whole.page import link as whole_link
from pokpong.foundation.access import directories
from pokpong.registers.institutions.picker import OFFICIALS, ORGANISATIONS
from pokpong.registers.people.screens import links as person_links
from pokpong.registers.places.picker import PlacesOf
from pokpong.registers.places.queries import labels

directories.use(
    places=PlacesOf(),
    labels=labels,
    place_search=reverse_lazy("places:find"),
    organisations=ORGANISATIONS,
    officials=OFFICIALS,
)
person_links.register(whole_link)
person_links.register(readers_link)
person_links.register(own_copy_link)
