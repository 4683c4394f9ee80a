"""Pages of fairs: fairs."""
