"""Figures of population from a workbook."""
