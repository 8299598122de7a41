"""Tables, engines, unit of work, projections and queries: the only room that speaks SQL."""
