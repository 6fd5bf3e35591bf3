// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "record_form.h"

#include "field_row.h"
#include "harm_table.h"
#include "similar_list.h"
#include "source_list.h"
#include "structure_table.h"

#include <tutela/core/collections.h>
#include <tutela/core/coordinates.h>
#include <tutela/session/display.h>
#include <tutela/session/record_history.h>

#include <nlohmann/json.hpp>

#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

namespace tutela::app {

RecordForm::RecordForm(Shell& shell, core::Kind kind, QWidget* parent) : QWidget(parent), m_shell(shell), m_kind(kind)
{
    setObjectName(QStringLiteral("form_") + QString::fromStdString(core::kindName(kind)));
    setAccessibleName(tr("Fields: %1").arg(session::kindWord(kind)));
    build();
    connect(&shell.document, &session::Document::changed, this, [this](const store::Touched& touched) {
        // Names of other kinds stand in references; an incident shows its sources.
        const bool names = m_kind == core::Kind::INCIDENT && (touched.touches(core::Kind::SOURCE) || touched.touches(core::Kind::ACTOR) || touched.touches(core::Kind::PLACE));
        if (m_record && (touched.touches(m_kind) || names))
            refresh();
        else if (touched.touches(m_kind))
            sayNone();
    });
    showNone();
}

void RecordForm::makeHead(QVBoxLayout* column)
{
    m_title = ui::label({}, "title", this, true);
    m_title->setObjectName(QStringLiteral("formTitle"));
    m_subtitle = ui::label({}, "secondary", this, true);
    m_subtitle->setObjectName(QStringLiteral("formSubtitle"));
    m_rules = ui::label({}, "warning", this, true);
    m_rules->setObjectName(QStringLiteral("formWarnings"));
    m_none = ui::label(m_kind == core::Kind::INCIDENT ? tr("Select an incident in the table or on the map to see and change all of it.")
                                                      : QString{}, "secondary", this, true);
    if (m_kind != core::Kind::INCIDENT)
        m_shell.actions.follow(QStringLiteral("edit.new"), m_none, [this] { sayNone(); });
    m_none->setObjectName(QStringLiteral("formNone"));
    for (QLabel* each : {m_title, m_subtitle, m_rules, m_none})
        column->addWidget(each);
    m_createBar = new QWidget{this};
    auto* bar = new QVBoxLayout{m_createBar};
    bar->setContentsMargins(0, 0, 0, 0);
    bar->addWidget(ui::label(tr("Nothing is saved before Create."), "caption", m_createBar, true));
    m_createProblem = ui::label({}, "error", m_createBar, true);
    m_createProblem->setObjectName(QStringLiteral("createProblem"));
    bar->addWidget(m_createProblem);
    auto* buttons = new QHBoxLayout;
    auto* cancel = ui::button(QStringLiteral("cancelRecord"), tr("Cancel"), "plain", m_createBar);
    auto* make = ui::button(QStringLiteral("createRecord"), tr("Create"), "primary", m_createBar);
    buttons->addWidget(cancel);
    buttons->addWidget(make);
    buttons->addStretch();
    bar->addLayout(buttons);
    column->addWidget(m_createBar);
    connect(make, &QPushButton::clicked, this, &RecordForm::create);
    connect(cancel, &QPushButton::clicked, this, [this] {
        showNone();
        emit cancelled();
    });
}

/// What stands where there are no fields: a table without a row offers nothing to choose.
void RecordForm::sayNone()
{
    if (m_kind == core::Kind::INCIDENT)
        return;
    bool none = true;
    core::withCollection(*m_shell.document.mission(), m_kind, [&](const auto& records) { none = records.empty(); });
    m_none->setText(m_shell.actions.withKeys(none ? tr("No record yet. Add the first") : tr("Choose a record in the table, or add one"), QStringLiteral("edit.new")) + QLatin1Char('.'));
}

void RecordForm::build()
{
    auto* outer = new QVBoxLayout{this};
    outer->setContentsMargins(0, 0, 0, 0);
    m_area = new QScrollArea{this};
    m_area->setObjectName(QStringLiteral("formArea"));
    m_area->setAccessibleName(tr("Fields"));
    m_area->setWidgetResizable(true);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* content = new QWidget{m_area};
    content->setMinimumWidth(1); // as wide as the panel: its texts wrap
    if (m_kind == core::Kind::MISSION) { // it has the whole page, over which a number of four digits would be lost
        constexpr int kWidest = 512;
        content->setMaximumWidth(qRound(kWidest * m_shell.style.textScale()));
    }
    auto* column = new QVBoxLayout{content};
    column->setContentsMargins(16, 14, 16, 14);
    column->setSpacing(6);
    makeHead(column);
    m_fields = new QWidget{content};
    auto* fields = new QVBoxLayout{m_fields};
    fields->setContentsMargins(0, 0, 0, 0);
    fields->setSpacing(8);
    for (const auto& section : session::formSections(m_kind))
        makeSection(fields, section);
    if (m_kind == core::Kind::INCIDENT) {
        makeSection(fields, {tr("May be the same"), {}});
        m_similar = new SimilarList{m_shell, m_fields};
        fields->addWidget(m_similar);
    }
    makeSection(fields, {tr("History"), {}});
    m_history = ui::label({}, "caption", m_fields, true);
    m_history->setObjectName(QStringLiteral("formHistory"));
    m_history->setTextInteractionFlags(Qt::TextSelectableByMouse);
    fields->addWidget(m_history);
    column->addWidget(m_fields);
    column->addStretch();
    m_area->setWidget(content);
    outer->addWidget(m_area);
}

void RecordForm::makeSection(QVBoxLayout* column, const session::FormSection& section)
{
    using Also = session::FormSection::Also;
    column->addSpacing(4);
    column->addWidget(ui::rule(m_fields));
    column->addWidget(ui::label(section.title.toUpper(), "section", m_fields));
    if (section.also == Also::Position)
        addRow(column, nullptr);
    if (section.also == Also::Harm) {
        m_harm = new HarmTable{m_shell, m_fields};
        column->addWidget(ui::label(m_harm->accessibleDescription(), "caption", m_fields, true));
        column->addWidget(m_harm);
        column->addWidget(m_harm->problem());
        column->addWidget(m_harm->question());
    }
    if (section.also == Also::Rows) {
        auto* rows = new StructureTable{m_shell, *section.rows, m_fields};
        column->addWidget(rows);
        m_structures.push_back(rows);
        connect(rows, &StructureTable::positionAsked, this, &RecordForm::positionAsked);
    }
    if (section.also == Also::Sources)
        column->addWidget(m_sources = new SourceList{m_shell, m_fields});
    for (const auto* field : section.fields)
        addRow(column, field);
}

void RecordForm::addRow(QVBoxLayout* column, const core::Field* field)
{
    auto* row = new FieldRow{m_shell, field, m_fields};
    column->addWidget(row);
    m_rows.push_back(row);
    connect(row, &FieldRow::committed, this, [this, row] { commit(*row); });
    connect(row, &FieldRow::positionAsked, this, &RecordForm::positionAsked);
}

QSize RecordForm::minimumSizeHint() const
{
    return {m_area->widget()->minimumSizeHint().width() + m_area->verticalScrollBar()->sizeHint().width(), QWidget::minimumSizeHint().height()};
}

/// What was refused is not lost when another record is looked at: it is said, and shown again with its record.
void RecordForm::leave()
{
    const auto left = m_record ? m_refusals.find(*m_record) : m_refusals.end();
    if (left == m_refusals.end() || left->second.empty())
        return;
    const auto& [field, refusal] = *left->second.begin();
    const QString what = field == nullptr ? tr("Position") : QString::fromStdString(core::labelOf(*field));
    m_shell.messages.show(QStringLiteral("unsaved"), MessageBar::Level::Warning,
                          tr("%1: %2 \u201C%3\u201D is not saved. The text is kept until the mission is closed.")
                              .arg(session::nameOf(*m_shell.document.mission(), reference()), what, refusal.text.left(60)),
                          {{tr("Show it"), [this, record = reference()] {
                                m_shell.messages.hide(QStringLiteral("unsaved"));
                                m_shell.open(record);
                            }}});
}

void RecordForm::showRecord(std::int64_t id)
{
    if (m_record == id && !m_new)
        return;
    leave();
    m_record = id;
    m_new = false;
    m_area->verticalScrollBar()->setValue(0);
    refresh();
}

void RecordForm::showNew()
{
    leave();
    m_record.reset();
    m_new = true;
    m_createProblem->hide();
    refresh();
    focusFirst();
}

void RecordForm::showNone()
{
    leave();
    m_record.reset();
    m_new = false;
    refresh();
}

void RecordForm::refresh()
{
    const auto mission = m_shell.document.mission();
    const auto values = m_record ? session::valuesNow(m_shell.document, reference()) : std::nullopt;
    if (m_record && !values)
        m_record.reset(); // taken back
    const bool any = m_new || values;
    m_fields->setVisible(any);
    m_none->setVisible(!any);
    m_createBar->setVisible(m_new);
    showTitle(values ? &*values : nullptr);
    if (!any)
        return;
    m_filling = true;
    const auto refused = m_record ? m_refusals.find(*m_record) : m_refusals.end();
    for (FieldRow* row : m_rows) {
        if (row->field() == nullptr)
            row->setStoredPoint(values ? session::pointOf(*mission, reference()) : std::nullopt);
        else
            row->setStored(values ? session::valueIn(*values, *row->field()) : core::Value{});
        row->setEditable(!m_shell.document.isReadOnly());
        if (refused == m_refusals.end())
            continue;
        if (const auto at = refused->second.find(row->field()); at != refused->second.end()) {
            row->setText(at->second.text);
            row->refuse(at->second.sentence);
        }
    }
    if (values && m_harm != nullptr) {
        m_harm->show(*values);
        m_sources->show(*values);
        m_similar->show(*m_record);
    }
    if (values)
        for (StructureTable* rows : m_structures)
            rows->showRecord(*values);
    m_filling = false;
    showRules();
    showHistory();
}

void RecordForm::showTitle(const core::RecordValues* values)
{
    const auto mission = m_shell.document.mission();
    const auto title = values != nullptr ? session::titleOf(*mission, *values) : session::RecordTitle{};
    m_title->setText(m_new ? tr("New: %1").arg(session::kindWord(m_kind).toLower()) : values != nullptr ? title.title : session::kindWordPlural(m_kind));
    m_subtitle->setText(title.subtitle);
    m_subtitle->setVisible(!title.subtitle.isEmpty());
}

/// What the rules say of the record as it is: below the field they are about, else on top.
void RecordForm::showRules()
{
    QStringList others, harm;
    std::map<const StructureTable*, QStringList> ofRows;
    if (m_record)
        for (const auto& issue : session::issuesOf(m_shell.document, reference())) {
            const auto row = std::find_if(m_rows.begin(), m_rows.end(), [&](const FieldRow* each) { return each->isAbout(issue.field); });
            const auto rows = std::find_if(m_structures.begin(), m_structures.end(), [&](const StructureTable* each) { return each->field().name == issue.field; });
            if (row != m_rows.end())
                (*row)->warn(session::shown(issue.text));
            else if (rows != m_structures.end())
                ofRows[*rows] << session::shown(issue.text);
            else if (m_harm != nullptr && HarmTable::holds(issue.field))
                harm << session::shown(issue.text);
            else
                others << session::shown(issue.text);
        }
    if (m_harm != nullptr)
        m_harm->ask(harm);
    for (StructureTable* rows : m_structures)
        rows->warn(ofRows[rows]);
    m_rules->setText(others.join(QLatin1Char('\n')));
    m_rules->setVisible(!others.isEmpty());
}

void RecordForm::commit(FieldRow& row)
{
    if (m_filling || m_new || !m_record || m_shell.document.isReadOnly() || (!row.isChanged() && !row.isRefused()))
        return;
    const std::int64_t id = *m_record;
    const QString text = row.text();
    auto& refusals = m_refusals[id];
    refusals.erase(row.field()); // while it is set, the new value is shown
    const QString sentence = row.field() != nullptr ? session::setField(m_shell.document, reference(), *row.field(), text)
                                                    : session::setPosition(m_shell.document, reference(), text);
    if (!sentence.isEmpty())
        refusals[row.field()] = {text, sentence};
    else if (refusals.empty())
        m_refusals.erase(id);
    if (!sentence.isEmpty()) {
        row.refuse(sentence);
        m_shell.status(sentence);
    } else if (m_record == id) {
        m_shell.messages.hide(QStringLiteral("unsaved"));
        refresh();
    }
}

void RecordForm::create()
{
    session::DraftValues values;
    QString position;
    for (const FieldRow* row : m_rows)
        if (row->field() == nullptr)
            position = row->text();
        else if (!row->isShownOnly())
            values.emplace_back(row->field(), row->text());
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
    for (FieldRow* row : m_rows)
        if (row->field() == nullptr) {
            row->setText(QString::fromStdString(core::toDecimalDegrees(point)));
            commit(*row);
            row->focusEditor();
            return;
        }
    if (!m_structures.empty())
        m_structures.front()->takePosition(point);
}

void RecordForm::focusField(const QString& name)
{
    for (const FieldRow* row : m_rows)
        if (row->isAbout(name.toStdString())) {
            row->editor()->setFocus();
            m_area->ensureWidgetVisible(row->editor());
        }
}

void RecordForm::focusFirst()
{
    if (!m_rows.empty() && m_fields->isVisible())
        m_rows.front()->focusEditor();
}

void RecordForm::showHistory()
{
    QStringList lines;
    constexpr std::size_t kMost = 20;
    if (m_record)
        for (const auto& entry : session::historyOf(m_shell.document, reference(), kMost)) {
            lines << tr("%1 \u00B7 %2").arg(entry.when, entry.who);
            lines << (entry.changes.isEmpty() ? QStringList{entry.what} : entry.changes);
        }
    m_history->setText(!lines.isEmpty() ? lines.join(QLatin1Char('\n')) : m_kind == core::Kind::INCIDENT ? tr("As it was imported; nothing has been changed since.") : tr("No change by hand."));
}

} // namespace tutela::app
