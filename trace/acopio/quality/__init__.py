"""Quality protocols: raw observations in, exact scores and grades out. Pure."""
