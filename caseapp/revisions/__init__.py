"""What people write: earlier texts, merging two people's texts, text not saved yet."""
