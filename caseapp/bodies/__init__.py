"""The register of bodies: departments, courts, counties, partner offices, platforms, experts."""
