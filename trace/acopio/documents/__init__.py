"""From the facts of a lot to the models that labels and certificates print."""
