"""Backups: one sealed file that holds the whole office, made while people work, checked by itself."""
