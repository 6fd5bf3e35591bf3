#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Tutela authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Qt reads a text as markup when it looks like it, and then opens the files it names (hardening.md, A1). This looks at every
place of the window that may hand it a text of the mission:

- a tip is a literal, or escaped with toHtmlEscaped(), or listed below with the reason why it holds no text of the mission;
- a label is of plain text, or shows a picture;
- message boxes and questions for a line of text stand in frame/prompts.cpp only, which shows plain text.

Prints each breach and ends with 1 when there is one."""
import pathlib
import re
import sys

TIPS = re.compile(r"\b(setToolTip|setStatusTip|setWhatsThis|QToolTip::showText|setItemData)\(")
LITERAL = re.compile(r'(?:(?:QObject::)?tr\((?:\s*"(?:[^"\\]|\\.)*")+\s*\)|QStringLiteral\("(?:[^"\\]|\\.)*"\)|QString\{\}|\{\})')
# Literals that are written in another line, and words of the program. A text of the mission never stands here: escape it.
NO_MISSION_TEXT = {
    ("app/assess/about_panel.cpp", "locked"): "a sentence of the program",
    ("app/assess/action_dialog.cpp", "sentence"): "what is missing in the dialog, made of labels",
    ("app/assess/document_view.cpp", "session::versionMeaning()"): "a sentence of the program",
    ("app/assess/document_view.cpp", 'm_shell.actions.withKeys(tr("What to look at before sign-off"), QStringLiteral("assess.check"))'): "a sentence of the program, and keys",
    ("app/assess/document_view.cpp", 'm_shell.actions.withKeys(tr("With the last version, side by side"), QStringLiteral("assess.compare"))'): "a sentence of the program, and keys",
    ("app/assess/page_parts.cpp", "m_icon->accessibleName()"): "the word of a level",
    ("app/canvas/legend_card.cpp", "actions.withKeys(text, action)"): "the name of a button, and keys",
    ("app/frame/elided_button.cpp", 'QStringLiteral("<p>%1</p>").arg(tip)'): "escaped above, with the tip that was set",
    ("app/frame/workspace.cpp", "actions.keys(id)"): "keys",
    ("app/patrols/changes_list.cpp", "m_mode->accessibleName()"): "the name of a choice",
    ("app/records/record_table.cpp", 'm_shell.actions.keys(QStringLiteral("edit.delete"))'): "keys",
    ("app/reports/reports_workspace.cpp", 'm_shell.actions.keys(QStringLiteral("data.export"))'): "keys",
    ("app/frame/rail.cpp", "title"): "the name of a workspace",
    ("app/incidents/incidents_workspace.cpp", "ActionRegistry::shortcutText(action)"): "keys",
    ("app/incidents/timeline.cpp", "describe(static_cast<std::size_t>(*bar))"): "a day and numbers",
    ("app/patrols/reach_bar.cpp", "costText(*ground, kCells[i])"): "numbers",
    ("app/patrols/reach_bar.cpp", "m_menu->accessibleName()"): "the name of a button",
    ("app/patrols/reach_bar.cpp", "title"): "the title of a choice",
    ("app/patrols/scenario_compare.cpp", "title"): "the title of a choice",
    ("app/records/field_row.cpp", "QString::fromStdString(core::toDecimalDegrees(*point))"): "degrees",
    ("app/records/source_list.cpp", "remove->accessibleName()"): "the name of a button",
    ("app/records/structure_table.cpp", "why"): "a sentence of the program",
    ("app/reports/reports_workspace.cpp", "title"): "the name of a button",
}
HOME_OF_QUESTIONS = "app/frame/prompts.cpp"


def after_quoted(text, at):
    """The place of the quotation mark that ends the string or character which begins at `at`."""
    quote, at = text[at], at + 1
    while text[at] != quote:
        at += 2 if text[at] == "\\" else 1
    return at


def argument(text, start):
    """What stands between the bracket that opens before `start` and the one that closes it, with strings left alone."""
    depth, at = 1, start
    while depth > 0:
        c = text[at]
        if c in "\"'":
            at = after_quoted(text, at)
        depth += {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}.get(c, 0)
        at += 1
    return text[start:at - 1]


def split_outside(text, separators):
    """Cuts where a separator stands outside brackets and strings; "::" is none."""
    parts, depth, last, at = [], 0, 0, 0
    while at < len(text):
        c = text[at]
        if c in "\"'":
            at = after_quoted(text, at)
        elif text.startswith("::", at):
            at += 1
        elif c in "([{":
            depth += 1
        elif c in ")]}":
            depth -= 1
        elif depth == 0 and c in separators:
            parts.append(text[last:at])
            last = at + 1
        at += 1
    return [part.strip() for part in [*parts, text[last:]]]


def values(text):
    """The values that "a ? b : c ? d : e" can have: all parts but the conditions."""
    questions = split_outside(text, "?")
    found = []
    for part in questions[1:] or questions:
        found += split_outside(part, ":") if len(questions) > 1 else [part]
    if len(questions) > 2:  # what stands before a later "?" is a condition
        found = [each for each in found if each not in {split_outside(part, ":")[-1] for part in questions[1:-1]}]
    return found


def is_safe(value):
    if "toHtmlEscaped()" in value:
        return True
    return LITERAL.fullmatch(value) is not None


def tips(text, relative, used):
    for found in TIPS.finditer(text):
        shown = argument(text, found.end())
        parts = split_outside(shown, ",")
        if found.group(1) == "setItemData":  # of an item, for a role
            if parts[-1] != "Qt::ToolTipRole":
                continue
            parts.pop()
        shown = parts[1] if found.group(1) == "QToolTip::showText" else parts[-1]  # an item's column comes first
        for value in values(shown):
            if is_safe(value):
                continue
            if (relative, value) in NO_MISSION_TEXT:
                used.add((relative, value))
                continue
            line = text.count("\n", 0, found.start()) + 1
            yield f"src/{relative}:{line}: {found.group(1)} of {value!r}: escape it with toHtmlEscaped()"


def labels(text, relative):
    """Every label that is given a text here is told to show it as it is."""
    for found in re.finditer(r"(\w+)\s*(?:=\s*|\()new QLabel\{(\w+\s*,)?", text):
        name = found.group(1)
        has_text = found.group(2) or re.search(rf"\b{name}->setText\(", text)
        if has_text and not re.search(rf"\b{name}->setTextFormat\(Qt::PlainText\)", text):
            line = text.count("\n", 0, found.start()) + 1
            yield f"src/{relative}:{line}: the label {name} is not of plain text: make it with ui::label()"


def breaches(root):
    used = set()
    for path in sorted((root / "src" / "app").glob("**/*.cpp")):
        relative = str(path.relative_to(root / "src"))
        text = path.read_text(encoding="utf-8")
        yield from tips(text, relative, used)
        yield from labels(text, relative)
        if relative != HOME_OF_QUESTIONS:
            for found in re.finditer(r"\b(QMessageBox|QInputDialog|QErrorMessage|QWhatsThis|QTextBrowser)\b", text):
                line = text.count("\n", 0, found.start()) + 1
                yield f"src/{relative}:{line}: {found.group(1)} reads markup: ask through Prompts"
    for relative, value in sorted(set(NO_MISSION_TEXT) - used):
        if (root / "src" / relative).parent.exists():
            yield f"src/{relative}: {value!r} is listed and not there any more: take it out of the list"


def main():
    root = pathlib.Path(sys.argv[1])
    found = list(breaches(root))
    print("\n".join(found) or "every text of the window is literal, escaped or plain")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
