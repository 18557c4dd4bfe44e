"""A few lines that pull the same figures into a program: Python, R, Excel, Stata. Pure.

Addresses stand in the code as they are, so that a reader can see and change what is asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Snippet:
    """Code for one tool. `tool` is a name that no language changes."""

    tool: str
    code: str


_PYTHON: Final = """\
# pip install pandas
import pandas as pd

table = pd.read_csv("{address}", dtype={{{codes}}}, keep_default_na=False, na_values=[""])
print(table.head())
"""
# "NA" is the alpha-2 code of Namibia and no missing value, in R as in pandas.
_R: Final = """\
table <- read.csv("{address}", na.strings = "", colClasses = c({codes}))
head(table)
"""
_EXCEL: Final = """\
let
    Source = Csv.Document(Web.Contents("{address}"), [Delimiter = ",", Encoding = 65001, QuoteStyle = QuoteStyle.Csv]),
    Headed = Table.PromoteHeaders(Source, [PromoteAllScalars = true]),
    Typed = Table.TransformColumnTypes(Headed, {{{{"OBS_VALUE", type number}}}}, "en-US")
in
    Typed
"""
_STATA: Final = """\
import delimited using "{address}", clear varnames(1) case(preserve) encoding("utf-8") stringcols({places})
describe
"""


def snippets(address: str, codes: tuple[str, ...]) -> tuple[Snippet, ...]:
    """Code that reads the CSV at `address`; `codes` are its columns of text, which come first."""
    python = ", ".join(f'"{name}": str' for name in codes)
    r = ", ".join(f'{name} = "character"' for name in codes)
    places = " ".join(str(place) for place in range(1, len(codes) + 1))
    return (
        Snippet("Python", _PYTHON.format(address=address, codes=python)),
        Snippet("R", _R.format(address=address, codes=r)),
        Snippet("Excel (Power Query)", _EXCEL.format(address=address)),
        Snippet("Stata", _STATA.format(address=address, places=places)),
    )
