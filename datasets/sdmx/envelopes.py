"""What stands before and after the rows of a data message. Pure.

The rows are written by the database (rows.py); these few lines name the message, the structure and the dataset.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import quoteattr

from datasets.sdmx.identity import AGENCY, Name
from datasets.sdmx.question import Layout

_SCHEMAS: Final = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1"
_NAMESPACES: Final = (
    f'xmlns:mes="{_SCHEMAS}/message" xmlns:com="{_SCHEMAS}/common"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)


@dataclass(frozen=True)
class Message:
    """What the head of a data message says: its name, when the data were published, and what they are."""

    id: str
    prepared: dt.datetime
    flow: Name
    observed: str
    layout: Layout


def generic(message: Message) -> tuple[bytes, bytes]:
    """Head and tail of generic data."""
    values = "".join(f'<gen:Value id="{name}" value={quoteattr(text)}/>' for name, text in _said(message))
    attributes = f"<gen:Attributes>{values}</gen:Attributes>" if values else ""
    head = (
        f'{_DECLARATION}<mes:GenericData {_NAMESPACES} xmlns:gen="{_SCHEMAS}/data/generic">\n{_header(message)}'
        f'<mes:DataSet structureRef="{message.flow.id}" action="Replace">{attributes}\n'
    )
    return head.encode(), b"</mes:DataSet></mes:GenericData>\n"


def specific(message: Message) -> tuple[bytes, bytes]:
    """Head and tail of structure-specific data."""
    namespace = _namespace(message)
    attributes = "".join(f" {name}={quoteattr(text)}" for name, text in _said(message))
    head = (
        f"{_DECLARATION}<mes:StructureSpecificData {_NAMESPACES}"
        f' xmlns:ss="{_SCHEMAS}/data/structurespecific" xmlns:ns1="{namespace}">\n{_header(message, namespace)}'
        f'<mes:DataSet xsi:type="ns1:DataSetType" ss:structureRef="{message.flow.id}" ss:action="Replace"'
        f' ss:dataScope="DataStructure"{attributes}>\n'
    )
    return head.encode(), b"</mes:DataSet></mes:StructureSpecificData>\n"


_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'


def _said(message: Message) -> list[tuple[str, str]]:
    return list(message.layout.about_all.items())


def _namespace(message: Message) -> str:
    structure = Name("datastructure", message.flow.id, message.flow.version)
    return f"{structure.urn}:ObsLevelDim:{message.observed}"


def _header(message: Message, namespace: str = "") -> str:
    flow = message.flow
    named = f' namespace="{namespace}"' if namespace else ""
    return (
        f"<mes:Header><mes:ID>{message.id}</mes:ID><mes:Test>false</mes:Test>"
        f"<mes:Prepared>{message.prepared.isoformat(timespec='seconds')}</mes:Prepared>"
        f'<mes:Sender id="{AGENCY}"/>'
        f'<mes:Structure structureID="{flow.id}"{named} dimensionAtObservation="{message.observed}">'
        f'<com:StructureUsage><Ref agencyID="{flow.agency}" id="{flow.id}" version="{flow.version}"/>'
        f"</com:StructureUsage></mes:Structure></mes:Header>\n"
    )
