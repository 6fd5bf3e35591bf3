// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "field_row.h"

#include "pick_list.h"

#include <tutela/core/coordinates.h>
#include <tutela/core/spoken.h>
#include <tutela/session/data_health.h>
#include <tutela/session/display.h>
#include <tutela/session/record_edit.h>

#include <QAbstractTextDocumentLayout>
#include <QCalendarWidget>
#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>
#include <QWidgetAction>
#include <QtMath>

#include <algorithm>
#include <array>

#include <algorithm>

namespace tutela::app {

namespace {

using core::FieldType;

constexpr int kTextLines = 5, kNoteLines = 2, kMostLines = 12;

/// A text of several sentences that is no part of its own in the file.
bool isNote(const core::Field& field)
{
    using namespace std::string_view_literals;
    constexpr std::array kNotes{"mission_response"sv, "tasks"sv, "information_requirements"sv, "risk_to_civilians_note"sv, "report"sv, "route_conditions"sv, "needs"sv, "answers"sv, "obstruction"sv, "recommendation"sv, "patrol_reason"sv};
    return std::find(kNotes.begin(), kNotes.end(), field.name) != kNotes.end();
}

QString latin(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

QString labelText(const core::Field* field)
{
    if (field == nullptr)
        return QObject::tr("Position");
    const QString label = QString::fromStdString(core::labelOf(*field));
    const QString unit = latin(field->unit).replace(QLatin1String{"km2"}, QStringLiteral("km\u00B2"));
    return unit.isEmpty() || label.endsWith(unit, Qt::CaseInsensitive) ? label : QObject::tr("%1 (%2)").arg(label, unit);
}

/// "31NGB1242585724" as people write it down: "31N GB 12425 85724". Both are read.
QString spacedMgrs(const QString& mgrs)
{
    constexpr int kSquare = 2; // letters
    const auto digits = std::find_if(mgrs.begin(), mgrs.end(), [](QChar c) { return c.isLetter(); }) - mgrs.begin() + 1 + kSquare;
    const QString numbers = mgrs.mid(digits);
    return QStringList{mgrs.left(digits - kSquare), mgrs.mid(digits - kSquare, kSquare), numbers.left(numbers.size() / 2), numbers.mid(numbers.size() / 2)}.join(QLatin1Char(' '));
}

QString placeholder(const core::Field* field)
{
    if (field == nullptr)
        return QObject::tr("MGRS, UTM, degrees or decimal degrees");
    switch (field->type) {
    case FieldType::Day: return QObject::tr("2026-10-31");
    case FieldType::Time: return QObject::tr("2026-10-31 14:05, local time");
    case FieldType::TextList:
    case FieldType::IntegerList:
    case FieldType::WordList:
    case FieldType::ReferenceList: return QObject::tr("several, separated by ;");
    default: return QObject::tr("Not known");
    }
}

void setState(QWidget& widget, const QString& state)
{
    if (widget.property("state").toString() == state)
        return; // a form of fifty fields is filled without laying out each anew
    widget.setProperty("state", state);
    widget.style()->unpolish(&widget);
    widget.style()->polish(&widget);
}

} // namespace

FieldRow::FieldRow(Shell& shell, const core::Field* field, QWidget* parent)
    : QWidget(parent), m_shell(shell), m_field(field), m_beside(new QHBoxLayout), m_problem(ui::label({}, "error", this, true)),
      m_suggestion(ui::button({}, {}, "link", this))
{
    const QString name = field == nullptr ? QStringLiteral("position") : latin(field->name);
    auto* column = new QVBoxLayout{this};
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(3);
    auto* label = ui::label(labelText(field), "caption", this, true);
    column->addWidget(label);
    m_beside->setSpacing(6);
    column->addLayout(m_beside);
    makeEditor();
    m_editor->setObjectName(QStringLiteral("field_") + name);
    m_editor->setAccessibleName(labelText(field));
    label->setBuddy(m_editor);
    m_problem->setObjectName(QStringLiteral("problem_") + name);
    m_suggestion->setObjectName(QStringLiteral("suggestion_") + name);
    column->addWidget(m_problem);
    column->addWidget(m_suggestion, 0, Qt::AlignLeft);
    say({}, "error");
    connect(m_suggestion, &QPushButton::clicked, this, [this] {
        setText(m_suggestion->property("text_meant").toString());
        emit committed();
    });
}

bool FieldRow::isAbout(const std::string& fieldName) const
{
    return m_field == nullptr ? fieldName == "lon" || fieldName == "lat" || fieldName == "position" : m_field->name == fieldName;
}

bool FieldRow::isShownOnly() const { return m_field != nullptr && (m_field->type == FieldType::Geometry || m_field->type == FieldType::Structure); }

void FieldRow::makeEditor()
{
    if (m_field != nullptr && (m_field->type == FieldType::Word || m_field->type == FieldType::Bool)) {
        makeWords();
    } else if (m_field != nullptr && ((m_field->type == FieldType::WordList && !m_field->words.empty())
                                      || (m_field->refers && m_field->refers != core::Kind::INCIDENT))) {
        const auto mode = m_field->type == FieldType::Reference ? PickList::Mode::One : PickList::Mode::Several;
        m_editor = m_list = new PickList{labelText(m_field), mode, [this] { return session::choicesOf(*m_shell.document.mission(), *m_field); }, this};
        connect(m_list, &PickList::chosen, this, &FieldRow::committed);
    } else if (m_field != nullptr && m_field->type == FieldType::Text && (m_field->part == core::Part::Text || isNote(*m_field)) && m_field->name != "title") {
        m_editor = m_text = new QPlainTextEdit{this};
        m_text->setTabChangesFocus(true);
        growWithText(m_field->part == core::Part::Text ? kTextLines : kNoteLines);
        m_text->installEventFilter(this);
    } else {
        makeLine();
    }
    m_beside->insertWidget(0, m_editor, 1);
}

void FieldRow::growWithText(int leastLines)
{
    const auto fit = [this, leastLines] {
        constexpr int kAround = 14;
        const int lines = std::clamp(qCeil(m_text->document()->size().height()), leastLines, kMostLines); // of a plain text the size counts lines
        m_text->setFixedHeight(lines * m_text->fontMetrics().lineSpacing() + kAround);
    };
    connect(m_text->document()->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged, this, fit);
    fit();
}

void FieldRow::makeWords()
{
    m_editor = m_words = new QComboBox{this};
    m_words->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_words->setMinimumContentsLength(8);
    m_words->setFocusPolicy(Qt::StrongFocus);
    m_words->installEventFilter(this);
    m_words->addItem(tr("Not known"), QString{});
    if (m_field->type == FieldType::Bool) {
        m_words->addItem(tr("Yes"), QStringLiteral("1"));
        m_words->addItem(tr("No"), QStringLiteral("0"));
    }
    for (const auto word : m_field->words)
        m_words->addItem(session::choiceText(*m_field, word), latin(word));
    connect(m_words, &QComboBox::activated, this, &FieldRow::committed);
}

void FieldRow::makeLine()
{
    m_editor = m_line = new QLineEdit{this};
    m_line->setPlaceholderText(isShownOnly() ? tr("None") : placeholder(m_field));
    m_line->setReadOnly(isShownOnly());
    if (!isShownOnly())
        connect(m_line, &QLineEdit::editingFinished, this, [this] {
            m_line->setModified(false); // it is no longer being typed
            emit committed();
        });
    if (m_field == nullptr) {
        auto* pick = ui::button(QStringLiteral("pickPosition"), tr("Pick on map"), "plain", this);
        connect(pick, &QPushButton::clicked, this, &FieldRow::positionAsked);
        static_cast<QVBoxLayout*>(layout())->addWidget(pick, 0, Qt::AlignLeft); // below: beside it the figures would be cut in a narrow panel
    } else if (m_field->type == FieldType::Time || m_field->type == FieldType::Day) {
        auto* button = new QToolButton{this};
        button->setObjectName(QStringLiteral("calendar_") + latin(m_field->name));
        button->setAccessibleName(tr("Choose the day: %1").arg(labelText(m_field)));
        button->setToolTip(tr("Choose the day"));
        button->setIcon(m_shell.style.icon(QStringLiteral("calendar")));
        connect(button, &QToolButton::clicked, this, &FieldRow::chooseDay);
        m_beside->addWidget(button);
    }
}

/// A month to choose the day from; the time of day that was typed stays.
void FieldRow::chooseDay()
{
    auto* menu = new QMenu{this};
    menu->setObjectName(QStringLiteral("calendarMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    auto* calendar = new QCalendarWidget{menu};
    calendar->setObjectName(QStringLiteral("calendar"));
    calendar->setAccessibleName(tr("Choose the day"));
    calendar->setVerticalHeaderFormat(QCalendarWidget::NoVerticalHeader);
    calendar->setFirstDayOfWeek(Qt::Monday);
    const QDate day = QDate::fromString(m_line->text().section(QLatin1Char(' '), 0, 0), Qt::ISODate);
    if (day.isValid())
        calendar->setSelectedDate(day);
    auto* holder = new QWidgetAction{menu};
    holder->setDefaultWidget(calendar);
    menu->addAction(holder);
    connect(calendar, &QCalendarWidget::activated, this, [this, menu](const QDate& chosen) {
        menu->close();
        const QString time = m_field->type == FieldType::Time ? m_line->text().section(QLatin1Char(' '), 1) : QString{};
        setText((chosen.toString(Qt::ISODate) + QLatin1Char(' ') + time).trimmed());
        emit committed();
    });
    connect(calendar, &QCalendarWidget::clicked, calendar, &QCalendarWidget::activated);
    menu->popup(m_line->mapToGlobal(QPoint{0, m_line->height()}));
    calendar->setFocus();
}

void FieldRow::setStored(const core::Value& value)
{
    const auto mission = m_shell.document.mission();
    const bool number = m_field->type == FieldType::Integer; // its thousands are parted as everywhere, and read so
    m_stored = isShownOnly() || number ? session::displayText(*m_field, value, *mission) : session::typedText(*m_field, value, *mission);
    say({}, "error");
    const bool typing = (m_line != nullptr && m_line->hasFocus() && m_line->isModified()) || (m_text != nullptr && m_text->hasFocus() && m_text->document()->isModified());
    if (typing && !m_refused)
        return;
    m_refused = false;
    setText(m_stored);
    if (m_field->name == "attack_duration_minutes")
        m_line->setPlaceholderText(session::unsetAttackDuration(*mission)); // it is known while nobody sets it
    if (m_list != nullptr)
        m_list->setValues(m_stored.isEmpty() ? QStringList{} : m_stored.split(QStringLiteral("; ")), session::displayText(*m_field, value, *mission));
}

void FieldRow::setStoredPoint(std::optional<core::GeoPoint> point)
{
    m_stored = point ? spacedMgrs(QString::fromStdString(core::toMgrs(*point))) : QString{};
    m_line->setToolTip(point ? QString::fromStdString(core::toDecimalDegrees(*point)) : tr("No position: not on the map"));
    say({}, "error");
    if (m_line->hasFocus() && m_line->isModified() && !m_refused)
        return;
    m_refused = false;
    setText(m_stored);
}

void FieldRow::setEditable(bool editable)
{
    if (m_line != nullptr)
        m_line->setReadOnly(!editable || isShownOnly());
    else if (m_text != nullptr)
        m_text->setReadOnly(!editable);
    else
        m_editor->setEnabled(editable);
    for (auto* button : findChildren<QAbstractButton*>())
        if (button != m_editor)
            button->setEnabled(editable);
}

QString FieldRow::text() const
{
    if (m_words != nullptr)
        return m_words->currentData().toString();
    if (m_list != nullptr)
        return m_list->values().join(QStringLiteral("; "));
    return m_text != nullptr ? m_text->toPlainText() : m_line->text();
}

void FieldRow::setText(const QString& text)
{
    if (m_words != nullptr) {
        m_words->setCurrentIndex(std::max(0, m_words->findData(text)));
    } else if (m_list != nullptr) {
        m_list->setValues(text.isEmpty() ? QStringList{} : text.split(QStringLiteral("; ")), text);
    } else if (m_text != nullptr) {
        if (m_text->toPlainText() != text)
            m_text->setPlainText(text);
        m_text->document()->setModified(false);
    } else {
        if (m_line->text() != text) {
            m_line->setText(text);
            m_line->setCursorPosition(0); // long texts are read from their beginning
        }
        m_line->setModified(false);
    }
}

void FieldRow::refuse(const QString& sentence)
{
    m_refused = true;
    say(sentence, "error");
    setState(*m_editor, QStringLiteral("error"));
    const auto meant = m_field == nullptr ? std::nullopt : session::suggestedText(*m_shell.document.mission(), *m_field, text());
    m_suggestion->setVisible(meant.has_value());
    m_suggestion->setProperty("text_meant", meant.value_or(QString{}));
    if (meant)
        m_suggestion->setText(tr("Use \u201C%1\u201D").arg(QString{*meant}.replace(QLatin1Char('&'), QStringLiteral("&&"))));
    m_suggestion->setAccessibleName(m_suggestion->text());
}

void FieldRow::warn(const QString& sentence)
{
    if (!m_refused)
        say(sentence, "warning");
}

void FieldRow::say(const QString& sentence, const char* role)
{
    m_suggestion->hide();
    if (sentence.isEmpty() && m_problem->isHidden() && !m_refused && m_editor->accessibleDescription().isEmpty())
        return;
    m_problem->setText(sentence);
    if (const auto wanted = QString::fromLatin1(role); m_problem->property("role").toString() != wanted) {
        m_problem->setProperty("role", wanted);
        m_problem->style()->unpolish(m_problem);
        m_problem->style()->polish(m_problem);
    }
    m_problem->setVisible(!sentence.isEmpty());
    setState(*m_editor, {});
    m_editor->setAccessibleDescription(sentence);
}

void FieldRow::focusEditor() { m_editor->setFocus(Qt::OtherFocusReason); }

/// Long texts are done when they lose the focus; the wheel scrolls the form, not the value.
bool FieldRow::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Wheel && watched == m_words) {
        event->ignore();
        return true;
    }
    if (event->type() == QEvent::FocusOut && watched == m_text) {
        m_text->document()->setModified(false);
        emit committed();
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace tutela::app
