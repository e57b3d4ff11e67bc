"""The filters that commands over statements share: options on the command line, one value in the command."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, get_type_hints

from onrecord.cli.options import About, ActOption, From, Kind, PolarityOption, Publisher, Speaker, To
from onrecord.store.protocol import StatementFilter

#: By the name of the filter's field, in the order in which `--help` has them.
_OPTIONS = {
    "speaker": Speaker,
    "about": About,
    "publisher": Publisher,
    "from_day": From,
    "to_day": To,
    "kind": Kind,
    "act": ActOption,
    "polarity": PolarityOption,
}


def filtered(*but: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command the options of a statement filter, and the filter as its argument `wanted`.

    Args:
        but: fields of the filter that the command has no option for, or one of its own.

    """
    options = {name: option for name, option in _OPTIONS.items() if name not in but}

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        types = get_type_hints(command, include_extras=True)
        parameters = []
        for parameter in inspect.signature(command).parameters.values():
            if parameter.name == "wanted":
                parameters += [_option(name, option) for name, option in options.items()]
            else:
                parameters.append(parameter.replace(annotation=types[parameter.name]))

        def filtering(**given: Any) -> None:
            command(wanted=StatementFilter(**{name: given.pop(name) for name in options}), **given)

        filtering.__name__, filtering.__doc__ = command.__name__, command.__doc__
        # Typer reads both: the order and defaults of one, the types of the other.
        signature = inspect.Signature(parameters)
        setattr(filtering, "__signature__", signature)  # noqa: B010 (functions declare no such attribute)
        filtering.__annotations__ = {it.name: it.annotation for it in parameters}
        return filtering

    return decorate


def _option(name: str, option: Any) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.POSITIONAL_OR_KEYWORD, default=None, annotation=option)
