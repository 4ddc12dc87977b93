"""The invented people of the demo who are helped, and what happens to each: one storyline a file of steps."""
