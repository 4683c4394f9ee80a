"""The one who acts: a frozen value that every action, guard and audit row understands."""

from __future__ import annotations

from dataclasses import dataclass

from caseapp.law.procedures.roles import Role


@dataclass(frozen=True)
class Grant:
    """One role, and the unit it was given for."""

    role: str
    unit_path: str
    # In whose place it is held for these days; 0 where it is one's own.
    for_id: int = 0


@dataclass(frozen=True)
class Delegation:
    """A unit whose cases another one may read."""

    cases_of: str
    seen_by: str


@dataclass(frozen=True)
class Person:
    """Who acts, for which unit, with which roles; id 0 is the program itself."""

    id: int
    login: str
    name: str
    unit_id: int
    unit_name: str
    unit_path: str
    roles: tuple[str, ...] = ()
    grants: tuple[Grant, ...] = ()
    post: str = ""
    phone: str = ""
    is_active: bool = True
    version: int = 1
    clearance: int = 0
    # 正职负责人或者主持工作的负责人.
    is_principal: bool = False
    # The other body this account belongs to; None for our own people.
    body_id: int | None = None
    # What holds on the day and at the minute this person was read.
    delegations: tuple[Delegation, ...] = ()
    emergencies: tuple[int, ...] = ()

    # Flask-Login asks these of whoever is signed in.
    is_authenticated = True
    is_anonymous = False

    def get_id(self) -> str:
        """Name the person for Flask-Login."""
        return str(self.id)

    def has_role(self, role: str) -> bool:
        """Say whether the person holds this role anywhere."""
        return role in self.roles

    @property
    def is_clock(self) -> bool:
        """Say whether this is time itself, whom nobody lets in and nobody keeps out."""
        return self.id == 0 and Role.CLOCK.value in self.roles

    @classmethod
    def system(cls) -> Person:
        """Return who acts at night and while an office is being set up: time itself."""
        return cls(
            id=0,
            login="system",
            name="系统",
            unit_id=0,
            unit_name="系统",
            unit_path="/",
            roles=(Role.CLOCK.value,),
            grants=(Grant(Role.CLOCK.value, "/"),),
        )
