"""Every change to users, grants, slips, kept views and broken glass, each module imported for what it registers."""

import pokpong.foundation.access.actions.glass
import pokpong.foundation.access.actions.grants
import pokpong.foundation.access.actions.hand_over
import pokpong.foundation.access.actions.identities
import pokpong.foundation.access.actions.own
import pokpong.foundation.access.actions.second_factor
import pokpong.foundation.access.actions.set_up
import pokpong.foundation.access.actions.signing_in
import pokpong.foundation.access.actions.slips
import pokpong.foundation.access.actions.users
import pokpong.foundation.access.states  # noqa: F401  all imported for what they register
