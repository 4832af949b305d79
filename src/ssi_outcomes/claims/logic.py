"""Reason with what is known: intervals for quantities (Moore 1966), true, false or not known for conditions
(Kleene 1952, section 64).

"Not known" is None. Every answer is safe: a condition is True only if it holds for
every value that the intervals allow. It may be None where a cleverer reasoner would
know: `x - x` forgets that both are the same x.
"""

from __future__ import annotations

import ast
import math
import operator
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

Truth = bool | None


@dataclass(frozen=True)
class Interval:
    """All values between `low` and `high`; an open end does not belong to it.

    By default, any value at all.
    """

    low: float = -math.inf
    high: float = math.inf
    low_open: bool = False
    high_open: bool = False

    def __post_init__(self):
        # No value is infinite: such an end is always open.
        object.__setattr__(self, "low_open", bool(self.low_open or self.low == -math.inf))
        object.__setattr__(self, "high_open", bool(self.high_open or self.high == math.inf))
        if not self.low <= self.high or (self.low == self.high and (self.low_open or self.high_open)):
            raise ValueError(f"an interval without any value: {self.low} to {self.high}")

    @property
    def is_exact(self) -> bool:
        """Return whether a single value is possible."""
        return self.low == self.high

    @property
    def is_unknown(self) -> bool:
        """Return whether every value is possible."""
        return self.low == -math.inf and self.high == math.inf

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.low, self.high_open, self.low_open)

    def __add__(self, other: Interval) -> Interval:
        low_open, high_open = self.low_open or other.low_open, self.high_open or other.high_open
        return Interval(self.low + other.low, self.high + other.high, low_open, high_open)

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def __mul__(self, other: Interval) -> Interval:
        corners = [_corner(*end, *with_end) for end in self._ends() for with_end in other._ends()]
        # Of two equal corners the closed one wins: the value can be reached.
        low, low_open = min(corners)
        high, shut = max((value, not is_open) for value, is_open in corners)
        return Interval(low, high, low_open, not shut)

    def __truediv__(self, other: Interval) -> Interval:
        if other.low == other.high == 0:
            raise ValueError("division by zero")
        zero_inside = other.low < 0 < other.high
        zero_at_end = (other.low == 0 and not other.low_open) or (other.high == 0 and not other.high_open)
        if zero_inside or zero_at_end:
            return Interval()
        low = 1 / other.high if other.high else -math.inf
        high = 1 / other.low if other.low else math.inf
        return self * Interval(low, high, other.high_open, other.low_open)

    def _ends(self) -> tuple[tuple[float, bool], tuple[float, bool]]:
        return (self.low, self.low_open), (self.high, self.high_open)


def _corner(a: float, a_open: bool, b: float, b_open: bool) -> tuple[float, bool]:
    if a and b:
        return a * b, a_open or b_open
    # Nothing times anything is nothing, were it without limit; a zero that
    # belongs to its interval makes it reachable.
    return 0, not ((a == 0 and not a_open) or (b == 0 and not b_open))


def exactly(value: float) -> Interval:
    """Return the interval of one value."""
    return Interval(value, value)


def is_less(a: Interval, b: Interval) -> Truth:
    """Return whether a < b: for all values, for none, or not known."""
    if a.high < b.low or (a.high == b.low and (a.high_open or b.low_open)):
        return True
    return False if a.low >= b.high else None


def is_equal(a: Interval, b: Interval) -> Truth:
    """Return whether a == b; two intervals that overlap are equal for sure only if each has a single
    value.
    """
    if a.is_exact and b.is_exact:
        return a.low == b.low
    return False if is_less(a, b) or is_less(b, a) else None


def negation(a: Truth) -> Truth:
    """Return not a; the negation of the unknown is unknown."""
    return None if a is None else not a


def all_of(truths: Iterable[Truth]) -> Truth:
    """Return Kleene's `and`: one False settles it, whatever is not known."""
    truths = list(truths)
    return False if False in truths else None if None in truths else True


def any_of(truths: Iterable[Truth]) -> Truth:
    """Return Kleene's `or`: one True settles it, whatever is not known."""
    truths = list(truths)
    return True if True in truths else None if None in truths else False


_ARITHMETIC = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_COMPARISON = {
    ast.Lt: is_less,
    ast.Gt: lambda a, b: is_less(b, a),
    ast.LtE: lambda a, b: negation(is_less(b, a)),
    ast.GtE: lambda a, b: negation(is_less(a, b)),
    ast.Eq: is_equal,
    ast.NotEq: lambda a, b: negation(is_equal(a, b)),
}


def evaluate(
    expression: str,
    values: Mapping[str, Interval],
    functions: Mapping[str, Callable[[str], Interval]] | None = None,
) -> Interval | Truth:
    """Return the interval of an expression such as `a * b`, or the truth
    of a condition such as `a < 30 and b > 0`.

    Each of `functions` takes one name, unevaluated, as in `months(a)`. Decimals count as
    written: 0.1 + 0.2 == 0.3. Raises ValueError, naming it, for anything but + - * /,
    comparisons, and, or, not, numbers and known names.
    """
    exact = {name: _ends_as(_decimal, value) for name, value in values.items()}
    result = _Reader(expression, exact, functions or {}).read(_parse(expression))
    return _ends_as(float, result) if isinstance(result, Interval) else result


def names_in(expression: str) -> tuple[str, ...]:
    """Return the names of quantities in an expression, each once, in the order in which they are written."""
    tree = _parse(expression)
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and id(node) not in called]
    return tuple(
        dict.fromkeys(node.id for node in sorted(names, key=lambda node: (node.lineno, node.col_offset)))
    )


@dataclass(frozen=True)
class _Reader:
    expression: str
    values: Mapping[str, Interval]
    functions: Mapping[str, Callable[[str], Interval]]

    def read(self, node: ast.expr) -> Interval | Truth:
        """Return the meaning of one node, from the leaves up."""
        match node:
            case ast.Constant(value=int() | float() as number) if type(number) is not bool and math.isfinite(
                number
            ):
                return exactly(_decimal(number))
            case ast.Name(id=name) if name in self.values:
                return self.values[name]
            case ast.Name(id=name):
                raise ValueError(f"{name!r} has no value in {self.expression!r}")
            case ast.Call(func=ast.Name(id=name), args=[ast.Name(id=argument)], keywords=[]) if (
                name in self.functions
            ):
                return _ends_as(_decimal, self.functions[name](argument))
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return -self.quantity(operand)
            case ast.BinOp(left=left, op=sign, right=right) if type(sign) in _ARITHMETIC:
                return _ARITHMETIC[type(sign)](self.quantity(left), self.quantity(right))
            case ast.Compare(left=left, ops=signs, comparators=others) if all(
                type(sign) in _COMPARISON for sign in signs
            ):
                chain = [self.quantity(each) for each in (left, *others)]
                return all_of(
                    _COMPARISON[type(sign)](*pair)
                    for sign, *pair in zip(signs, chain, chain[1:], strict=False)
                )
            case ast.BoolOp(op=sign, values=parts):
                return (all_of if isinstance(sign, ast.And) else any_of)([self.truth(part) for part in parts])
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return negation(self.truth(operand))
        raise ValueError(f"{ast.unparse(node)!r} is not understood in {self.expression!r}")

    def quantity(self, node: ast.expr) -> Interval:
        meaning = self.read(node)
        if not isinstance(meaning, Interval):
            raise ValueError(
                f"{ast.unparse(node)!r} is a condition where a quantity belongs, in {self.expression!r}"
            )
        return meaning

    def truth(self, node: ast.expr) -> Truth:
        meaning = self.read(node)
        if isinstance(meaning, Interval):
            raise ValueError(
                f"{ast.unparse(node)!r} is a quantity where a condition belongs, in {self.expression!r}"
            )
        return meaning


def _parse(expression: str) -> ast.expr:
    try:
        return ast.parse(expression.strip(), mode="eval").body
    except SyntaxError:
        raise ValueError(f"{expression!r} is not an expression") from None


def _decimal(end: float) -> float | Fraction:
    # Fractions of the decimals as written, so that no condition turns on the last bit of a binary float.
    return end if math.isinf(end) else Fraction(str(end))


def _ends_as(kind: Callable[[float], float], interval: Interval) -> Interval:
    return Interval(kind(interval.low), kind(interval.high), interval.low_open, interval.high_open)
