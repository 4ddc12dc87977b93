"""The rows of a file taken one after the other, whatever they are about."""
