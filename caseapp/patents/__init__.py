"""Patents of the cases: the number as printed, what it is, its status on a date and who looked."""
