"""The rows that the fold keeps: one frozen dataclass per projection table."""
