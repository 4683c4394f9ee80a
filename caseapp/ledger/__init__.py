"""What is written in the same transaction as every act: audit chain, outbox, files, numbers."""
