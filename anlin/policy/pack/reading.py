"""Strict YAML: duplicate keys, bare dates and doubtful words are refused; lines are kept."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode
from ruamel.yaml.nodes import Node as YamlNode

from anlin.policy.pack.errors import (
    DuplicateKeyError,
    NoSuchFileError,
    Spot,
    UnquotedError,
    UnreadableError,
    WrongValueError,
)

_WHOLE = re.compile(r"-?(0|[1-9][0-9]*)")
_DOUBTFUL = re.compile(
    r"[-+]?_*[0-9][0-9_]*([.:][0-9:._]*)?(e[-+]?[0-9]+)?"  # 0420, _0, 10:00, 1.5, 1e3
    r"|[-+]?\.[0-9_]+(e[-+]?[0-9]+)?|[-+]?\.inf|\.nan|[-+]?0[xob][0-9a-f_]+"
    r"|[0-9]+-[0-9].*"  # 2023-01-14
    r"|yes|no|on|off|y|n|true|false|null|~|=|<<",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Node:
    """A value of a file with the place where it stands; `quoted` is False for bare scalars."""

    value: "str | int | bool | list[Node] | dict[str, Node]"
    spot: Spot
    quoted: bool = False


def read_text(path: Path, root: Path) -> str:
    """Return the text of a file of a pack.

    Raises:
        PackError: it is absent or not UTF-8.
    """
    name = path.relative_to(root).as_posix()
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise NoSuchFileError(Spot(name, 1), name=name) from None
    except UnicodeDecodeError:
        raise UnreadableError(Spot(name, 1), reason="UTF-8") from None


def read_yaml(text: str, file: str, skipped: int = 0) -> Node:
    """Return the one document of `text`; `skipped` lines of the file stand before it.

    Raises:
        PackError: not YAML, a key twice, or a value that needs quotes.
    """
    try:
        tree = YAML(typ="safe", pure=True).compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = skipped + (mark.line + 1 if mark else 1)
        raise UnreadableError(Spot(file, line), reason=str(error.problem)) from None
    except YAMLError as error:
        raise UnreadableError(Spot(file, skipped + 1), reason=str(error)) from None
    if tree is None:
        raise UnreadableError(Spot(file, skipped + 1), reason="empty")
    return _node(tree, file, skipped)


def _node(tree: YamlNode, file: str, skipped: int) -> Node:
    spot = Spot(file, skipped + tree.start_mark.line + 1)
    if tree.anchor is not None or str(tree.tag).startswith("!"):
        raise UnreadableError(spot, reason=f"&{tree.anchor}" if tree.anchor else str(tree.tag))
    if isinstance(tree, MappingNode):
        return Node(_mapping(tree, file, skipped), spot)
    if isinstance(tree, SequenceNode):
        return Node([_node(each, file, skipped) for each in tree.value], spot)
    quoted = isinstance(tree, ScalarNode) and tree.style is not None
    return _scalar(str(tree.value), quoted, spot)


def _mapping(tree: MappingNode, file: str, skipped: int) -> dict[str, Node]:
    found: dict[str, Node] = {}
    lines: dict[str, int] = {}
    for key, value in tree.value:
        line = skipped + key.start_mark.line + 1
        name = _node(key, file, skipped).value
        if not isinstance(name, str):
            raise UnquotedError(Spot(file, line), value=name)
        if name in found:
            raise DuplicateKeyError(Spot(file, line), key=name, first=lines[name])
        lines[name] = line
        found[name] = _node(value, file, skipped)
    return found


def _scalar(text: str, quoted: bool, spot: Spot) -> Node:
    if quoted:
        return Node(text, spot, quoted=True)
    if not text:
        raise WrongValueError(spot, name="?", value="—", example='"…"')
    if _WHOLE.fullmatch(text):
        return Node(int(text), spot)
    if text in ("true", "false"):
        return Node(text == "true", spot)
    if _DOUBTFUL.fullmatch(text):
        raise UnquotedError(spot, value=text)
    return Node(text, spot)


def plain(node: Node) -> object:
    """Return the bare values of `node`, fit for JSON."""
    if isinstance(node.value, Mapping):
        return {key: plain(value) for key, value in node.value.items()}
    if isinstance(node.value, list):
        return [plain(each) for each in node.value]
    return node.value
