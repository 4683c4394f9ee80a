"""Fairs: who exhibits, the station and its officers, complaints settled within days, the report at the end."""
