"""Reading trainings and those who were trained."""
