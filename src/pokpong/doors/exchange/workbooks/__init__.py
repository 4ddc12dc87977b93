"""Workbooks from anywhere, read without trusting them: pure functions over bytes, no data base."""
