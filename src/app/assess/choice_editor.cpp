// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "choice_editor.h"

#include <QComboBox>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <QWheelEvent>

namespace tutela::app {

namespace {

class WheelGuard final : public QObject {
public:
    using QObject::QObject;

private:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() != QEvent::Wheel || static_cast<QWidget*>(watched)->hasFocus())
            return QObject::eventFilter(watched, event);
        event->ignore();
        return true;
    }
};

} // namespace

void keepWheelForScrolling(QWidget* control)
{
    control->setFocusPolicy(Qt::StrongFocus);
    control->installEventFilter(new WheelGuard{control});
}

ChoiceEditor::ChoiceEditor(const QString& name, const QString& title, const QString& none, const std::vector<Choice>& choices, QWidget* parent)
    : QWidget(parent), m_box(new QComboBox{this}), m_sentence(ui::label({}, "warning", this, true))
{
    auto* column = new QVBoxLayout{this};
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    m_box->setObjectName(name);
    m_box->setAccessibleName(title);
    m_box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_box->setMinimumContentsLength(14);
    keepWheelForScrolling(m_box);
    m_box->addItem(none, QString{});
    for (const auto& choice : choices)
        m_box->addItem(choice.face, choice.value);
    m_sentence->setObjectName(name + QStringLiteral("Sentence"));
    m_sentence->hide();
    column->addWidget(m_box);
    column->addWidget(m_sentence);
    connect(m_box, &QComboBox::activated, this, &ChoiceEditor::choose);
}

void ChoiceEditor::setStored(const QString& value)
{
    const QSignalBlocker quiet{m_box};
    m_stored = value;
    m_box->setCurrentIndex(std::max(0, m_box->findData(value)));
}

void ChoiceEditor::setEditable(bool editable, const QString& why)
{
    m_box->setEnabled(editable);
    m_box->setToolTip(editable ? QString{} : why.toHtmlEscaped());
}

void ChoiceEditor::setProblem(const QString& problem)
{
    m_problem = problem;
    m_box->setProperty("state", problem.isEmpty() ? QString{} : QStringLiteral("warning"));
    m_sentence->setProperty("role", QStringLiteral("warning"));
    m_sentence->setText(problem);
    m_sentence->setVisible(!problem.isEmpty());
    repolish(m_box);
    repolish(m_sentence);
}

void ChoiceEditor::focus() { m_box->setFocus(Qt::OtherFocusReason); }

void ChoiceEditor::choose()
{
    const QString value = m_box->currentData().toString();
    if (value == m_stored || !m_save)
        return;
    const QString refused = m_save(value);
    if (refused.isEmpty()) {
        m_stored = value;
        return setProblem({});
    }
    setStored(m_stored);
    m_box->setProperty("state", QStringLiteral("error"));
    m_sentence->setProperty("role", QStringLiteral("error"));
    m_sentence->setText(refused);
    m_sentence->show();
    repolish(m_box);
    repolish(m_sentence);
}

} // namespace tutela::app
