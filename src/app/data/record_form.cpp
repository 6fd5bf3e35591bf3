// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "record_form.h"

#include "pick_list.h"

#include <tutela/core/collections.h>
#include <tutela/core/coordinates.h>
#include <tutela/session/display.h>

#include <nlohmann/json.hpp>

#include <QComboBox>
#include <QCompleter>
#include <QEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QStyle>
#include <QVBoxLayout>

namespace tutela::app {

namespace {

using core::FieldType;

QString objectNameOf(const core::Field& field) { return QStringLiteral("field_") + QString::fromUtf8(field.name.data(), static_cast<qsizetype>(field.name.size())); }

QString labelText(const core::Field& field)
{
    const QString label = QString::fromStdString(core::labelOf(field));
    return field.unit.empty() ? label : QObject::tr("%1 (%2)").arg(label, QString::fromUtf8(field.unit.data(), static_cast<qsizetype>(field.unit.size())));
}

const core::Value& valueOf(const core::RecordValues& values, const core::Field& field)
{
    return values.values[static_cast<std::size_t>(&field - core::fieldsOf(values.kind).data())];
}

/// Set by the program alone, or of a shape that no form field edits.
bool isShownOnly(const core::Field& field) { return field.type == FieldType::Geometry || field.type == FieldType::Structure; }

void setState(QWidget& widget, const QString& state)
{
    widget.setProperty("state", state);
    widget.style()->unpolish(&widget);
    widget.style()->polish(&widget);
}

} // namespace

RecordForm::RecordForm(Shell& shell, core::Kind kind, QWidget* parent) : QWidget(parent), m_shell(shell), m_kind(kind)
{
    setObjectName(QStringLiteral("form_") + QString::fromStdString(core::kindName(kind)));
    setAccessibleName(tr("Fields: %1").arg(session::kindWord(kind)));
    build();
    connect(&shell.document, &session::Document::changed, this, [this](const store::Touched& touched) {
        if (touched.touches(m_kind) && m_record)
            refresh();
    });
    showNone();
}

void RecordForm::makeHead(QVBoxLayout* column)
{
    m_title = ui::label({}, "heading", this, true);
    m_title->setObjectName(QStringLiteral("formTitle"));
    column->addWidget(m_title);
    m_none = ui::label(tr("Choose a record in the table, or add one (Ctrl+N)."), "secondary", this, true);
    column->addWidget(m_none);
    m_createBar = new QWidget{this};
    auto* bar = new QVBoxLayout{m_createBar};
    bar->setContentsMargins(0, 0, 0, 0);
    bar->addWidget(ui::label(tr("Nothing is saved before Create."), "caption", m_createBar, true));
    m_createProblem = ui::label({}, "error", m_createBar, true);
    m_createProblem->setObjectName(QStringLiteral("createProblem"));
    bar->addWidget(m_createProblem);
    auto* buttons = new QHBoxLayout;
    auto* make = ui::button(QStringLiteral("createRecord"), tr("Create"), "primary", m_createBar);
    auto* cancel = ui::button(QStringLiteral("cancelRecord"), tr("Cancel"), "plain", m_createBar);
    buttons->addWidget(make);
    buttons->addWidget(cancel);
    buttons->addStretch();
    bar->addLayout(buttons);
    column->addWidget(m_createBar);
    connect(make, &QPushButton::clicked, this, &RecordForm::create);
    connect(cancel, &QPushButton::clicked, this, [this] {
        showNone();
        emit cancelled();
    });
}

void RecordForm::build()
{
    auto* outer = new QVBoxLayout{this};
    outer->setContentsMargins(0, 0, 0, 0);
    auto* area = new QScrollArea{this};
    area->setObjectName(QStringLiteral("formArea"));
    area->setAccessibleName(tr("Fields"));
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* content = new QWidget{area};
    auto* column = new QVBoxLayout{content};
    column->setContentsMargins(16, 14, 16, 14);
    column->setSpacing(6);
    makeHead(column);
    m_fields = new QWidget{content};
    auto* fields = new QVBoxLayout{m_fields};
    fields->setContentsMargins(0, 0, 0, 0);
    fields->setSpacing(4);
    for (const auto& section : session::formSections(m_kind)) {
        fields->addSpacing(8);
        fields->addWidget(ui::label(section.title, "section", m_fields));
        if (section.position)
            addPosition(fields);
        for (const auto* field : section.fields)
            addField(fields, *field);
    }
    fields->addSpacing(8);
    fields->addWidget(ui::label(tr("History"), "section", m_fields));
    m_history = ui::label({}, "caption", m_fields, true);
    m_history->setObjectName(QStringLiteral("formHistory"));
    m_history->setTextInteractionFlags(Qt::TextSelectableByMouse);
    fields->addWidget(m_history);
    column->addWidget(m_fields);
    column->addStretch();
    area->setWidget(content);
    outer->addWidget(area);
}

void RecordForm::addPosition(QVBoxLayout* column)
{
    Row row;
    column->addWidget(ui::label(tr("Position"), "secondary", m_fields));
    auto* line = new QHBoxLayout;
    row.line = new QLineEdit{m_fields};
    row.line->setObjectName(QStringLiteral("field_position"));
    row.line->setAccessibleName(tr("Position"));
    row.line->setPlaceholderText(tr("MGRS, UTM, degrees or decimal degrees"));
    row.editor = row.line;
    auto* pick = ui::button(QStringLiteral("pickPosition"), tr("Pick on map"), "chip", m_fields);
    line->addWidget(row.line, 1);
    line->addWidget(pick);
    column->addLayout(line);
    row.problem = ui::label({}, "error", m_fields, true);
    row.problem->setObjectName(QStringLiteral("problem_position"));
    column->addWidget(row.problem);
    const std::size_t at = m_rows.size();
    m_rows.push_back(row);
    connect(row.line, &QLineEdit::editingFinished, this, [this, at] { commit(at, m_rows[at].line->text()); });
    connect(pick, &QPushButton::clicked, this, &RecordForm::positionAsked);
}

QWidget* RecordForm::makeEditor(Row& row)
{
    const core::Field& field = *row.field;
    const QString name = objectNameOf(field);
    const std::size_t at = m_rows.size();
    const bool one = field.type == FieldType::Word || field.type == FieldType::Bool || field.type == FieldType::Reference;
    if (one) {
        row.combo = new QComboBox{m_fields};
        row.combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        row.combo->setMinimumContentsLength(8);
        row.combo->installEventFilter(this); // the wheel scrolls the form, not the value
        row.combo->setFocusPolicy(Qt::StrongFocus);
        connect(row.combo, qOverload<int>(&QComboBox::activated), this, [this, at] { commit(at, m_rows[at].combo->currentData().toString()); });
        row.editor = row.combo;
    } else if ((field.type == FieldType::WordList && !field.words.empty()) || field.type == FieldType::ReferenceList) {
        row.list = new PickList{name, labelText(field), [this, &field] { return session::choicesOf(*m_shell.document.mission(), field); }, m_fields};
        connect(row.list, &PickList::chosen, this, [this, at](const QStringList& values) {
            if (m_new)
                m_rows[at].list->setValues(values, tr("%1 chosen").arg(values.size()));
            commit(at, values.join(QStringLiteral("; ")));
        });
        row.editor = row.list;
    } else if (field.type == FieldType::Text && field.part == core::Part::Text) {
        row.text = new QPlainTextEdit{m_fields};
        row.text->setTabChangesFocus(true);
        constexpr int kHeight = 84;
        row.text->setFixedHeight(kHeight);
        row.text->installEventFilter(this);
        row.editor = row.text;
    } else {
        row.line = new QLineEdit{m_fields};
        row.line->setReadOnly(isShownOnly(field));
        if (field.type == FieldType::Day)
            row.line->setPlaceholderText(tr("YYYY-MM-DD"));
        else if (field.type == FieldType::Time)
            row.line->setPlaceholderText(tr("YYYY-MM-DDThh:mm:ssZ"));
        else if (field.type == FieldType::TextList || field.type == FieldType::IntegerList || field.type == FieldType::WordList)
            row.line->setPlaceholderText(tr("several, parted by ;"));
        if (!isShownOnly(field))
            connect(row.line, &QLineEdit::editingFinished, this, [this, at] { commit(at, m_rows[at].line->text()); });
        row.editor = row.line;
    }
    row.editor->setObjectName(name);
    row.editor->setAccessibleName(labelText(field));
    return row.editor;
}

void RecordForm::addField(QVBoxLayout* column, const core::Field& field)
{
    Row row;
    row.field = &field;
    auto* label = ui::label(labelText(field), "secondary", m_fields, true);
    column->addWidget(label);
    column->addWidget(makeEditor(row));
    label->setBuddy(row.editor);
    row.problem = ui::label({}, "error", m_fields, true);
    row.problem->setObjectName(QStringLiteral("problem_") + QString::fromUtf8(field.name.data(), static_cast<qsizetype>(field.name.size())));
    column->addWidget(row.problem);
    m_rows.push_back(row);
}

bool RecordForm::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Wheel && qobject_cast<QComboBox*>(watched) != nullptr) {
        event->ignore();
        return true;
    }
    if (event->type() == QEvent::FocusOut)
        for (std::size_t i = 0; i < m_rows.size(); ++i)
            if (m_rows[i].text == watched)
                commit(i, m_rows[i].text->toPlainText());
    return QWidget::eventFilter(watched, event);
}

void RecordForm::showRecord(std::int64_t id)
{
    if (m_record != id || m_new)
        for (Row& row : m_rows)
            row.refused = false;
    m_record = id;
    m_new = false;
    refresh();
}

void RecordForm::showNew()
{
    m_record.reset();
    m_new = true;
    m_createProblem->hide();
    for (Row& row : m_rows)
        row.refused = false;
    refresh();
    if (!m_rows.empty())
        m_rows.front().editor->setFocus();
}

void RecordForm::showNone()
{
    m_record.reset();
    m_new = false;
    refresh();
}

void RecordForm::refresh()
{
    const auto mission = m_shell.document.mission();
    const auto values = m_record ? core::recordIn(*mission, m_kind, *m_record) : std::nullopt;
    if (m_record && !values)
        m_record.reset(); // taken back
    const bool any = m_new || values;
    m_fields->setVisible(any);
    m_none->setVisible(!any);
    m_createBar->setVisible(m_new);
    m_title->setText(m_new ? tr("New: %1").arg(session::kindWord(m_kind).toLower()) : values ? session::nameOf(*mission, reference()) : session::kindWordPlural(m_kind));
    if (!any)
        return;
    m_filling = true;
    for (Row& row : m_rows)
        if (!row.refused)
            fillRow(row, values ? &*values : nullptr);
    m_filling = false;
    showRules();
    showHistory();
}

void RecordForm::fillRow(Row& row, const core::RecordValues* values)
{
    const auto mission = m_shell.document.mission();
    const bool writable = !m_shell.document.isReadOnly();
    say(row, {}, false);
    if (row.field == nullptr) {
        const auto point = values != nullptr ? session::pointOf(*mission, reference()) : std::nullopt;
        row.line->setText(point ? QString::fromStdString(core::toMgrs(*point)) : QString{});
        row.line->setReadOnly(!writable);
        return;
    }
    const core::Field& field = *row.field;
    const core::Value value = values != nullptr ? valueOf(*values, field) : core::Value{};
    const QString typed = session::editText(field, value);
    if (row.combo != nullptr) {
        row.combo->clear();
        row.combo->addItem(tr("Not known"), QString{});
        if (field.type == FieldType::Bool) {
            row.combo->addItem(tr("Yes"), QStringLiteral("1"));
            row.combo->addItem(tr("No"), QStringLiteral("0"));
        }
        for (const auto& choice : session::choicesOf(*mission, field))
            row.combo->addItem(choice.text, choice.value);
        row.combo->setCurrentIndex(std::max(0, row.combo->findData(typed)));
        row.combo->setEnabled(writable);
    } else if (row.list != nullptr) {
        row.list->setValues(typed.isEmpty() ? QStringList{} : typed.split(QStringLiteral("; ")), session::displayText(field, value, *mission));
        row.list->setEnabled(writable);
    } else if (row.text != nullptr) {
        if (row.text->toPlainText() != typed)
            row.text->setPlainText(typed);
        row.text->setReadOnly(!writable);
    } else {
        row.line->setText(isShownOnly(field) ? session::displayText(field, value, *mission) : typed);
        row.line->setReadOnly(!writable || isShownOnly(field));
    }
}

/// What the rules say of the record as it is, below the field they are about.
void RecordForm::showRules()
{
    if (!m_record)
        return;
    for (const auto& issue : session::issuesOf(m_shell.document, reference()))
        for (Row& row : m_rows) {
            const bool position = row.field == nullptr && (issue.field == "lon" || issue.field == "lat");
            if (!row.refused && (position || (row.field != nullptr && row.field->name == issue.field)))
                say(row, session::shown(issue.text), false);
        }
}

void RecordForm::say(Row& row, const QString& sentence, bool refused)
{
    row.refused = refused;
    row.problem->setText(sentence);
    row.problem->setProperty("role", refused ? QStringLiteral("error") : QStringLiteral("warning"));
    row.problem->style()->unpolish(row.problem);
    row.problem->style()->polish(row.problem);
    row.problem->setVisible(!sentence.isEmpty());
    setState(*row.editor, refused ? QStringLiteral("error") : QString{});
    row.editor->setAccessibleDescription(sentence);
}

QString RecordForm::typed(const Row& row) const
{
    if (row.combo != nullptr)
        return row.combo->currentData().toString();
    if (row.list != nullptr)
        return row.list->values().join(QStringLiteral("; "));
    return row.text != nullptr ? row.text->toPlainText() : row.line->text();
}

void RecordForm::commit(std::size_t at, const QString& text)
{
    Row& row = m_rows[at];
    if (m_filling || m_new || !m_record || m_shell.document.isReadOnly())
        return;
    const auto values = core::recordIn(*m_shell.document.mission(), m_kind, *m_record);
    if (!values)
        return;
    QString before;
    if (row.field != nullptr)
        before = session::editText(*row.field, valueOf(*values, *row.field));
    else if (const auto point = session::pointOf(*m_shell.document.mission(), reference()))
        before = QString::fromStdString(core::toMgrs(*point));
    if (text == before) {
        if (row.refused) {
            say(row, {}, false);
            showRules();
        }
        return;
    }
    row.refused = false;
    const QString refusal = row.field != nullptr ? session::setField(m_shell.document, reference(), *row.field, text)
                                                 : session::setPosition(m_shell.document, reference(), text);
    if (refusal.isEmpty())
        return;
    say(row, refusal, true);
    if (row.combo != nullptr)
        m_shell.status(refusal);
}

void RecordForm::create()
{
    session::DraftValues values;
    QString position;
    for (const Row& row : m_rows)
        if (row.field == nullptr)
            position = row.line->text();
        else if (!isShownOnly(*row.field))
            values.emplace_back(row.field, typed(row));
    const auto added = session::addRecord(m_shell.document, m_kind, values, position);
    m_createProblem->setText(added.refusal);
    m_createProblem->setVisible(!added.refusal.isEmpty());
    if (!added.id)
        return;
    showRecord(*added.id);
    emit created(*added.id);
}

void RecordForm::takePosition(core::GeoPoint point)
{
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        if (m_rows[i].field == nullptr) {
            m_rows[i].line->setText(QString::fromStdString(core::toMgrs(point)));
            commit(i, m_rows[i].line->text());
            m_rows[i].line->setFocus();
        }
}

void RecordForm::focusField(const QString& name)
{
    for (const Row& row : m_rows) {
        const bool position = row.field == nullptr && (name == QStringLiteral("lon") || name == QStringLiteral("lat"));
        if (position || (row.field != nullptr && QString::fromUtf8(row.field->name.data(), static_cast<qsizetype>(row.field->name.size())) == name)) {
            row.editor->setFocus();
            if (auto* area = findChild<QScrollArea*>(QStringLiteral("formArea")))
                area->ensureWidgetVisible(row.editor);
        }
    }
}

void RecordForm::showHistory()
{
    QStringList lines;
    constexpr std::size_t kMost = 12;
    if (m_record) {
        const auto commits = m_shell.document.history(*m_record);
        const auto zone = m_shell.document.mission()->timeZone();
        for (auto at = commits.rbegin(); at != commits.rend() && static_cast<std::size_t>(lines.size()) < kMost; ++at)
            lines << tr("%1 \u00B7 %2 \u00B7 %3").arg(session::dayText(at->time, zone), session::shown(at->author), session::shown(at->message));
    }
    m_history->setText(lines.isEmpty() ? tr("No change by hand.") : lines.join(QLatin1Char('\n')));
}

} // namespace tutela::app
