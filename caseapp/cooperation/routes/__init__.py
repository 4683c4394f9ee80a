"""Pages of matters of cooperation."""

from caseapp.cooperation.routes import papers, sealing, signing
from caseapp.cooperation.routes.blueprint import bp

__all__ = ["bp", "papers", "sealing", "signing"]
