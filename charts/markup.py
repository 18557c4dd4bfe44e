"""Writing SVG: everything escaped, numbers short, no inline styles (the content policy refuses them)."""

from __future__ import annotations

import re
from html import escape

HALF = 700  # pictures narrower than this are made for half a page and never grow to the whole of it
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def plain(text: str) -> str:
    """`text` escaped for content and attributes, where a line break stays one; what XML cannot carry is dropped."""
    return escape(_NOT_XML.sub("", text)).replace("\n", "&#10;")


def short(value: float) -> str:
    """A place on the picture to a tenth of a unit, without trailing noughts."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def element(name: str, *content: str, **attributes: str | float | None) -> str:
    """One element. `content` is markup already; attributes are escaped, None leaves one out.

    `class_` stands for class; other underscores become hyphens, as in `stroke_width`.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{plain(value) if isinstance(value, str) else short(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    inner = "".join(content)
    return f"<{name}{written}>{inner}</{name}>" if inner else f"<{name}{written}/>"


def label(
    text: str, x: float, y: float, class_: str | None = None, *, anchor: str | None = None, size: float = 13
) -> str:
    """A line of text. `anchor`: start (default), middle or end."""
    return element("text", plain(text), x=x, y=y, class_=class_, text_anchor=anchor, font_size=size)


def picture(
    size: tuple[float, float],
    title: str,
    description: str,
    *content: str,
    name: str = "chart",
    corner: tuple[float, float] = (0, 0),
) -> str:
    """The whole picture. People who cannot see it hear title and description; the table beside it says the rest.

    There is no <title> inside: browsers would show it as a tooltip over everything.
    """
    (width, height), (left, top) = size, corner
    attributes = {
        "xmlns": "http://www.w3.org/2000/svg",
        "class": "pic" if width > HALF else "pic half",
        "id": f"{name}-picture",  # the frame around it has the name itself
        "viewBox": " ".join(short(edge) for edge in (left, top, width, height)),
        "role": "img",
        "aria-label": f"{title}. {description}" if description else title,
    }
    return element("svg", element("desc", plain(description)), *content, **attributes)


def width_of(text: str, size: float = 13) -> float:
    """About how wide `text` will be; measured on system fonts: 0.56 of the size a letter, a full size for CJK."""
    return sum(size if ord(letter) > 0x2E80 else size * 0.56 for letter in text)


def cut(text: str, width: float, size: float = 13) -> str:
    """`text`, shortened with an ellipsis where it would be wider than `width`."""
    if width_of(text, size) <= width:
        return text
    while text and width_of(text + "…", size) > width:
        text = text[:-1]
    return text.rstrip() + "…"
