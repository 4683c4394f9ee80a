"""Pages of fairs: reports."""
