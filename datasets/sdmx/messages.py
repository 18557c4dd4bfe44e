"""Structure messages: written by pysdmx in one language, joined here into one with all of them. Pure.

SDMX says a name in as many languages as there are; pysdmx writes one. So each message is written once a language.
The twins differ in their names alone, hence can be laid over each other place by place.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

import msgspec
from pysdmx.io.json.sdmxjson2.writer.v2_0.structure import write as write_json
from pysdmx.io.xml.sdmx21.writer.structure import write as write_xml_21
from pysdmx.io.xml.sdmx30.writer.structure import write as write_xml_30
from pysdmx.model import Organisation
from pysdmx.model.message import Header

from datasets.sdmx.identity import AGENCY
from datasets.sdmx.media import STRUCTURE_XML, Format

# An artefact of pysdmx; its base class is not public.
Artefact = Any
_NAME: Final = re.compile(
    r'(?P<indent>\s*)<com:(?P<tag>Name|Description) xml:lang="en">(?P<text>.*?)</com:(?P=tag)>', re.DOTALL
)

# pysdmx indents even where it is asked not to; a fifth of the message is tabs.
_INDENT: Final = re.compile(r">\t+<")
# A stub of a structure has no components.
_NO_COMPONENTS: Final = "<str:DataStructureComponents></str:DataStructureComponents>"


def write(
    form: Format, artefacts: Mapping[str, Sequence[Artefact]], *, first: str, message_id: str, prepared: dt.datetime
) -> bytes:
    """The structure message of artefacts that are given in each language; `first` is the language of the reader."""
    header = Header(id=message_id, prepared=prepared, sender=Organisation(id=AGENCY))
    languages = [first, *(each for each in artefacts if each != first)]
    if form.shape == "structure-xml":
        writer = write_xml_21 if form is STRUCTURE_XML else write_xml_30
        texts = [str(writer(artefacts[each], prettyprint=False, header=header)) for each in languages]
        return _INDENT.sub("><", _joined_xml(languages, texts)).replace(_NO_COMPONENTS, "").encode()
    found = [msgspec.json.decode(str(write_json(artefacts[each], header=header))) for each in languages]
    message = _joined_json(languages, found)
    message["meta"]["contentLanguages"] = languages
    for structure in message["data"].get("dataStructures", []):
        _without_emptiness(structure)
    return msgspec.json.encode(message)


def _joined_xml(languages: Sequence[str], texts: Sequence[str]) -> str:
    """The first text, with each name followed by the same in the other languages."""
    others = [iter(_NAME.findall(text)) for text in texts]

    def in_all(_found: re.Match[str]) -> str:
        said = [next(each) for each in others]
        return "".join(
            f'{indent}<com:{tag} xml:lang="{language}">{text}</com:{tag}>'
            for language, (indent, tag, text) in zip(languages, said, strict=True)
        )

    return _NAME.sub(in_all, texts[0])


def _joined_json(languages: Sequence[str], twins: Sequence[Any]) -> Any:
    first = twins[0]
    if isinstance(first, list):
        return [_joined_json(languages, each) for each in zip(*twins, strict=True)]
    if not isinstance(first, dict):
        return first
    found = {key: _joined_json(languages, [each[key] for each in twins]) for key in first}
    for key in ("name", "description"):
        if key in first:
            found[f"{key}s"] = {language: each[key] for language, each in zip(languages, twins, strict=True)}
    return found


def _without_emptiness(structure: dict[str, Any]) -> None:
    """The schema wants said by saying nothing what pysdmx says by an empty list: components of a stub, and groups."""
    if structure.get("isExternalReference"):
        del structure["dataStructureComponents"]
    else:
        structure["dataStructureComponents"].pop("groups")
