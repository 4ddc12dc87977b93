"""What a template puts into the title of its page, read from the compiled template as Django will draw it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.template import Template, engines
from django.template.base import Node, TextNode, VariableNode
from django.template.defaulttags import CommentNode, IfNode
from django.template.loader_tags import BlockNode
from django.templatetags.i18n import BlockTranslateNode, TranslateNode

from tests.guards.sources import templates

TITLE = re.compile(r"<title\b[^>]*>(.*?)</title>", re.DOTALL)
BLOCK = re.compile(r"\{%\s*block\s+\w+\s*%\}|\{%\s*endblock\b[^%]*%\}|\{%\s*trans(?:late)?\s+\"[^\"]*\"\s*%\}")


@cache
def compiled() -> dict[Path, Template]:
    """Every template of ours but the components, which have no title of their own."""
    engine = engines["django"]
    found = {}
    for path in templates():
        name = path.parts[path.parts.index("templates") + 1 :]
        if name[0] != "cotton":
            found[path] = engine.get_template("/".join(name)).template
    return found


def title_blocks() -> set[str]:
    """`title`, and every block that some template opens inside it."""
    names, before = {"title"}, set[str]()
    while names != before:
        before = set(names)
        for template in compiled().values():
            for block in template.nodelist.get_nodes_by_type(BlockNode):
                if block.name in names:
                    names |= {inner.name for inner in block.nodelist.get_nodes_by_type(BlockNode)}
    return names


def in_title(template: Template) -> Iterator[str]:
    """What of the title is no fixed text: each variable or tag as it stands in the template."""
    names = title_blocks()
    for block in template.nodelist.get_nodes_by_type(BlockNode):
        if block.name in names:
            for node in block.nodelist:
                yield from unfixed(node)


def unfixed(node: Node) -> Iterator[str]:
    """What of this node, and of those inside it, is no fixed text."""
    if isinstance(node, BlockNode):
        inside = [node.nodelist]
    elif isinstance(node, IfNode):
        inside = [nodes for _condition, nodes in node.conditions_nodelists]
    else:
        yield from said_by(node)
        return
    for nodes in inside:
        for inner in nodes:
            yield from unfixed(inner)


def said_by(node: Node) -> Iterator[str]:
    if isinstance(node, TranslateNode):
        if getattr(node.filter_expression.var, "literal", None) is None:
            yield str(node.filter_expression)
    elif isinstance(node, BlockTranslateNode):
        yield from (str(value) for value in node.extra_context.values())
        yield from (token.contents for token in node.singular if token.token_type.name == "VAR")
    elif isinstance(node, VariableNode):
        yield str(node.filter_expression)
    elif not isinstance(node, TextNode | CommentNode):
        yield f"{{% {node.token.contents} %}}" if node.token else type(node).__name__


def bare_titles() -> Iterator[tuple[Path, str]]:
    """Titles written outside a block, with anything but blocks and fixed words in them."""
    for path in templates():
        for words in TITLE.findall(path.read_text()):
            left = BLOCK.sub("", words)
            if "{{" in left or "{%" in left:
                yield path, left.strip()
