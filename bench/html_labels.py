"""Sack labels as blabel makes them: one template of HTML for each label, and WeasyPrint."""

from importlib import import_module

from acopio_labels.model import SackLabel

_STYLE = """
@page { size: 100mm 150mm; margin: 4mm; }
body { font-family: sans-serif; font-size: 9pt; }
h1 { font-size: 11pt; margin: 0; }
p { margin: 1mm 0; }
.code { font-size: 20pt; }
img { width: 45mm; height: 45mm; float: right; }
"""

_TEMPLATE = """
<img src="{{ label_tools.qr_code(address) }}">
<h1>{{ organisation }}</h1>
<p>{{ product_es }}</p><p>{{ product_en }}</p>
<p>SACO {{ sack_number }} / {{ sack_count }}</p><p>{{ net_mass }}</p>
<p class="code">{{ lot_code }}</p><p class="code">{{ sack_code }}</p>
<img src="{{ label_tools.qr_code(address) }}">
<p>{{ organisation }}</p><p>{{ lot_code }}</p><p>{{ sack_code }}</p>
"""

_FIELDS = (
    *("organisation", "product_es", "product_en", "net_mass", "lot_code", "sack_code"),
    *("address", "sack_number", "sack_count"),
)


class MissingError(Exception):
    """What the comparison needs is not on this machine."""


def html_labels(labels: list[SackLabel]) -> bytes:
    """Return the PDF that blabel makes of the labels."""
    try:
        blabel, weasyprint = import_module("blabel"), import_module("weasyprint")
    except ImportError:
        raise MissingError("no blabel: not compared") from None
    except OSError:
        raise MissingError("no Pango here: not compared") from None
    writer = blabel.LabelWriter(
        item_template=_TEMPLATE, default_stylesheets=(weasyprint.CSS(string=_STYLE),)
    )
    records = [{name: getattr(label, name) for name in _FIELDS} for label in labels]
    pdf: bytes = writer.write_labels(records)
    return pdf
