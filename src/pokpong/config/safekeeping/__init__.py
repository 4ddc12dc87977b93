"""Backups: a set is two sealed archives, the data without any key, and the keys alone.

    DIR/data/NAME.data.age    the data base as it stood at the mark, and the sealed files it names
    DIR/keys/NAME.keys.age    the wrapped keys and the erasure ledger; kept for days only, so that erased stays erased

Both are encrypted for a recipient whose identity is not on this server, and signed under a key of this installation.
The epoch keys, without which the wrapped keys open nothing, are in neither: `standby` copies them to a second place.
"""
