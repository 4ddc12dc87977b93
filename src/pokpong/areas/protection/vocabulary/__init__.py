"""Coded answers and their words, by noun. Codes are stored and counted; words may be improved at any time."""
