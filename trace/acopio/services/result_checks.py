"""Inspections out of the rows of a file: which sample, what is wrong, what is there already.

Everything is looked up once for the whole file: a row asks the store nothing.
"""

import hashlib
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from acopio.domain.days import day_of  # placeholder
