"""What search engines for data read on the page of a dataset: schema.org marks as JSON-LD. Pure."""

from __future__ import annotations

from typing import Any

from datasets.formats.dcat import Entry


def marks(entry: Entry, language: str) -> dict[str, Any]:
    """A schema.org Dataset with its downloads."""
    definition = entry.definition
    licence = definition.source.licence
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": entry.page,
        "name": definition.title[language],
        "description": definition.description[language].strip(),
        "identifier": definition.id,
        "url": entry.release_page,
        "version": str(entry.release),
        "inLanguage": language,
        "isAccessibleForFree": True,
        "license": licence.url,
        "citation": definition.source.citation,
        "creator": {"@type": "Organization", "name": definition.source.publisher},
        "publisher": {"@type": "Organization", "name": "IIMD hub"},
        "datePublished": entry.issued.date().isoformat(),
        "dateModified": entry.modified.date().isoformat(),
        "temporalCoverage": f"{entry.first_period[:4]}/{entry.last_period[:4]}",
        "variableMeasured": f"{definition.measure.label[language]} ({definition.measure.unit})",
        "distribution": [
            {
                "@type": "DataDownload",
                "name": file.name,
                "contentUrl": file.address,
                "encodingFormat": file.media_type,
                "contentSize": str(file.size),
                "sha256": file.sha256,
            }
            for file in entry.files
        ],
    }
