"""The two data bases and the browser that tests run on."""
