"""What is read, by noun. Everything starts at `visible_to`."""
