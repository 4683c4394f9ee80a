"""Pages of fairs: the show, its exhibitors, the station, complaints, patrol, reports."""

from caseapp.exhibitions.routes import (
    complaints,
    duty,
    exhibitors,
    fair_parts,
    fairs,
    papers,
    patrol,
    reports,
    spot,
    station,
)
from caseapp.exhibitions.routes.blueprint import bp

__all__ = [
    "bp",
    "complaints",
    "duty",
    "exhibitors",
    "fair_parts",
    "fairs",
    "papers",
    "patrol",
    "reports",
    "spot",
    "station",
]
