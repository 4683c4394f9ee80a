"""Papers: what they say, how they look, who signed them, what number they carry."""
