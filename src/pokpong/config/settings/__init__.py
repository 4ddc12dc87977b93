"""Settings: `demo` and `test` build on `base`; `production` refuses to start unsafe."""
