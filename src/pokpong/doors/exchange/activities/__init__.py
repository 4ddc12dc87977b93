"""The activities of a plan from a workbook into its draft, and back again."""
