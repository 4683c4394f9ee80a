"""Likeness: which records may be about the same matter, which fields say so and how rare they are."""
