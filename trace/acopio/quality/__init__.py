"""Quality protocols: raw observations in, exact scores and grades out. Pure.

A protocol is one file: its data (scale, step, sample, source) and one pure function. To add one,
write the file with a ``PROTOCOL`` in it and name it in ``registry``.
"""
