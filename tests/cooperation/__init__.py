"""Tests of matters of cooperation."""
