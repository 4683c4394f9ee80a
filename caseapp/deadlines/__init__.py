"""Limits that run on a case: started, paused, extended, met or missed, each with its reasons."""
