"""The gates by subject; each asks one question and answers with an obstacle or nothing."""
