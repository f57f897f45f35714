"""Jinja filters: text of articles as it was written, dates and numbers that a script puts in the reader's locale."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime

from markupsafe import Markup, escape

from .pages import blueprint

# Characters that show nothing or reorder what is around them: controls, bidi marks, zero widths, tags.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_JOINERS = "\u200c\u200d"  # spelling in Persian and the scripts of India, and parts of emoji


@blueprint.app_template_filter("visible")
def visible(text: str) -> Markup:
    """The text escaped, and characters that a reader would not see as their code points."""
    if _UNSEEN.search(text) is None:
        return escape(text)
    parts, end = [], 0
    for match in _UNSEEN.finditer(text):
        if match[0] in _JOINERS and _joins(text, match.start()):
            continue
        parts += [escape(text[end : match.start()]), _named(match[0])]
        end = match.end()
    return Markup("").join([*parts, escape(text[end:])])


def _joins(text: str, at: int) -> bool:
    """Whether a joiner stands between two characters of scripts or emoji that use it."""
    return 0 < at < len(text) - 1 and not (text[at - 1].isascii() or text[at + 1].isascii())


def _named(character: str) -> Markup:
    name = unicodedata.name(character, "control character").lower()
    code = f"U+{ord(character):04X}"
    return Markup('<span class="unseen" title="{}">{}</span>').format(name, code)


@blueprint.app_template_filter("number")
def number(value: int) -> Markup:
    """A whole number."""
    return Markup('<data class="number" value="{}">{}</data>').format(value, f"{value:,}")


@blueprint.app_template_filter("size")
def size(value: int) -> Markup:
    """A number of bytes, in megabytes or gigabytes."""
    shown = f"{value / 1e9:,.1f} GB" if value >= 1e9 else f"{value / 1e6:,.1f} MB"
    return Markup('<data class="size" value="{}">{}</data>').format(value, shown)


@blueprint.app_template_filter("percent")
def percent(value: float) -> Markup:
    """A share from 0 to 1; below 1%, with a decimal, so that little is not shown as nothing."""
    shown = f"{value:.1%}" if 0 < value < 0.01 else f"{value:.0%}"
    return Markup('<data class="percent" value="{}">{}</data>').format(round(value, 4), shown)


@blueprint.app_template_filter("percent_in")
def percent_in(value: float, sentence: str) -> Markup:
    """A sentence with a share from 0 to 1 at its ``{}``."""
    return Markup(escape(sentence)).format(percent(value))


@blueprint.app_template_filter("weight")
def weight(value: float) -> Markup:
    """What a feature adds to a confidence, with its sign."""
    shown = f"{value:+.1f}".replace("-", "−")
    return Markup('<data class="weight" value="{}">{}</data>').format(round(value, 2), shown)


@blueprint.app_template_filter("day")
def day(value: datetime | date | str) -> Markup:
    """A date, also of a moment, in UTC."""
    found = _moment(value)
    return Markup('<time class="day" datetime="{}">{}</time>').format(found.strftime("%Y-%m-%d"), _english(found))


@blueprint.app_template_filter("minute")
def minute(value: datetime | str) -> Markup:
    """A date with its time, in UTC."""
    found = _moment(value)
    shown = f"{_english(found)}, {found:%H:%M} UTC"
    return Markup('<time class="minute" datetime="{}">{}</time>').format(found.strftime("%Y-%m-%dT%H:%M:%SZ"), shown)


def _moment(value: datetime | date | str) -> datetime | date:
    return datetime.fromisoformat(value) if isinstance(value, str) else value


def _english(value: datetime | date) -> str:
    """As "18 June 2023", which no reader takes for another day."""
    return f"{value.day} {value:%B} {value.year}"


@blueprint.app_template_global("plural")
def plural(count: int, one: str, many: str) -> Markup:
    """A sentence with a number at its ``{}``, in the form for one or for several."""
    return Markup(escape(one if count == 1 else many)).format(number(count))
