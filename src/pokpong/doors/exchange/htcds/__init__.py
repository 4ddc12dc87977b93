"""The Human Trafficking Case Data Standard 2.0 (IOM, CC BY 4.0): its columns and values, and a case as one row."""
