"""Lao text in pure Python: canonical spelling, search keys, words, order, digits, dates, names."""
