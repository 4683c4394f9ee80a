"""Pages of fairs: papers."""
