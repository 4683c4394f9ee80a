"""Pages of matters of cooperation."""

from caseapp.cooperation.routes import papers, sealing, serving, signing
from caseapp.cooperation.routes.blueprint import bp

__all__ = ["bp", "papers", "sealing", "serving", "signing"]
