"""Screens of reports: the day's report, what is urgent, zeros in doubt."""
