"""Persons and firms of the cases; informants, whose identity lies sealed."""
