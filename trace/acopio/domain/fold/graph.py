"""The flow graph: which lots and steps come after which."""

from collections.abc import Iterable
from dataclasses import dataclass

from acopio.domain.rows.lots import Flow
from acopio.domain.state import State
from acopio.errors import Refusal


@dataclass(eq=False)
class GoesRound(Refusal):
    """Beans that would have to come out of themselves."""

    code = "goes-round"
    what: str


@dataclass(frozen=True, slots=True)
class Node:
    """A lot by its code, or a step (batch, blend, split) by its id."""

    id: str
    is_lot: bool


def downstream(state: State, seeds: Iterable[Node]) -> list[Node]:
    """Return these lots and steps and all that was made from them, each after what it came from.

    Raises:
        GoesRound: something would be its own ancestor.
    """
    ordered: list[Node] = []
    done: dict[Node, bool] = {}
    for seed in seeds:
        waiting = [seed]
        while waiting:
            node = waiting[-1]
            if node in done:
                waiting.pop()
                if not done[node]:
                    done[node] = True
                    ordered.append(node)
                continue
            done[node] = False
            for following in _next(state, node):
                if done.get(following) is False:
                    raise GoesRound(what=following.id)
                if following not in done:
                    waiting.append(following)
    return ordered[::-1]


def _next(state: State, node: Node) -> list[Node]:
    """Return the steps a lot went into, or the lots that came out of a step."""
    if node.is_lot:
        drawn = (flow for flow in state.where(Flow, "lot", node.id) if flow.way == "in")
        return [Node(step, False) for step in dict.fromkeys(flow.step for flow in drawn)]
    given = (flow for flow in state.where(Flow, "step", node.id) if flow.way == "out")
    return [Node(flow.lot, True) for flow in given]
