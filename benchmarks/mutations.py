"""One small fault at a time: each place of a module where a sign, a number or a word of logic may be another,
and the module with that one changed.

Types, docstrings, decorators and messages are left alone: no figure hangs on them.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass

_COMPARED = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_COUNTED = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
_CALLED = {"min": "max", "max": "min", "any": "all", "all": "any", "cumsum": "cumprod", "minimum": "maximum"}
_CALLED |= {"maximum": "minimum", "ceil": "floor", "floor": "ceil", "isna": "notna", "notna": "isna"}


@dataclass(frozen=True)
class Mutation:
    """The fault number `place` of a module: on which line, what stands there, what would."""

    place: int
    line: int
    was: str
    becomes: str


def find_mutations(text: str) -> list[Mutation]:
    """Return each fault that a module's text can be given, in the order of the text."""
    tree = ast.parse(text)
    found = []
    for place, (node, other) in enumerate(_others(tree)):
        found.append(Mutation(place, node.lineno, _shown(node), _shown(other)))
    return found


def mutate(text: str, place: int) -> ast.Module:
    """Return the module's tree with the fault of that place, and no other; raises IndexError."""
    tree = ast.parse(text)
    node, other = list(_others(tree))[place]
    return ast.fix_missing_locations(_Put(node, ast.copy_location(other, node)).visit(tree))


class _Put(ast.NodeTransformer):
    def __init__(self, node: ast.AST, other: ast.AST) -> None:
        self.node, self.other = node, other

    def visit(self, node: ast.AST) -> ast.AST:
        return self.other if node is self.node else self.generic_visit(node)


def _others(tree: ast.Module) -> Iterator[tuple[ast.AST, ast.AST]]:
    """Yield each node that can be another, with that other."""
    for node in _doing(tree):
        match node:
            case ast.Compare():
                for number, sign in enumerate(node.ops):
                    other = copy.deepcopy(node)
                    other.ops[number] = _COMPARED[type(sign)]()
                    yield node, other
            case ast.BinOp() if type(node.op) in _COUNTED and not _is_text(node):
                yield node, ast.BinOp(node.left, _COUNTED[type(node.op)](), node.right)
            case ast.BoolOp():
                sign = ast.And() if isinstance(node.op, ast.Or) else ast.Or()
                yield node, ast.BoolOp(sign, node.values)
            case ast.UnaryOp(op=ast.Not() | ast.USub() | ast.Invert()):
                yield node, node.operand
            case ast.Constant(value=bool()):
                yield node, ast.Constant(not node.value)
            case ast.Constant(value=int() | float()):
                yield node, ast.Constant(node.value + 1)
            case ast.Call(func=ast.Name(id=name)) if name in _CALLED:
                yield node, ast.Call(ast.Name(_CALLED[name], ast.Load()), node.args, node.keywords)
            case ast.Call(func=ast.Attribute(attr=name)) if name in _CALLED:
                called = ast.Attribute(node.func.value, _CALLED[name], ast.Load())
                yield node, ast.Call(called, node.args, node.keywords)
            case ast.IfExp():
                yield node, ast.IfExp(node.test, node.orelse, node.body)
            case ast.Break():
                yield node, ast.Continue()
            case ast.Continue():
                yield node, ast.Break()


def _doing(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the parts of a tree that do something, in the order of the text."""
    if isinstance(node, ast.expr | ast.stmt):
        yield node
    left_alone = {"annotation", "returns", "decorator_list", "format_spec"}
    for name, value in ast.iter_fields(node):
        if name in left_alone or isinstance(node, ast.Raise | ast.Import | ast.ImportFrom):
            continue
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, ast.AST):
                yield from _doing(each)


def _is_text(node: ast.BinOp) -> bool:
    return any(isinstance(each, ast.JoinedStr) or _is_str(each) for each in (node.left, node.right))


def _is_str(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _shown(node: ast.AST) -> str:
    return " ".join(ast.unparse(node).split())[:160]
