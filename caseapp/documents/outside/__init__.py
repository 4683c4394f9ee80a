"""Files made outside the office's papers: turned into PDF by LibreOffice where it is installed."""
