"""Two worlds: what a role must not know changes nothing of what it can see."""
