"""Pages of fairs: exhibitors."""
