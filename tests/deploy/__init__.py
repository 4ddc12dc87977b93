"""A server as it is set up for use: installed into a fresh folder tree, and backed up while people write."""
