"""Cases in and out: what a row means in the ledger, whether it is there already, and what the ledger says as a row."""
