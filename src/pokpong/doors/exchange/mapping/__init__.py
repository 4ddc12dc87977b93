"""From the columns of any workbook to the fields of what it is about: guessed, corrected by a person, kept by name."""
