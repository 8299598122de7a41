"""From a balance to its page and its picture."""

from collections.abc import Iterable, Iterator
from typing import Literal

from acopio.documents import balance_words as say
from acopio.documents.balance_facts import BalanceReport
from acopio.domain.balance import Balance, Line, Yield, by_form
from acopio.domain.masses import kilograms
from acopio.domain.products import PRODUCTS
from acopio.messages import text, words
from acopio_labels.balance_model import (
    BalancePage,
    BalanceRow,
    FlowLink,
    FlowNode,
    FlowPicture,
    NodeKind,
    PartRow,
    YieldRow,
)
from acopio_labels.balance_page import draw_balance
from acopio_labels.model import Fact

Language = Literal["es", "en"]
_ROOMY = 4
"""Stages of a picture that has room for every small loss."""


def balance_page(report: BalanceReport, language: Language) -> BalancePage:
    """Return the page of a balance."""
    whole = report.whole
    sums = (
        ("opening", whole.opening.total_g),
        ("in", whole.in_g),
        ("out", whole.out_g),
        ("loss", whole.loss_g),
        ("closing", whole.closing.total_g),
    )
    opening, came, went, lost, closing = (
        Fact(label=text(f"balance.{name}", language), value=f"{kilograms(grams)} kg")
        for name, grams in sums
    )
    return BalancePage(
        language=language,
        organisation=report.organisation,
        title=text("balance.title", language),
        subject=say.subject(report, language),
        period=say.period_text(whole.period, language),
        made_on=report.day,
        equation=(opening, came, went, lost, closing),
        closed=whole.closed and not report.findings,
        verdict=say.verdict(report, language),
        picture=picture(report, language),
        in_rows=tuple(_in_rows(report, language)),
        out_rows=tuple(_out_rows(report, language)),
        products=_parts(report, report.by_product, language, place=False),
        places=_parts(report, report.by_place, language, place=True),
        yields=tuple(_yields(report, language)),
        gaps=tuple(say.gap_text(gap, report.names, language) for gap in report.gaps),
        notes=tuple(_notes(report, language)),
        footer=text("balance.footer", language),
    )


def _in_rows(report: BalanceReport, language: Language) -> Iterator[BalanceRow]:
    whole, total_g = report.whole, 0
    if whole.opening.total_g:
        label = text("balance.opening", language)
        yield BalanceRow(label=label, mass=kilograms(whole.opening.total_g))
        total_g += whole.opening.total_g
    yield from _rows(report, whole.side("in"), language)
    label = text("balance.sum-in", language)
    yield BalanceRow(label=label, mass=kilograms(total_g + whole.in_g), strong=True)


def _out_rows(report: BalanceReport, language: Language) -> Iterator[BalanceRow]:
    whole = report.whole
    yield from _rows(report, whole.side("out", "loss"), language)
    for label, grams in say.stock_lines(whole, language):
        yield BalanceRow(label=label, mass=kilograms(grams))
    total_g = whole.out_g + whole.loss_g + whole.closing.total_g
    label = text("balance.sum-out", language)
    yield BalanceRow(label=label, mass=kilograms(total_g), strong=True)


def _rows(report: BalanceReport, lines: Iterable[Line], language: Language) -> Iterator[BalanceRow]:
    product = say.several_products(report)
    for line in lines:
        label = say.line_label(line, report.names, language, product=product)
        yield BalanceRow(label=label, mass=kilograms(line.grams))


def _parts(
    report: BalanceReport, parts: tuple[Balance, ...], language: Language, *, place: bool
) -> tuple[PartRow, ...]:
    """Return one line for each part; a single part says no more than the whole."""
    if len(parts) < 2:
        return ()
    return tuple(
        PartRow(
            name=say.part_name(one, report.names, language, place=place),
            opening=kilograms(one.opening.total_g),
            came=kilograms(one.in_g),
            went=kilograms(one.out_g),
            lost=kilograms(one.loss_g),
            closing=kilograms(one.closing.total_g),
            difference=kilograms(one.difference.total_g),
        )
        for one in parts
    )


def _yields(report: BalanceReport, language: Language) -> Iterator[YieldRow]:
    """Yield the batches, those outside their band first: there may be more than there is room."""
    listed = sorted(report.batches, key=lambda one: say.judged(one) != "outside")
    for one in listed:
        yield YieldRow(
            batch=report.names.get(one.batch, one.batch),
            days=_days(one),
            products=_conversion(one, language),
            taken=kilograms(one.taken_g),
            given=kilograms(one.given_g),
            loss=kilograms(one.loss_g) if one.closed_on else "",
            share=f"{one.percent} %" if one.percent else "–",
            band=f"{one.band[0]}–{one.band[1]} %" if one.band else "–",
            verdict=words("yield", say.judged(one), language),
        )


def _days(one: Yield) -> str:
    end = one.closed_on[5:] if one.closed_on else "…"
    return f"{one.opened_on[5:]} – {end}"


def _conversion(one: Yield, language: Language) -> str:
    """Return what a batch made of what; what passed on unweighed is still on its way there."""
    source = words("product", one.source, language)
    if one.estimated or one.source == one.product:
        return source
    return f"{source} → {words('product', one.product, language)}"


def _notes(report: BalanceReport, language: Language) -> Iterator[str]:
    estimated_g = sum(line.estimated_g for line in report.whole.lines)
    if estimated_g:
        yield text("balance.estimated", language, mass=f"{kilograms(estimated_g)} kg")
    if any(line.cause == "processing" for line in report.whole.lines):
        yield text("balance.conversion", language)


def picture(report: BalanceReport, language: Language) -> FlowPicture | None:
    """Return the mass-flow picture: one stage for each product, or one for a lot or batch."""
    stages = [one for one in report.by_product or (report.whole,) if not one.empty]
    columns = {one.boundary.product: _column(one, stages) for one in stages}
    drawn = _Picture(report, language, columns)
    for one in _in_order(stages):
        drawn.add(one)
    return drawn.made()


def _in_order(stages: list[Balance]) -> list[Balance]:
    return sorted(stages, key=lambda one: by_form(one.boundary.product or ""))


class _Picture:
    """Collects bars and ribbons, stage by stage."""

    def __init__(
        self, report: BalanceReport, language: Language, columns: dict[str | None, int]
    ) -> None:
        self.report, self.language, self.columns = report, language, columns
        self.nodes: list[FlowNode] = []
        self.links: list[FlowLink] = []

    def made(self) -> FlowPicture | None:
        """Return the picture, unless there was nothing to draw."""
        linked = {end for link in self.links for end in (link.source, link.target)}
        nodes = tuple(node for node in self.nodes if node.key in linked)
        return FlowPicture(nodes=nodes, links=tuple(self.links)) if nodes else None

    def add(self, stage: Balance) -> None:
        """Add a stage with what came into it, went out of it and was lost in it."""
        product = stage.boundary.product
        key, column = f"stage {product}", self.columns[product]
        crop = PRODUCTS[product].crop if product in PRODUCTS else ""
        through = stage.opening.total_g + stage.in_g
        label = say.subject(self.report, self.language)
        if product:
            label = words("product", product, self.language)
        if self._only_kept(stage, column):
            self._node(key, label, through, column, "stock", crop)
            return
        self._node(key, label, through, column, "stage", crop)
        for number, (name, grams, kind) in enumerate(self._sides(stage, column)):
            self._side(f"{key} {number}", name, grams, key, (column, crop), kind)
        for line in stage.side("out"):
            if self._goes_on(line, column):
                target = f"stage {line.other}"
                self.links.append(FlowLink(source=key, target=target, grams=line.grams))

    def _only_kept(self, stage: Balance, column: int) -> bool:
        """Say whether a by-product came out of another stage and all of it lies in store."""
        lines = stage.lines
        return (
            bool(lines)
            and all(line.side == "in" and self._goes_on(line, column) for line in lines)
            and stage.opening.total_g == 0
            and stage.closing.store_g == stage.in_g
        )

    def _sides(self, stage: Balance, column: int) -> Iterator[tuple[str, int, NodeKind]]:
        """Yield what came from outside the picture, and what (negative) leaves it, and how."""
        language = self.language
        yield words("flow", "opening", language), stage.opening.total_g, "stock"
        for line in stage.side("in"):
            if not self._goes_on(line, column):
                name = say.line_label(line, self.report.names, language)
                yield name, line.grams, "in"
        yield from self._leaving(stage, column, "out")
        yield from self._leaving(stage, column, "loss")
        for name, grams in say.stock_lines(stage, language):
            yield name, -grams, "stock"
        yield words("flow", "gap", language), stage.difference.total_g, "gap"

    def _leaving(
        self, stage: Balance, column: int, side: Literal["out", "loss"]
    ) -> Iterator[tuple[str, int, NodeKind]]:
        """Yield what leaves a stage for good; several hairs are bound into one."""
        leaving = [one for one in stage.side(side) if not self._goes_on(one, column)]
        small = [one for one in leaving if self._is_small(one, stage)]
        if len(small) < 2:
            small = []
        for line in leaving:
            if line not in small:
                yield say.line_label(line, self.report.names, self.language), -line.grams, side
        if small:
            label = text(f"balance.other-{side}", self.language, count=len(small))
            yield label, -sum(line.grams for line in small), side

    def _is_small(self, line: Line, stage: Balance) -> bool:
        """Say whether a ribbon would be a hair among many: its cause stands in the table."""
        through = stage.opening.total_g + stage.in_g
        return len(self.columns) > _ROOMY and abs(line.grams) * 100 < through

    def _goes_on(self, line: Line, column: int) -> bool:
        """Say whether beans go from one stage to another further right."""
        other = self.columns.get(line.other) if line.cause == "processed" else None
        if other is None:
            return False
        return column < other if line.side == "out" else other < column

    def _side(
        self,
        key: str,
        label: str,
        grams: int,
        stage: str,
        at: tuple[int, str],
        kind: NodeKind,
    ) -> None:
        """Add a bar before the stage for grams that came, after it for what is negative."""
        column, group = at
        if grams > 0:
            shown = kind if kind in {"stock", "gap"} else "in"
            self._node(key, label, grams, column - 1, shown, group)
            self.links.append(FlowLink(source=key, target=stage, grams=grams))
        elif grams < 0:
            self._node(key, label, -grams, column + 1, kind, group)
            self.links.append(FlowLink(source=stage, target=key, grams=-grams))

    def _node(
        self, key: str, label: str, grams: int, column: int, kind: NodeKind, group: str
    ) -> None:
        self.nodes.append(
            FlowNode(
                key=key,
                label=label,
                mass=f"{kilograms(grams)} kg",
                column=column,
                kind=kind,
                group=group,
            )
        )


def _column(stage: Balance, stages: list[Balance]) -> int:
    """Return how many stages beans can have gone through before, and one."""
    by_product = {one.boundary.product: one for one in stages}
    sources = [
        by_product[line.other]
        for line in stage.side("in")
        if line.cause == "processed" and line.other in by_product and line.other != ""
    ]
    here = by_form(stage.boundary.product or "")
    earlier = [one for one in sources if by_form(one.boundary.product or "") < here]
    return 1 + max((_column(one, stages) for one in earlier), default=0)


__all__ = ["balance_page", "draw_balance", "picture"]
