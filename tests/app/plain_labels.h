// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>
#include <QRegularExpression>

namespace tutela::test {

/// Whether a label shows text of the mission as it is: it reads no markup, or a sentence of the program in which nothing but the
/// links of its numbers is markup.
[[nodiscard]] inline bool readsAsPlain(const QLabel& label)
{
    static const QRegularExpression link{QStringLiteral("</?a(?: href=\"[^\"<>]*\")?>")};
    QString other = label.text();
    return other.isEmpty() || label.textFormat() == Qt::PlainText || (label.textFormat() == Qt::RichText && !other.remove(link).contains(QLatin1Char('<')));
}

} // namespace tutela::test
