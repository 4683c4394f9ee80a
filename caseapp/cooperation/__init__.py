"""What the office does with other bodies: the register all of it is numbered in, and its papers."""
