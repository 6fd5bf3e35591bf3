// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dialog_parts.h"

#include <QDialog>
#include <QVBoxLayout>

namespace tutela::app {

QVBoxLayout* begin(QDialog& dialog, const char* name, const QString& title)
{
    dialog.setObjectName(QLatin1String{name});
    dialog.setAccessibleName(title);
    dialog.setWindowTitle(title);
    auto* column = new QVBoxLayout{&dialog};
    column->setContentsMargins(20, 18, 20, 16);
    column->setSpacing(8);
    column->addWidget(ui::label(title, "title", &dialog, true));
    return column;
}

QPushButton* addButtons(QDialog& dialog, QVBoxLayout* column, const QString& action)
{
    auto* row = new QHBoxLayout;
    row->setContentsMargins(0, 8, 0, 0);
    row->addStretch();
    auto* cancel = ui::button(QStringLiteral("dialogCancel"), QObject::tr("Cancel"), "plain", &dialog);
    auto* ok = ui::button(QStringLiteral("dialogOk"), action, "primary", &dialog);
    ok->setDefault(true);
    cancel->setAutoDefault(false);
    row->addWidget(cancel);
    row->addWidget(ok);
    column->addLayout(row);
    QObject::connect(cancel, &QPushButton::clicked, &dialog, &QDialog::reject);
    return ok;
}

} // namespace tutela::app
