"""Translations without the GNU gettext programs, which a fresh machine may lack: Babel does their work.

  python -m iimd.translations extract   collect the messages of code and templates into locale/*/django.po
  python -m iimd.translations compile   write the .mo files that Django reads
  python -m iimd.translations check     exit with 1 where a message is missing or not translated

The .po files are kept in the repository, the .mo files are not.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog, mofile, pofile
from babel.messages.extract import extract
from django.conf import settings
from django.utils.translation.template import templatize

HOUSE = Path(__file__).resolve().parents[1]
LANGUAGES = ("es", "fr")  # English is what the code says
NOT_SEARCHED = {".venv", ".git", "var", "tests", "benchmarks", "docs", "launch", "locale", "migrations", "__pycache__"}
WITH_CONTEXT = (1, "c")
KEYWORDS = {
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "_": None,
    "say": None,  # gettext at once, in modules whose _ is gettext_lazy
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": (WITH_CONTEXT, 2),
    "pgettext_lazy": (WITH_CONTEXT, 2),
    "npgettext": (WITH_CONTEXT, 2, 3),
    "npgettext_lazy": (WITH_CONTEXT, 2, 3),
}


def messages(root: Path = HOUSE) -> Catalog:
    """Every message that code and templates ask for."""
    found = Catalog()
    for path in _sources(root):
        text = path.read_text(encoding="utf-8")
        code = text if path.suffix == ".py" else _as_code(text)
        name = path.relative_to(root).as_posix()
        for line, message, notes, context in extract("python", BytesIO(code.encode()), KEYWORDS, ["Translators:"]):
            found.add(message, locations=[(name, line)], auto_comments=notes, context=context)
    return found


def catalogues(root: Path = HOUSE) -> Iterator[tuple[Path, Catalog]]:
    """Every .po file with what it holds."""
    for path in sorted((root / "locale").glob("*/LC_MESSAGES/django.po")):
        with path.open("rb") as source:
            yield path, pofile.read_po(source, locale=path.parts[-3])


def update_all(root: Path = HOUSE, languages: tuple[str, ...] = LANGUAGES) -> None:
    """Add new messages to each .po file, drop those that nobody asks for, keep what is translated."""
    fresh, present = messages(root), dict(catalogues(root))
    for language in languages:
        path = root / "locale" / language / "LC_MESSAGES" / "django.po"
        catalogue = present.get(path) or Catalog(locale=language, fuzzy=False)
        begun = catalogue.creation_date
        catalogue.update(fresh, no_fuzzy_matching=True)
        catalogue.creation_date = begun
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as target:
            # Line numbers and dates would change with every commit and say nothing.
            pofile.write_po(target, catalogue, include_lineno=False, sort_output=True, ignore_obsolete=True, width=100)


def compile_all(root: Path = HOUSE) -> int:
    """Write a .mo file beside every .po file that is newer; how many were written."""
    written = 0
    for source in sorted((root / "locale").glob("*/LC_MESSAGES/django.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns > source.stat().st_mtime_ns:
            continue
        with source.open("rb") as said, target.open("wb") as compiled:
            mofile.write_mo(compiled, pofile.read_po(said, locale=source.parts[-3]))
        written += 1
    return written


def problems(root: Path = HOUSE, languages: tuple[str, ...] = LANGUAGES) -> list[str]:
    """What is missing, not translated, fuzzy or no longer asked for, a line each."""
    asked = {(message.id, message.context) for message in messages(root) if message.id}
    present = {path.parts[-3]: catalogue for path, catalogue in catalogues(root)}
    found = []
    for language in languages:
        held = {(message.id, message.context): message for message in present.get(language, Catalog()) if message.id}
        found += [f"{language}: not collected: {key[0]!r}" for key in sorted(asked - held.keys(), key=str)]
        found += [f"{language}: nobody asks for: {key[0]!r}" for key in sorted(held.keys() - asked, key=str)]
        for key in sorted(asked & held.keys(), key=str):
            said = held[key]
            if said.fuzzy or not said.string or not all(said.string):
                found.append(f"{language}: not translated: {key[0]!r}")
            found += [f"{language}: {error}: {key[0]!r}" for error in said.check()]
    return found


def _as_code(template: str) -> str:
    """The template as calls of gettext, line by line. Its indentation is none of Python's."""
    return "\n".join(line.lstrip() for line in templatize(template).split("\n"))


def _sources(root: Path) -> list[Path]:
    """Code and templates that may hold messages."""
    paths = [*root.rglob("*.py"), *root.rglob("templates/**/*.html"), *root.rglob("templates/**/*.txt")]
    return sorted(path for path in set(paths) if not NOT_SEARCHED & set(path.relative_to(root).parts))


def main(command: str) -> int:
    """Run one command; the exit code."""
    if command == "compile":
        compile_all()
        return 0
    settings.configure(USE_I18N=True)  # all that Django's template reader asks for
    if command == "extract":
        update_all()
    found = problems()
    print(*found, f"{len(found)} problem(s) in {', '.join(LANGUAGES)}", sep="\n")
    return 1 if command == "check" and found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "check"))
