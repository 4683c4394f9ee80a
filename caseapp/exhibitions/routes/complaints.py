"""Pages of fairs: complaints."""
