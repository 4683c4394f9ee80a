"""Text of attachments: read out of files in a process of its own, kept beside them, found by the search."""
