"""Organisations, officials and services from a workbook into the directory."""
