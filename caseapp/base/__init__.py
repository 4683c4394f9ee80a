"""Technical ground floor: no word of the office's business in here."""
