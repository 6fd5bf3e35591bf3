// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace tutela::test {

/// Counts what Qt warns of while it lives.
class QtWarnings {
public:
    QtWarnings() { count() = 0, m_before = qInstallMessageHandler(take); }
    ~QtWarnings() { qInstallMessageHandler(m_before); }
    QtWarnings(const QtWarnings&) = delete;
    QtWarnings& operator=(const QtWarnings&) = delete;
    static int& count()
    {
        static int warnings = 0;
        return warnings;
    }

private:
    static void take(QtMsgType type, const QMessageLogContext&, const QString& text)
    {
        if (type != QtDebugMsg && type != QtInfoMsg && !text.startsWith(QStringLiteral("This plugin does not support")))
            ++count();
    }
    QtMessageHandler m_before;
};

} // namespace tutela::test
