"""What a public function may be given: said once, in its signature, and checked at the call.

A module that ends with

    arguments.check(__name__)

has every argument of its public functions, methods and classes read against the annotations: kind, shape (a letter
that two arguments share is one number), finiteness, range. What does not fit is refused before anything is computed,
in the reader's language, with the name of the argument, what is allowed and what came. So are the arguments of a
generator, at the call and not at its first step. Any whole number will do for an `int` (NumPy's, a tensor of no axis),
any number for a `float`; a bool is neither. The tests read the same annotations once more, with their own means.

    def masked(texts: Int[Tensor, "text pos"], *, rate: Share | None, mask: Natural, seed: Seed): ...

An array of floats must be finite and hold something, unless it is `Annotated` with GAPS or MAYBE_EMPTY; a list that is
to hold something is `Annotated` with NOT_EMPTY. Only a relation between arguments is left for the function itself to
check. Costs a few microseconds a call, and a pass over an array that must be finite or in a range: see `make bench`.
The functions of this module are not checked themselves, which would cost more.
"""

import functools
import inspect
import math
import operator
import sys
import types
import typing
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, is_dataclass
from numbers import Integral, Real
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints, no_type_check

import numpy as np
import torch
from jaxtyping import AbstractArray

from labkit.messages import say

LOOKED_AT = 200  # elements of a long list: its beginning and its end
GAPS, MAYBE_EMPTY = "gaps", "maybe empty"  # an array that may hold NaN or infinity; one that may hold nothing


NOT_EMPTY = "not empty"  # a list, a tuple, a dictionary
MOST = 10**9  # of anything: whoever asks for more has made a mistake


@dataclass(frozen=True)
class Range:
    """The numbers from `low` to `high`; `open`: these two are not among them."""

    low: float | int = -math.inf
    high: float | int = math.inf
    open: bool = False

    def allows(self, value) -> bool:
        return self.low < value < self.high if self.open else self.low <= value <= self.high

    def told(self, value) -> str:
        """What is allowed, as far as this value needs to know."""
        if self.low > -math.inf and self.high < MOST:
            return f"]{self.low}, {self.high}[" if self.open else f"{self.low} … {self.high}"
        end, sign = (self.low, ">") if value <= self.low else (self.high, "<")
        return f"{sign if self.open else {'>': '≥', '<': '≤'}[sign]} {end}"


@dataclass(frozen=True)
class Below:
    """Of an array of whole numbers: each is from 0 to the size of a letter of the shapes, less 1, or is `besides`."""

    letter: str
    besides: int | None = None


Count = Annotated[int, Range(1, MOST)]
Natural = Annotated[int, Range(0, MOST)]
Seed = Annotated[int, Range(0, 2**63 - 1)]
Share = Annotated[float | int, Range(0, 1)]
Positive = Annotated[float | int, Range(0, open=True)]
NotNegative = Annotated[float | int, Range(0)]
Language = Literal["fr", "en"]
Device = Literal["cpu", "cuda"]


class _Misfit(Exception):
    """An argument that does not fit: where in it, and what is said about it."""

    def __init__(self, kind: type[Exception], key: str, place: str = "", **values):
        self.kind, self.key, self.place, self.values = kind, key, place, values

    def within(self, place: str) -> "_Misfit":
        return _Misfit(self.kind, self.key, place + self.place, **self.values)


Reader = Callable[[Any, dict], Any]  # (value, sizes of the letters so far) -> the value, perhaps as another kind


@no_type_check
def check(module: str) -> None:
    """Have the public functions and classes of the module of this name check what they are given."""
    names = vars(sys.modules[module])
    for name, thing in list(names.items()):
        if name.startswith("_") or getattr(thing, "__module__", None) != module:
            continue
        if inspect.isfunction(thing):
            names[name] = checked(thing)
        elif inspect.isclass(thing) and not issubclass(thing, BaseException):
            _check_class(thing)


@no_type_check
def _check_class(cls: type) -> None:
    """Its public methods, and its making: that of a dataclass only where it looks at its fields itself.

    Not `forward`: it runs in every step of a training.
    """
    makes = {"__init__"} if not is_dataclass(cls) or "__post_init__" in vars(cls) else set()
    for name, method in list(vars(cls).items()):
        wanted = name in makes | {"__call__"} or not name.startswith("_")
        if inspect.isfunction(method) and wanted and name != "forward":
            setattr(cls, name, checked(method))


@no_type_check
def checked(function: Callable) -> Callable:
    """The function, which first looks at its arguments."""
    if getattr(function, "__no_type_check__", False):
        return function
    plan: list = []  # made at the first call: annotations may name what is written later

    @functools.wraps(function)
    def reads_first(*args, **kwargs):
        if torch.compiler.is_compiling():  # what is compiled has been called before
            return function(*args, **kwargs)
        if not plan:
            plan.extend(_plan(function))
        args, kwargs = _read(*plan, args, kwargs)
        return function(*args, **kwargs)

    return reads_first


@no_type_check
def _plan(function: Callable) -> tuple[list, dict, tuple | None, tuple | None]:
    """Readers of a function's arguments: by place, by name, of those in *args and in **kwargs."""
    hints = get_type_hints(inspect.unwrap(function), include_extras=True)
    placed, named, rest, others = [], {}, None, None
    for name, parameter in inspect.signature(function).parameters.items():
        reader = _reader(hints[name]) if name in hints else None
        if reader and parameter.default is None:
            reader = _or_none(reader)
        if parameter.kind is parameter.VAR_POSITIONAL:
            rest = name, reader
        elif parameter.kind is parameter.VAR_KEYWORD:
            others = name, reader
        else:
            named[name] = reader
            if parameter.kind is not parameter.KEYWORD_ONLY:
                placed.append((name, reader))
    return placed, named, rest, others


@no_type_check
def _read(placed, named, rest, others, args, kwargs) -> tuple[list, dict]:
    sizes: dict = {}
    read = []
    for i, value in enumerate(args):
        name, reader = placed[i] if i < len(placed) else rest or ("", None)
        read.append(value if reader is None else _argument(name, reader, value, sizes))
    for name, value in kwargs.items():
        reader = named[name] if name in named else others and others[1]
        if reader is not None:
            kwargs[name] = _argument(name, reader, value, sizes)
    return read, kwargs


@no_type_check
def _argument(name: str, reader: Reader, value, sizes: dict):
    try:
        return reader(value, sizes)
    except _Misfit as misfit:
        raised = misfit
    values = {key: value() if callable(value) else value for key, value in raised.values.items()}
    raise raised.kind(say(raised.key, name=name + raised.place, **values))


@no_type_check
def _reader(annotation) -> Reader | None:
    """What reads a value that an annotation describes; None where anything goes."""
    if annotation is None or annotation is type(None):
        return _nothing
    if annotation in SIMPLE:
        return SIMPLE[annotation]
    if isinstance(annotation, type) and issubclass(annotation, AbstractArray):
        return _array(annotation)
    origin = get_origin(annotation)
    if origin is Annotated:
        return _annotated(annotation)
    if origin in (typing.Union, types.UnionType):
        return _either([_reader(choice) for choice in get_args(annotation)])
    if origin is Literal:
        return _literal(get_args(annotation))
    if origin is not None:
        return _container(origin, get_args(annotation))
    if isinstance(annotation, type) and annotation is not object:
        return _container(annotation, ()) if annotation in CONTAINERS else _instance(annotation)
    return None


@no_type_check
def _misfit(key: str, value, **options) -> _Misfit:
    """Not of the right kind: `argument.KEY` says what is right."""
    return _Misfit(
        TypeError,
        "argument.kind",
        allowed=lambda: say(f"argument.{key}", **options),
        value=lambda: shown(value),
    )


@no_type_check
def shown(value) -> str:
    """A value as an error shows it: short, and an array by its kind and shape."""
    if hasattr(value, "shape") and hasattr(value, "dtype"):
        kind = "tensor" if isinstance(value, torch.Tensor) else "array"
        dtype = str(value.dtype).removeprefix("torch.")
        return say(f"argument.{kind}_shown", dtype=dtype, shape=tuple(value.shape))
    if isinstance(value, type | types.FunctionType | types.ModuleType):
        return value.__name__
    try:
        text = repr(value)
    except Exception:  # of an object that a student wrote
        text = type(value).__name__
    return text if len(text) <= 60 else f"{text[:59]}…"


@no_type_check
def _nothing(value, sizes):
    if value is not None:
        raise _misfit("none", value)
    return value


@no_type_check
def _or_none(reader: Reader) -> Reader:
    return lambda value, sizes: None if value is None else reader(value, sizes)


# A reader of one number or text may have `many`: whether items of a list are surely all right, at the speed of C.


@no_type_check
def _of_types(*allowed: type, more: Callable = lambda items: True) -> Callable:
    """All items are of these types, and then `more` holds."""
    allowed = frozenset(allowed)
    return lambda items: allowed.issuperset(map(type, items)) and more(items)


@no_type_check
def _whole(value, sizes):
    if type(value) is int:
        return value
    if isinstance(value, bool | np.bool_):
        raise _misfit("whole", value)
    if isinstance(value, Integral) or getattr(value, "shape", None) == ():
        try:
            return operator.index(value)
        except TypeError:
            pass
    raise _misfit("whole", value)


@no_type_check
def _number(value, sizes):
    if type(value) is float and math.isfinite(value):
        return value
    if isinstance(value, bool | np.bool_) or not (isinstance(value, Real) or getattr(value, "shape", None) == ()):
        raise _misfit("number", value)
    try:
        value = float(value)
    except (TypeError, ValueError, OverflowError):
        raise _misfit("number", value) from None
    if not math.isfinite(value):
        raise _Misfit(ValueError, "argument.not_finite", value=value)
    return value


@no_type_check
def _boolean(value, sizes):
    if type(value) is bool:
        return value
    if isinstance(value, np.bool_):
        return bool(value)
    raise _misfit("boolean", value)


@no_type_check
def _text(value, sizes):
    if not isinstance(value, str):
        raise _misfit("text", value)
    return value


@no_type_check
def _function(value, sizes):
    if not callable(value):
        raise _misfit("function", value)
    return value


_whole.many = _of_types(int)
_number.many = _of_types(float, more=lambda items: math.isfinite(sum(items)))
_boolean.many = _of_types(bool)
_text.many = _of_types(str)

SIMPLE: dict[Any, Reader | None] = {
    int: _whole,
    float: _number,
    bool: _boolean,
    str: _text,
    Callable: _function,
    Any: None,
    inspect.Parameter.empty: None,
}


@no_type_check
def _instance(cls: type) -> Reader:
    def read(value, sizes):
        if not isinstance(value, cls):
            key = {torch.Tensor: "tensor", np.ndarray: "array", torch.nn.Module: "model"}.get(cls, "instance")
            raise _misfit(key, value, kind=cls.__name__)
        return value

    return read


@no_type_check
def _annotated(annotation) -> Reader | None:
    of, *marks = get_args(annotation)
    gaps, empty = GAPS in marks, MAYBE_EMPTY in marks
    if isinstance(of, type) and issubclass(of, AbstractArray):
        within = next((mark for mark in marks if isinstance(mark, Range | Below)), None)
        return _array(of, gaps=gaps, empty=empty, within=within)
    reader = _reader(of)
    if NOT_EMPTY in marks and reader is not None:
        return _not_empty(reader)
    ranges = [mark for mark in marks if isinstance(mark, Range)]
    if not ranges or reader is None:
        return reader
    (allowed,) = ranges

    def read(value, sizes):
        value = reader(value, sizes)
        if not allowed.allows(value):
            raise _Misfit(ValueError, "argument.range", allowed=allowed.told(value), value=value)
        return value

    if hasattr(reader, "many"):
        read.many = lambda items: reader.many(items) and all(map(allowed.allows, (min(items), max(items))))
    return read


@no_type_check
def _not_empty(reader: Reader) -> Reader:
    def read(value, sizes):
        value = reader(value, sizes)
        if not len(value):
            raise _Misfit(ValueError, "argument.empty", value=lambda: shown(value))
        return value

    return read


@no_type_check
def _either(readers: list) -> Reader | None:
    if None in readers:
        return None

    first, *others = readers

    def read(value, sizes):
        try:
            return first(value, sizes)
        except _Misfit as misfit:
            misfits = [misfit]
        for reader in others:
            try:
                return reader(value, sizes)
            except _Misfit as misfit:
                misfits.append(misfit)
        near = [misfit for misfit in misfits if misfit.key != "argument.kind" or misfit.place]
        if near:  # of the right kind, and wrong within
            raise near[0]
        said = [m.values["allowed"] for m in misfits if m.values]
        raise _Misfit(
            TypeError,
            "argument.kind",
            allowed=lambda: say("argument.or").join(dict.fromkeys(one() for one in said)),
            value=lambda: shown(value),
        )

    several = [reader.many for reader in readers if hasattr(reader, "many")]
    if several:
        read.many = lambda items: any(many(items) for many in several)
    return read


@no_type_check
def _literal(allowed: tuple) -> Reader:
    def read(value, sizes):
        if not any(value is choice or (type(value) is type(choice) and value == choice) for choice in allowed):
            raise _Misfit(ValueError, "session.bad_value", allowed=", ".join(map(str, allowed)), value=value)
        return value

    return read


CONTAINERS = {
    list: "list",
    tuple: "tuple",
    dict: "mapping",
    Mapping: "mapping",
    Sequence: "sequence",
    Iterable: "iterable",
}


@no_type_check
def _container(origin: type, of: tuple) -> Reader | None:
    if origin is Callable:
        return _function
    key = CONTAINERS.get(origin, "instance")
    if origin is tuple and of and of[-1] is not ...:
        return _fixed(of)
    reader = _reader(of[-1] if origin is not tuple else of[0]) if of else None
    text = reader in (None, _text)  # letters are a sequence of texts

    def read(value, sizes):
        if not isinstance(value, origin) or (isinstance(value, str) and not text):
            raise _misfit(key, value, kind=getattr(origin, "__name__", ""))
        if reader is not None:
            _elements(value, reader, sizes, keyed=key == "mapping")
        return value

    return read


@no_type_check
def _fixed(of: tuple) -> Reader:
    readers = [_reader(one) for one in of]

    def read(value, sizes):
        if not isinstance(value, tuple) or len(value) != len(readers):
            raise _misfit("tuple_of", value, count=len(readers))
        for i, reader in enumerate(readers):
            if reader is not None:
                try:
                    reader(value[i], dict(sizes))
                except _Misfit as misfit:
                    raise misfit.within(f"[{i}]") from None
        return value

    return read


@no_type_check
def _elements(value, reader: Reader, sizes: dict, *, keyed: bool) -> None:
    """Look at the elements of what can be looked at without being used up."""
    if keyed:
        items = value.items()
    elif isinstance(value, Sequence) and not (isinstance(value, str) and reader is _text):
        half = LOOKED_AT // 2
        few = value if len(value) <= LOOKED_AT else [*value[:half], *value[-half:]]
        many = getattr(reader, "many", None)
        if many is not None and (not len(few) or many(few)):
            return
        items = enumerate(few) if few is value else zip((*range(half), *range(-half, 0)), few, strict=True)
    else:
        return
    for key, item in items:
        try:
            reader(item, dict(sizes))
        except _Misfit as misfit:
            raise misfit.within(f"[{key!r}]") from None


@no_type_check
def _array(annotation, *, gaps: bool = False, empty: bool = False, within: Range | Below | None = None) -> Reader:
    """An array or tensor of a dtype and a shape; each letter of the shape stands for one size in all arguments."""
    kind, dtypes = annotation.array_type, annotation.dtypes
    numbers = {"Float": "floats", "Int": "whole_numbers", "Integer": "whole_numbers", "Bool": "booleans"}
    of = numbers.get(annotation.__name__.partition("[")[0], "numbers")
    letters = [letter.lstrip("#?") for letter in annotation.dim_str.split()]
    wide = next((i for i, letter in enumerate(letters) if letter == "..." or letter[0] == "*"), None)
    before, after = (letters, []) if wide is None else (letters[:wide], letters[wide + 1 :])
    axes = [*enumerate(before), *((i - len(after), letter) for i, letter in enumerate(after))]
    axes = [(i, letter, int(letter) if letter.isdigit() else None) for i, letter in axes if letter != "_"]
    rank, right = len(letters), {}  # right: whether a dtype is allowed, as far as seen
    tensor = kind is torch.Tensor
    shape = f"({', '.join(letters)}{',' * (len(letters) == 1)})"
    options = {"of": of, "shape": shape, "kind": "a_tensor" if tensor else "an_array"}

    def read(value, sizes):
        if not isinstance(value, kind):
            raise _misfit_of_array(value, options)
        dtype, here = value.dtype, value.shape
        if dtype not in right:
            name = str(dtype).removeprefix("torch.")
            right[dtype] = not isinstance(dtypes, list | tuple) or name in dtypes
        if not right[dtype] or (len(here) != rank if wide is None else len(here) < rank - 1):
            raise _misfit_of_array(value, options)
        for i, letter, exactly in axes:
            size = here[i]
            known = sizes.setdefault(letter, size) if exactly is None else exactly
            if known != size:
                if exactly is not None:
                    raise _misfit_of_array(value, options)
                raise _Misfit(ValueError, "argument.sizes", letter=letter, size=known, value=lambda: shown(value))
        if not empty and 0 in here:
            raise _Misfit(ValueError, "argument.empty", value=lambda: shown(value))
        if of == "floats" and not gaps:
            _finite(value)
        if within is not None and 0 not in here:
            _between(value, within, sizes)
        return value

    return read


@no_type_check
def _misfit_of_array(value, options: dict) -> _Misfit:
    def allowed():
        return say(f"argument.{options['kind']}", of=say(f"argument.{options['of']}"), shape=options["shape"])

    return _Misfit(TypeError, "argument.kind", allowed=allowed, value=lambda: shown(value))


@no_type_check
def _finite(value) -> None:
    """Refuse NaN and infinity, where that costs nothing: not on a GPU, which would have to be waited for.

    A sum is finite only if all its terms are, and is thirty times faster than to ask each; a sum that is not may have
    overflowed.
    """
    if isinstance(value, torch.Tensor):
        if value.device.type != "cpu" or math.isfinite(value.detach().sum().item()):
            return
        wrong = ~torch.isfinite(value.detach())
        if wrong.any():
            raise _Misfit(ValueError, "argument.not_finite", value=value.detach()[wrong][0].item())
    else:
        with np.errstate(all="ignore"):
            if math.isfinite(value.sum()):
                return
        wrong = ~np.isfinite(value)
        if wrong.any():
            raise _Misfit(ValueError, "argument.not_finite", value=value[wrong].flat[0])


@no_type_check
def _between(value, within: Range | Below, sizes: dict) -> None:
    """Refuse numbers out of range, where that costs nothing."""
    if isinstance(value, torch.Tensor) and value.device.type != "cpu":
        return
    besides = None
    if isinstance(within, Below):
        within, besides = Range(0, sizes[within.letter] - 1), within.besides
    ends = value.aminmax() if isinstance(value, torch.Tensor) else (value.min(), value.max())
    low, high = (end.item() for end in ends)
    if within.allows(low) and within.allows(high):
        return
    for number in value.flatten().tolist() if besides is not None else (low, high):
        if not within.allows(number) and number != besides:
            allowed = within.told(number) + (f", {besides}" if besides is not None else "")
            raise _Misfit(ValueError, "argument.range", allowed=allowed, value=number)


@no_type_check
def read(name: str, value, annotation):
    """The value, if the annotation describes it: for what only the function itself knows, such as the size of a model.

    Raises:
        TypeError, ValueError: as `check` has it said.
    """
    return _argument(name, _reader(annotation), value, {})


def require_within(name: str, numbers, high: int) -> None:
    """Refuses numbers outside 0 … high, for what only the function itself knows.

    Raises:
        ValueError: names the first such number.
    """
    if torch.compiler.is_compiling():
        return
    try:
        _between(numbers, Range(0, high), {})
    except _Misfit as misfit:
        raised = misfit
    else:
        return
    raise ValueError(say("argument.range", name=name, **raised.values))


@no_type_check
def as_array(name: str, values, of: str, shape: str) -> np.ndarray:
    """A list, array or tensor of numbers as an array.

    Args:
        of: "floats" or "whole_numbers".
        shape: Of which shape it should be, for the reader.

    Raises:
        TypeError: for what holds anything else.
    """
    try:
        array = np.asarray(values)
    except (TypeError, ValueError):  # rows of unequal lengths
        array = np.asarray(None)
    if array.dtype == object and all(isinstance(number, Real) for number in array.flat):  # fractions
        array = array.astype(float)
    if array.dtype.kind not in ("f" if of == "floats" else "") + "iu" and array.size:
        allowed = say("argument.an_array", of=say(f"argument.{of}"), shape=shape)
        raise TypeError(say("argument.kind", name=name, allowed=allowed, value=shown(values)))
    return array


@no_type_check
def require_size(name: str, values, letter: str, size: int) -> None:
    """Refuses an array whose first axis is not as long as the other arguments want it.

    Raises:
        ValueError: names the argument, the letter and the size.
    """
    if len(values) != size:
        raise ValueError(say("argument.sizes", name=name, letter=letter, size=size, value=shown(values)))
