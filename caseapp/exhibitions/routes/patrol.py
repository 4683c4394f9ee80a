"""Pages of fairs: patrol."""
