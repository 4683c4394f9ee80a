"""Procedures as tables, one edition in one file; whoever imports this package imports nothing."""
