"""The published protocols, one to a file: each file holds one ``PROTOCOL``.

``acopio.quality.registry`` finds them here by themselves. A published version is never changed or
removed; a new edition is a new file beside the old one.
"""
