"""The knowledge of the desk: answers with their source and the days they hold."""
