"""What a thief of the data base finds: nothing. The same search over a copy without sealing finds everything."""
