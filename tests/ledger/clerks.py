"""People of the ledger's tests."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Clerk:
    id: int
    login: str
    name: str
    unit_name: str
    roles: tuple[str, ...]


LI = Clerk(7, "li", "李明", "专利执法科", ("officer", "registrar"))
WANG = Clerk(8, "wang", "王芳", "办公室", ("system_admin",))
