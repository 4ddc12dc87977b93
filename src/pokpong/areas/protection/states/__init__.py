"""The moves each noun allows; imported by `config/wiring.py`."""
