"""Decisions about persons over plain values."""
