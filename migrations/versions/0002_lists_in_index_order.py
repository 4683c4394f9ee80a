"""Lists of cases in the order of an index, however large the office."""

from alembic import op

revision = "0002_lists_in_index_order"
down_revision = "0001_first_tables"
branch_labels = None
depends_on = None

# name, table, columns
ADDED = (
    ("ix_case_file_unit_open", "case_file", ["unit_path", "is_open", "id"]),
    ("ix_case_file_unit_edition", "case_file", ["unit_path", "edition", "is_open", "id"]),
    ("ix_case_file_unit_state", "case_file", ["unit_path", "state", "edition", "id"]),
    ("ix_case_file_ticket_id", "case_file", ["ticket_id"]),
    ("ix_case_file_unit_filed", "case_file", ["unit_path", "filed_on"]),
    ("ix_case_file_unit_decided", "case_file", ["unit_path", "decided_on"]),
    ("ix_case_file_unit_closed", "case_file", ["unit_path", "closed_on"]),
    ("ix_case_officer_person", "case_officer", ["person_id", "recused", "until", "case_id"]),
    ("ix_ticket_informant_id", "ticket", ["informant_id"]),
)
REMOVED = (
    ("ix_case_file_open", "case_file", ["is_open", "id"]),
    ("ix_case_file_state", "case_file", ["state"]),
    ("ix_case_file_unit_state", "case_file", ["unit_path", "state", "id"]),
    ("ix_case_officer_person", "case_officer", ["person_id", "case_id"]),
)


def upgrade():
    _exchange(REMOVED, ADDED)


def downgrade():
    _exchange(ADDED, REMOVED)


def _exchange(old, new):
    for name, table, _ in old:
        op.drop_index(name, table_name=table)
    for name, table, columns in new:
        op.create_index(name, table, columns, unique=False)
