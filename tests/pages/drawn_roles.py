"""The screen with the roles, as a page source has it."""


def node(bounds: str, *children: str, text: str = "", more: str = "") -> str:
    """One node of the app's."""
    return (
        f'<a package="app" class="x" text="{text}" bounds="{bounds}" {more}>{"".join(children)}</a>'
    )


def card(top: int, name: str, means: str = "What it means", *, marked: bool = False) -> str:
    """A role to choose."""
    label = node(f"[40,{top + 20}][900,{top + 80}]", text=name)
    description = node(f"[40,{top + 80}][900,{top + 140}]", text=means)
    state = f'clickable="true" selected="{str(marked).lower()}"'
    return node(f"[0,{top}][1080,{top + 150}]", label, description, more=state)


def page_source(*nodes: str) -> str:
    """All of the screen."""
    return f"<hierarchy>{node('[0,0][1080,2340]', *nodes)}</hierarchy>"
