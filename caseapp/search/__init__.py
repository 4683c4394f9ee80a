"""Search: finds cases, tickets and papers by words, names and numbers, within what a person may see."""
