"""Liaison between bodies: meetings and their resolutions, notices of a period, the five registers together."""
