"""Counterfeit cases (假冒专利案件): four editions and the rows they share."""
