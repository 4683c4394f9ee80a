"""A fair of today with somebody at two booths: what the station's page is tried on."""

from caseapp.base.db import writing
from caseapp.exhibitions import queries
from caseapp.exhibitions.actions import exhibitors
from caseapp.exhibitions.exhibitor_given import ExhibitGiven, ExhibitorGiven
from tests.exhibitions.fairs import running
from tests.people import People

STANDS = (
    ExhibitorGiven("A12", "海城市红火电器厂", hall="一号馆", exhibits=(ExhibitGiven("电热水壶"),)),
    ExhibitorGiven("B03", "鞍山市福满商贸有限公司", hall="一号馆"),
)


def with_stands(people: People) -> int:
    """Open the fair and put both at their booths; its id."""
    fair_id = running(people)
    opened = queries.visible_fair(fair_id, by=people.wu)
    with writing():
        for one in STANDS:
            exhibitors.add_exhibitor(by=people.wu, opened=opened, given=one)
    return fair_id
