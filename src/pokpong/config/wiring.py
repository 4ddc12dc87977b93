"""Every module that registers actions or states, imported once, so that each can be called by its name."""

from django.urls import reverse_lazy

import pokpong.areas.protection.actions
import pokpong.areas.protection.glass
import pokpong.areas.protection.states.concerns
import pokpong.doors.office.set_up.actions
import pokpong.foundation.access.actions
import pokpong.foundation.access.states
import pokpong.foundation.actions.conflicts
import pokpong.foundation.agenda.states
import pokpong.foundation.agenda.summary
import pokpong.foundation.agenda.tasks
import pokpong.registers.institutions.actions
import pokpong.registers.institutions.states
import pokpong.registers.people.actions
import pokpong.registers.people.glass
import pokpong.registers.people.states
import pokpong.registers.places.actions
import pokpong.registers.places.states  # noqa: F401  all imported for what they register
from pokpong.foundation.access import directories
from pokpong.registers.institutions.picker import OFFICIALS, ORGANISATIONS
from pokpong.registers.places.picker import PlacesOf
from pokpong.registers.places.queries import labels

directories.use(
    places=PlacesOf(),
    labels=labels,
    place_search=reverse_lazy("places:find"),
    organisations=ORGANISATIONS,
    officials=OFFICIALS,
)
