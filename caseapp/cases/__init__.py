"""The case file: leads, steps, people, timeline."""
