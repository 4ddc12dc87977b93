"""One page for a person: everything the reader may see of them, in time order."""
