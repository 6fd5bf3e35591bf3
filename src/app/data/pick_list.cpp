// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "pick_list.h"

#include "../frame/workspace.h"

#include <QDialog>
#include <QDialogButtonBox>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

namespace tutela::app {

PickList::PickList(const QString& name, const QString& title, std::function<std::vector<session::Choice>()> choices, QWidget* parent)
    : QPushButton(parent), m_title(title), m_choices(std::move(choices))
{
    setObjectName(name);
    setAccessibleName(title);
    setProperty("role", QStringLiteral("menu"));
    connect(this, &QPushButton::clicked, this, &PickList::open);
    setValues({}, {});
}

void PickList::setValues(const QStringList& values, const QString& shownText)
{
    m_values = values;
    QString text = shownText.isEmpty() ? tr("Not known") : shownText;
    setToolTip(text.toHtmlEscaped());
    constexpr int kMost = 34;
    if (text.size() > kMost)
        text = text.left(kMost - 1) + QChar{0x2026};
    setText(text.replace(QLatin1Char('&'), QStringLiteral("&&")));
}

void PickList::open()
{
    QDialog dialog{window()};
    dialog.setObjectName(QStringLiteral("pickDialog"));
    dialog.setWindowTitle(m_title);
    auto* column = new QVBoxLayout{&dialog};
    auto* filter = new QLineEdit{&dialog};
    filter->setObjectName(QStringLiteral("pickFilter"));
    filter->setAccessibleName(tr("Find"));
    filter->setPlaceholderText(tr("Find"));
    auto* list = new QListWidget{&dialog};
    list->setObjectName(QStringLiteral("pickItems"));
    list->setAccessibleName(m_title);
    for (const auto& choice : m_choices()) {
        auto* item = new QListWidgetItem{choice.text, list};
        item->setData(Qt::UserRole, choice.value);
        item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
        item->setCheckState(m_values.contains(choice.value) ? Qt::Checked : Qt::Unchecked);
    }
    connect(filter, &QLineEdit::textChanged, list, [list](const QString& text) {
        for (int i = 0; i < list->count(); ++i)
            list->item(i)->setHidden(!list->item(i)->text().contains(text, Qt::CaseInsensitive));
    });
    auto* buttons = new QDialogButtonBox{QDialogButtonBox::Ok | QDialogButtonBox::Cancel, &dialog};
    connect(buttons, &QDialogButtonBox::accepted, &dialog, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, &dialog, &QDialog::reject);
    column->addWidget(filter);
    column->addWidget(list);
    column->addWidget(buttons);
    constexpr QSize kSize{380, 460};
    dialog.resize(kSize);
    if (dialog.exec() != QDialog::Accepted)
        return;
    QStringList values;
    for (int i = 0; i < list->count(); ++i)
        if (list->item(i)->checkState() == Qt::Checked)
            values << list->item(i)->data(Qt::UserRole).toString();
    if (values != m_values)
        emit chosen(values);
}

} // namespace tutela::app
