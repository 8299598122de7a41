"""Quality protocols: raw observations in, exact scores and grades out. Pure.

``protocols/`` holds one protocol to a file: its form, its sources and one pure function. The rest
of this room is what they share: ``form`` and ``sheet`` describe and read a paper form, ``panel``
and ``cupping`` average cuppers exactly, ``rounding`` rounds halves up, ``intervals`` says how sure
a share of counted beans is.
"""
