"""Who gets what of the 12330 desk: a table of dated rows, the most specific one in force decides."""
