"""The register of bodies."""
