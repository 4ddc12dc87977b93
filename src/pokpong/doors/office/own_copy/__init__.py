"""A person's own copy: asked for, prepared, printed or taken as a file, and handed over in person."""
