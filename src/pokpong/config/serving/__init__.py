"""Web, worker and clock, and the supervisor that keeps them running."""
