"""The second wall: PostgreSQL itself keeps rows from whoever has neither a grant for their place nor a tie.

with row_security.scope("program:numbering"): ...   # everything, for a written reason
with row_security.scope_of(user): ...               # what the user's grants and ties reach
row_security.is_on()                                # whether this connection is held by it
"""

from pokpong.foundation.access.row_security.scopes import scope, scope_of
from pokpong.foundation.access.row_security.standing import follow_settings, gaps, is_on

__all__ = ["follow_settings", "gaps", "is_on", "scope", "scope_of"]
