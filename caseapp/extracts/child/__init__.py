"""What runs in the confined process: nothing here knows the office, its database or its files."""
