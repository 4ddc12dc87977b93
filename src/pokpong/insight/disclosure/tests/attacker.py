"""Two attackers: one tries every history that fits what was published; one solves the sums of a table of real size."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction
from itertools import combinations, product

from pokpong.insight.disclosure.tables import TOTAL, Cell, Shape

Values = dict[Cell, int]


def histories(shape: Shape, values: Sequence[Values], renewed: Sequence[set[Cell]], more: int) -> list[list[Values]]:
    """By closing: every table of a history that fits what was shown, no leaf more than `more` above the truth.

    What was shown anew at a closing is what it was; what is counted since the beginning of the year never shrinks.
    """
    fitting = [
        [table for table in _tables(shape, truth, more) if all(table[cell] == truth[cell] for cell in shown)]
        for truth, shown in zip(values, renewed, strict=True)
    ]
    for at in range(1, len(fitting)):
        fitting[at] = [table for table in fitting[at] if any(_follows(shape, table, one) for one in fitting[at - 1])]
    for at in range(len(fitting) - 2, -1, -1):
        fitting[at] = [table for table in fitting[at] if any(_follows(shape, one, table) for one in fitting[at + 1])]
    return fitting


def _tables(shape: Shape, truth: Values, more: int) -> Iterator[Values]:
    leaves = [(row, column) for row in sorted(shape.leaves) for column in shape.columns]
    for counts in product(*(range(truth[leaf] + more + 1) for leaf in leaves)):
        yield shape.summed(dict(zip(leaves, counts, strict=True)))


def _follows(shape: Shape, later: Values, earlier: Values) -> bool:
    return all(later[row, column] >= earlier[row, column] for row in shape.leaves for column in shape.columns)


def told(shape: Shape, values: Sequence[Values], renewed: Sequence[set[Cell]], threshold: int) -> list[str]:
    """What the attacker learns that nobody may: each growth or count from 1 to `threshold` - 1 known to be below it."""
    fitting = histories(shape, values, renewed, threshold)
    nothing = dict.fromkeys(shape.cells, 0)
    found = []
    for first, last in combinations(range(-1, len(values)), 2):
        past, now = (nothing if first < 0 else values[first]), values[last]
        small = {cell for cell in shape.cells if 0 < now[cell] - past[cell] < threshold}
        for before, after in _pairs(shape, fitting, first, last, nothing):
            small -= {cell for cell in small if after[cell] - before[cell] >= threshold}
            if not small:
                break
        found += [f"{cell} from closing {first} to {last}: {now[cell] - past[cell]}" for cell in sorted(small)]
    return found


def _pairs(
    shape: Shape, fitting: list[list[Values]], first: int, last: int, nothing: Values
) -> Iterator[tuple[Values, Values]]:
    """Tables of the two closings that one history holds; with others between them only if they are neighbours in it."""
    if first < 0:
        yield from ((nothing, table) for table in fitting[last])
        return
    for before in fitting[first]:
        reached = [before]
        for at in range(first + 1, last + 1):
            reached = [table for table in fitting[at] if any(_follows(shape, table, one) for one in reached)]
        yield from ((before, table) for table in reached)


# --- a table of real size: what follows from sums alone --------------------------------------------------------------

Equation = dict[Cell, Fraction]


def worked_out(shape: Shape, shown: Values) -> Values:
    """Every cell that follows from those shown, because rows and columns add up (elimination by Gauss and Jordan)."""
    unknown = [cell for cell in shape.cells if cell not in shown]
    left = [_without(equation, shown) for equation in _sums(shape)]
    solved: list[tuple[Equation, Fraction]] = []
    for cell in unknown:
        found = next(((terms, rest) for terms, rest in left if terms.get(cell)), None)
        if found is None:
            continue
        left.remove(found)
        pivot = ({each: factor / found[0][cell] for each, factor in found[0].items()}, found[1] / found[0][cell])
        left = [_less(one, pivot, cell) for one in left]
        solved = [*(_less(one, pivot, cell) for one in solved), pivot]
    told = {next(iter(terms)): int(rest) for terms, rest in solved if len(terms) == 1}
    return {**shown, **told}


def _sums(shape: Shape) -> Iterator[Equation]:
    """All that is known of any such table: parts less their sum are nought."""
    for row in shape.rows:
        yield {(row, column): Fraction(1) for column in shape.columns} | {(row, TOTAL): Fraction(-1)}
        inner = [each for each, above in shape.parents.items() if above == row]
        for column in (*shape.columns, TOTAL) if inner else ():
            yield {(each, column): Fraction(1) for each in inner} | {(row, column): Fraction(-1)}


def _without(equation: Equation, shown: Values) -> tuple[Equation, Fraction]:
    """Only what is not known on the left, and what it comes to."""
    rest = -sum((factor * shown[cell] for cell, factor in equation.items() if cell in shown), Fraction(0))
    return {cell: factor for cell, factor in equation.items() if cell not in shown}, rest


def _less(one: tuple[Equation, Fraction], pivot: tuple[Equation, Fraction], cell: Cell) -> tuple[Equation, Fraction]:
    """The equation without `cell`, by taking away the one that says what it is."""
    times = one[0].get(cell, Fraction(0))
    if not times:
        return one
    cells = dict.fromkeys([*one[0], *pivot[0]])
    terms = {each: one[0].get(each, Fraction(0)) - times * pivot[0].get(each, Fraction(0)) for each in cells}
    return {each: factor for each, factor in terms.items() if factor}, one[1] - times * pivot[1]


def subtracted(
    shape: Shape, values: Sequence[Values], renewed: Sequence[Collection[Cell]], threshold: int
) -> list[str]:
    """Each growth from 1 to `threshold` - 1, from nought or between two closings, that sums and differences tell."""
    known = [worked_out(shape, {cell: table[cell] for cell in now}) for table, now in zip(values, renewed, strict=True)]
    found = []
    for first, last in combinations(range(-1, len(values)), 2):
        before = dict.fromkeys(shape.cells, 0) if first < 0 else known[first]
        both = before.keys() & known[last].keys()
        small = sorted(cell for cell in both if 0 < abs(known[last][cell] - before[cell]) < threshold)
        found += [f"{cell} from closing {first} to {last}: {known[last][cell] - before[cell]}" for cell in small]
    return found
