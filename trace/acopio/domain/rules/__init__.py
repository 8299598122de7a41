"""What may happen: each command decides, on the state it loaded, which facts follow."""
