"""What is decided over plain values, by noun."""
