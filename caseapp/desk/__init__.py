"""A person's first page: what is due, what waits, what runs; reads only."""
