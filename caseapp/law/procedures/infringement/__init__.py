"""Infringement disputes (专利侵权纠纷): three editions and the rows they share."""
