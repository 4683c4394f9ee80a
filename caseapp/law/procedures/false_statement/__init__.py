"""Dishonest filing and false statements: the warning and fine of 专利法实施细则第一百条."""
