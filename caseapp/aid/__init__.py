"""Rights assistance (维权援助): from the application to the opinion, and the satisfaction with it."""
