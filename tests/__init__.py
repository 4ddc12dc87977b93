"""Tests over the whole application: guards, journeys, benches, and the plumbing they stand on."""
