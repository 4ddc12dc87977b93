"""Reads of the register of persons; all start at `visible_to(actor)`."""
