// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "pick_list.h"

#include "../frame/dialog_size.h"
#include "../frame/workspace.h"

#include <QDialog>
#include <QDialogButtonBox>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

namespace tutela::app {

PickList::PickList(const QString& title, Mode mode, std::function<std::vector<session::Choice>()> choices, QWidget* parent)
    : QPushButton(parent), m_title(title), m_mode(mode), m_choices(std::move(choices))
{
    setProperty("role", QStringLiteral("field"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(this, &QPushButton::clicked, this, &PickList::open);
    setValues({}, {});
}

void PickList::setValues(const QStringList& values, const QString& shownText)
{
    m_values = values;
    m_shown = shownText.isEmpty() ? tr("Not known") : shownText;
    setToolTip(m_shown.toHtmlEscaped());
    setAccessibleDescription(m_shown);
    showText();
}

/// As much of the names as fits.
void PickList::showText()
{
    constexpr int kFrame = 40;
    setText(fontMetrics().elidedText(m_shown, Qt::ElideRight, std::max(kFrame, width() - kFrame)).replace(QLatin1Char('&'), QStringLiteral("&&")));
}

void PickList::resizeEvent(QResizeEvent* event)
{
    QPushButton::resizeEvent(event);
    showText();
}

void PickList::open()
{
    auto* dialog = new QDialog{window()};
    dialog->setObjectName(QStringLiteral("pickDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(m_title);
    auto* column = new QVBoxLayout{dialog};
    auto* filter = new QLineEdit{dialog};
    filter->setObjectName(QStringLiteral("pickFilter"));
    filter->setAccessibleName(tr("Find"));
    filter->setPlaceholderText(tr("Find"));
    auto* list = new QListWidget{dialog};
    list->setObjectName(QStringLiteral("pickItems"));
    list->setAccessibleName(m_title);
    list->setUniformItemSizes(true);
    const bool one = m_mode == Mode::One;
    if (one) {
        auto* none = new QListWidgetItem{tr("Not known"), list};
        none->setData(Qt::UserRole, QString{});
        list->setCurrentItem(none);
    }
    for (const auto& choice : m_choices()) {
        auto* item = new QListWidgetItem{choice.text, list};
        item->setData(Qt::UserRole, choice.value);
        if (!one) {
            item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
            item->setCheckState(m_values.contains(choice.value) ? Qt::Checked : Qt::Unchecked);
        } else if (m_values.contains(choice.value)) {
            list->setCurrentItem(item);
        }
    }
    connect(filter, &QLineEdit::textChanged, list, [list, one](const QString& text) {
        QListWidgetItem* first = nullptr;
        for (int i = 0; i < list->count(); ++i) {
            list->item(i)->setHidden(!list->item(i)->text().contains(text, Qt::CaseInsensitive));
            if (first == nullptr && !list->item(i)->isHidden())
                first = list->item(i);
        }
        if (one && first != nullptr && !text.isEmpty())
            list->setCurrentItem(first); // Enter takes what is found
    });
    auto* buttons = new QDialogButtonBox{QDialogButtonBox::Ok | QDialogButtonBox::Cancel, dialog};
    buttons->button(QDialogButtonBox::Ok)->setObjectName(QStringLiteral("pickOk"));
    buttons->button(QDialogButtonBox::Ok)->setProperty("role", QStringLiteral("primary"));
    connect(buttons, &QDialogButtonBox::accepted, dialog, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    if (one)
        connect(list, &QListWidget::itemDoubleClicked, dialog, &QDialog::accept);
    connect(dialog, &QDialog::accepted, this, [this, list, one] {
        QStringList values, names;
        for (int i = 0; i < list->count(); ++i) {
            const auto* item = list->item(i);
            const QString value = item->data(Qt::UserRole).toString();
            if (one ? item == list->currentItem() && !value.isEmpty() : item->checkState() == Qt::Checked) {
                values << value;
                names << item->text();
            }
        }
        if (values == m_values)
            return;
        setValues(values, names.join(QStringLiteral("; ")));
        emit chosen(values);
    });
    column->addWidget(filter);
    column->addWidget(list);
    column->addWidget(buttons);
    constexpr QSize kSize{380, 460};
    constexpr double kPlainText = 13.0; // pixels, before the text scale
    ui::boundToScreen(*dialog, kSize * std::max(1.0, fontInfo().pixelSize() / kPlainText));
    dialog->open();
    filter->setFocus();
}

} // namespace tutela::app
