// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dialog_parts.h"

#include <QAbstractSpinBox>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QMouseEvent>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace tutela::app {

QMap<QWidget*, QString> TypingDialog::texts() const
{
    QMap<QWidget*, QString> texts;
    for (auto* edit : findChildren<QLineEdit*>())
        if (qobject_cast<QComboBox*>(edit->parentWidget()) == nullptr && qobject_cast<QAbstractSpinBox*>(edit->parentWidget()) == nullptr)
            texts[edit] = edit->text().trimmed();
    for (auto* edit : findChildren<QPlainTextEdit*>())
        texts[edit] = edit->toPlainText().trimmed();
    return texts;
}

void TypingDialog::showEvent(QShowEvent* event)
{
    if (!std::exchange(m_opened, true))
        m_atFirst = texts();
    QDialog::showEvent(event);
}

void TypingDialog::reject()
{
    constexpr int kDiscard = 1;
    if (m_opened && texts() != m_atFirst
        && m_prompts.ask(this, windowTitle(), tr("What you typed is not saved. Discard it?"), {tr("Keep writing"), tr("Discard")}) != kDiscard)
        return;
    QDialog::reject();
}

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

namespace {

/// The words beside a box: a click on them is one on the box.
class TickLabel final : public QLabel {
public:
    TickLabel(const QString& text, QCheckBox* box, QWidget* parent) : QLabel(text, parent), m_box(box)
    {
        setTextFormat(Qt::PlainText);
        setWordWrap(true);
        setBuddy(box);
    }

protected:
    void mousePressEvent(QMouseEvent* event) override { event->accept(); } // else the release goes to what lies behind
    void mouseReleaseEvent(QMouseEvent* event) override
    {
        if (event->button() == Qt::LeftButton && rect().contains(event->position().toPoint()))
            m_box->click();
    }

private:
    QCheckBox* m_box;
};

} // namespace

QCheckBox* wrappingTick(QWidget* parent, QHBoxLayout* row, const char* name, const QString& title)
{
    auto* box = named(new QCheckBox{parent}, name, title);
    row->setSpacing(8);
    row->addWidget(box, 0, Qt::AlignTop);
    row->addWidget(new TickLabel{title, box, parent}, 1);
    return box;
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
