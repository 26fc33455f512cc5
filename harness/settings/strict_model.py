"""Strict pydantic models over YAML: every error names file, line, what was found and allowed."""

import difflib
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError, model_validator
from pydantic_core import ErrorDetails, PydanticCustomError

from harness.errors import ConfigurationError, cited
from harness.settings.environment import FromEnvironment
from harness.settings.secret import Secret
from harness.settings.yaml_source import KeyPath, Source


def refusal(
    found: str, expected: str = "", hint: str = "", key: str | KeyPath = ""
) -> PydanticCustomError:
    """The error a validator raises; `key` moves the line from the mapping to what is in it."""
    below = ((key,) if key else ()) if isinstance(key, str) else key
    context = {"found": found, "expected": expected, "hint": hint, "below": below}
    return PydanticCustomError("refused", "{found}", context)


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint with the known word that is most like `word`, or nothing."""
    close = difflib.get_close_matches(word, list(known), n=1)
    return f'did you mean "{close[0]}"?' if close else ""


class StrictModel(BaseModel):
    """Frozen; takes no unknown key and converts no type."""

    model_config = ConfigDict(
        frozen=True, strict=True, extra="forbid", arbitrary_types_allowed=True
    )

    @model_validator(mode="before")
    @classmethod
    def _know_every_key(cls, data: Any) -> Any:
        if isinstance(data, Mapping):
            unknown = [key for key in data if key not in cls.model_fields]
            if unknown:
                raise refusal(
                    f'the unknown key "{unknown[0]}"',
                    f"one of {', '.join(cls.model_fields)}",
                    nearest(unknown[0], cls.model_fields),
                    unknown[0],
                )
        return data


def _as_tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _as_whole_number(value: Any) -> Any:
    if isinstance(value, FromEnvironment):
        if not (value.isascii() and value.isdigit() and len(value) <= 9):  # noqa: PLR2004 - digits
            raise refusal(f"the value of {value.template}, which is no number", "a whole number")
        return int(value)
    return value


def _as_secret(value: Any) -> Any:
    if isinstance(value, FromEnvironment) and value.is_whole:
        return value.secrets()[0]
    if value is None or isinstance(value, Secret):
        return value
    raise refusal(
        "a password in plain text",
        '"${NAME}", a variable of the environment',
        "take it out of the file, and change it if the file was ever shared",
    )


_Item = TypeVar("_Item")
# A list of the file becomes a tuple, which cannot be changed later.
Items = Annotated[tuple[_Item, ...], BeforeValidator(_as_tuple)]
# A number that a variable may stand for.
WholeNumber = Annotated[int, BeforeValidator(_as_whole_number)]
SecretValue = Annotated[Secret, BeforeValidator(_as_secret)]


Model = TypeVar("Model", bound=BaseModel)


def validated(model: type[Model], source: Source) -> Model:
    """The model that a file describes.

    Raises:
        ConfigurationError: For the first thing that is wrong, by line.
    """
    try:
        return model.model_validate(source.data)
    except ValidationError as error:
        all_details = error.errors(include_url=False)
        # What is there and wrong goes first: what is missing has no line of its own.
        wrong = [details for details in all_details if details["type"] != "missing"]
        problems = [_problem(source, details) for details in wrong or all_details]
        raise min(problems, key=_line) from None


def _line(problem: ConfigurationError) -> int:
    return (problem.place.line or 0) if problem.place else 0


def _problem(source: Source, details: ErrorDetails) -> ConfigurationError:
    path = _path_in_file(source.data, details["loc"])
    context = details.get("ctx", {})
    kind = details["type"]
    if kind == "refused":
        return ConfigurationError(
            source.place((*path, *context["below"])),
            context["found"],
            context["expected"],
            context["hint"],
        )
    if kind == "missing":
        where = f' in "{path[-1]}"' if path and isinstance(path[-1], str) else ""
        return ConfigurationError(
            source.place(path), f'no "{details["loc"][-1]}"{where}', f'"{details["loc"][-1]}: ..."'
        )
    if kind in {"union_tag_not_found", "union_tag_invalid"}:
        return _wrong_kind(source, path, context)
    name = f'"{path[-1]}" is ' if path and isinstance(path[-1], str) else ""
    found, expected = described(details["input"]), _expected(kind, context, details["msg"])
    is_word = kind == "literal_error" and isinstance(details["input"], str)
    hint = nearest(details["input"], _words(context)) if is_word else ""
    return ConfigurationError(source.place(path), f"{name}{found}", expected, hint)


def _wrong_kind(source: Source, path: KeyPath, context: Mapping[str, Any]) -> ConfigurationError:
    allowed = str(context.get("expected_tags", "")).replace("'", "")
    expected = f"kind: one of {allowed}" if allowed else '"kind: ..."'
    if "tag" not in context:
        return ConfigurationError(source.place(path), 'no "kind"', expected)
    tag = context["tag"]
    hint = nearest(tag, allowed.split(", ")) if isinstance(tag, str) else ""
    return ConfigurationError(
        source.place((*path, "kind")), f'"kind" is {described(tag)}', expected, hint
    )


def _path_in_file(data: Any, location: tuple[str | int, ...]) -> KeyPath:
    """Pydantic's way to a value, without the names of models that it puts in between."""
    path: KeyPath = ()
    for part in location:
        inside_list = isinstance(data, list) and isinstance(part, int) and part < len(data)
        if inside_list or (isinstance(data, dict) and part in data):
            data = data[part]
            path = (*path, part)
    return path


_EXPECTED = {
    "string_type": "a text",
    "int_type": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "tuple_type": "a list (`- item`)",
    "finite_number": "a number",
    "dict_type": "a mapping (`key: value`)",
    "model_type": "a mapping (`key: value`)",
    "model_attributes_type": "a mapping (`key: value`)",
    "string_too_short": "a text that is not empty",
    "too_short": "at least one item",
}


def _expected(kind: str, context: Mapping[str, Any], message: str) -> str:
    if kind == "literal_error":
        return f"one of {', '.join(_words(context))}"
    for name, words in (
        ("gt", "a number above"),
        ("ge", "a number of at least"),
        ("le", "a number of at most"),
    ):
        if name in context:
            return f"{words} {context[name]:g}"
    return _EXPECTED.get(kind, message)


def _words(context: Mapping[str, Any]) -> list[str]:
    listed = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ")
    return listed.split(", ")


def described(value: Any) -> str:
    """What stands in the file, in a person's words; what a variable holds is not shown."""
    match value:
        case FromEnvironment():
            return f"the value of {cited(value.template)}"
        case str():
            return f'the text "{cited(value)}"'
        case bool():
            return str(value).lower()
        case int() | float():
            return f"the number {cited(value)}"
    names = {type(None): "nothing", dict: "a mapping", list: "a list", tuple: "a list"}
    return names.get(type(value), f"a {type(value).__name__}")
