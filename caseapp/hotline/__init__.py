"""The 12330 desk: calls become tickets, tickets reach the section that acts on them."""
