"""Evidence of a case: items with their files, goods row by row, registration and its end."""
