"""Files in and out: workbooks are looked at, mapped, tried, and brought in by the ordinary actions."""
