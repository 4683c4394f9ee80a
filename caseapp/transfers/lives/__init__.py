"""The lives of transfers, one table for each sort."""
