"""An invented season of one cooperative in San Martín: to try everything on, and for the tests.

``cast`` says who and where, ``setting`` registers them, ``tickets``, ``cacao`` and ``coffee`` fill
the season, ``export`` and ``trade`` end it. Acts stand in an agenda and are carried out in order
of time, under a clock of their own.
"""
