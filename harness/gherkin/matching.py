"""Steps against step definitions: undefined, ambiguous, unused."""

import difflib
from collections.abc import Iterator, Sequence

from harness.gherkin.definitions import Definition
from harness.gherkin.feature_file import FeatureText, StepText
from harness.gherkin.problem import Problem

# Finding what a step could have meant takes milliseconds; a file of nothing but nonsense, minutes.
_MOST_SUGGESTIONS = 20


def matching_problems(
    features: Sequence[FeatureText], definitions: Sequence[Definition]
) -> Iterator[Problem]:
    """Problems between all features and all step definitions, as each is used somewhere."""
    used: set[int] = set()
    yield from step_problems(features, definitions, used)
    yield from _duplicates(definitions)
    for definition in definitions:
        if id(definition) not in used:
            what = f'no feature uses the step "{definition.pattern}"'
            yield Problem(definition.place, what, "delete it, or correct its text")


def step_problems(
    features: Sequence[FeatureText],
    definitions: Sequence[Definition],
    used: set[int] | None = None,
) -> Iterator[Problem]:
    """Steps of some features that would not run as they read.

    Args:
        features: Of them.
        definitions: All that there are.
        used: Gets the `id()` of every definition that a step fits.
    """
    used = set() if used is None else used
    suggestions = _MOST_SUGGESTIONS
    for step in _all_steps(features):
        fitting = [definition for definition in definitions if definition.matches(step)]
        used.update(id(definition) for definition in fitting)
        if not fitting:
            suggestions -= 1
            yield _undefined(step, definitions if suggestions >= 0 else ())
        elif len(fitting) > 1:
            yield Problem(
                step.place,
                f'ambiguous: "{step.keyword} {step.text}" fits {len(fitting)} step definitions',
                "make their texts differ: " + "; ".join(str(one) for one in fitting),
            )
        else:
            yield from _arguments(step, fitting[0])
    yield from lost_steps(features, definitions)


def _all_steps(features: Sequence[FeatureText]) -> list[StepText]:
    steps = (
        step for feature in features for scenario in feature.scenarios for step in scenario.steps()
    )
    return [step for step in dict.fromkeys(steps) if step.type is not None and step.text.strip()]


def lost_steps(
    features: Sequence[FeatureText], definitions: Sequence[Definition]
) -> Iterator[Problem]:
    """Lines without a keyword, read as a scenario's description, that are steps by their words."""
    for scenario in (scenario for feature in features for scenario in feature.scenarios):
        for place, texts in scenario.described():
            fitting = [each for each in definitions if any(map(each.parser.is_matching, texts))]
            if fitting:
                what = f'"{texts[0]}" is read as description, not as a step'
                keyword = (fitting[0].type or "given").capitalize()
                fix = f'write "{keyword}" before it, for {fitting[0]}; else say it in other words'
                yield Problem(place, what, fix)


def _undefined(step: StepText, definitions: Sequence[Definition]) -> Problem:
    what = f'undefined: no step definition fits "{step.keyword} {step.text}"'
    other = [one for one in definitions if one.parser.is_matching(step.text)]
    if other:
        return Problem(step.place, what, f"{step.type} is asked for, but there is {other[0]}")
    by_pattern = {one.pattern: one for one in definitions if one.type in {None, step.type}}
    close = difflib.get_close_matches(step.text, by_pattern, n=1, cutoff=0.5)
    stub = f'write @{step.type}("{step.text}") in a module of steps'
    nearest = f"did you mean {by_pattern[close[0]]}? Else " if close else ""
    return Problem(step.place, what, nearest + stub)


def _arguments(step: StepText, definition: Definition) -> Iterator[Problem]:
    parameters = definition.parameters
    for name, words, given in (
        ("datatable", "a table", step.has_table),
        ("docstring", "a text block", step.has_text_block),
    ):
        if given and name not in parameters:
            what = f"{words} stands below the step, but {definition} takes none"
            yield Problem(step.place, what, f"give the function an argument {name}")
        if not given and name in parameters and parameters[name].default is parameters[name].empty:
            what = f"{words} is missing below the step: {definition} wants one"
            yield Problem(step.place, what, f"write {words}")
    yield from _values(step, definition)


def _values(step: StepText, definition: Definition) -> Iterator[Problem]:
    for name, value in (definition.parser.parse_arguments(step.text) or {}).items():
        converter = definition.context.converters.get(name)
        if converter is None:
            continue
        try:
            converter(value)
        except Exception as error:  # noqa: BLE001 - a converter refuses as it likes
            what = f'"{value}" is no {name}: {error}'
            yield Problem(step.place, what, f"correct it; see {definition}")


def _duplicates(definitions: Sequence[Definition]) -> Iterator[Problem]:
    first: dict[str, list[Definition]] = {}
    for definition in definitions:
        for earlier in first.setdefault(definition.pattern, []):
            if earlier.type is None or definition.type in {None, earlier.type}:
                what = f'a second definition of "{definition.pattern}"; the later one would win'
                yield Problem(definition.place, what, f"delete one; the first is {earlier}")
                break
        first[definition.pattern].append(definition)
