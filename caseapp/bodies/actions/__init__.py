"""What is done with the register: taking what is shipped, keeping bodies, contacts, competences."""

from caseapp.bodies.actions.beside import (
    add_competence,
    add_contact,
    end_competence,
    end_contact,
)
from caseapp.bodies.actions.keeping import add_body, change_body, end_body
from caseapp.bodies.actions.taking import Taken, take_shipped

__all__ = [
    "Taken",
    "add_body",
    "add_competence",
    "add_contact",
    "change_body",
    "end_body",
    "end_competence",
    "end_contact",
    "take_shipped",
]
