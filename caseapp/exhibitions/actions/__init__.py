"""What happens at fairs: registered, manned, complained at, patrolled, reported on."""
