"""Decisions about the programme over plain values."""
