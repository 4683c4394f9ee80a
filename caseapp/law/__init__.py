"""The law as data: pure rules and tables that know no web, no database and no clock."""
