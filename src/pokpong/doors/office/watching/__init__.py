"""Who looks after the audit: proof that it is whole, and reading that stands out."""
