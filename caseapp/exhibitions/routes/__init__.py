"""Pages of fairs: the show, its exhibitors, the station, complaints, patrol, reports."""

from caseapp.exhibitions.routes import (
    complaints,
    exhibitors,
    fairs,
    papers,
    patrol,
    reports,
    station,
)
from caseapp.exhibitions.routes.blueprint import bp

__all__ = [
    "bp",
    "complaints",
    "exhibitors",
    "fairs",
    "papers",
    "patrol",
    "reports",
    "station",
]
