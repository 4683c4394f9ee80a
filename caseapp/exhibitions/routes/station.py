"""Pages of fairs: station."""
