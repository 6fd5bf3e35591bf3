// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "record_editor.h"

#include "harm_table.h"
#include "source_list.h"

#include <tutela/core/coordinates.h>
#include <tutela/core/spoken.h>
#include <tutela/core/validation.h>
#include <tutela/exchange/similar.h>
#include <tutela/session/display.h>
#include <tutela/session/bulk_edits.h>
#include <tutela/session/record_history.h>

#include <nlohmann/json.hpp>

#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QStyle>
#include <QVBoxLayout>

namespace tutela::app {

namespace {

constexpr int kTextLines = 5;

const core::Field& fieldNamed(std::string_view name) { return *core::findField(core::Kind::INCIDENT, name); }

const core::Value& valueIn(const core::RecordValues& record, const core::Field& field)
{
    return record.values[static_cast<std::size_t>(&field - core::fieldsOf(core::Kind::INCIDENT).data())];
}

bool isLong(const core::Field& field) { return field.name == "description" || field.name == "mission_response"; }

void setState(QWidget* editor, bool error)
{
    editor->setProperty("state", error ? QStringLiteral("error") : QString{});
    editor->style()->unpolish(editor);
    editor->style()->polish(editor);
}

void clear(QLayout* layout)
{
    while (auto* item = layout->takeAt(0)) {
        if (item->widget() != nullptr) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
}

QString textOf(const QWidget* editor)
{
    if (const auto* line = qobject_cast<const QLineEdit*>(editor))
        return line->text();
    if (const auto* text = qobject_cast<const QPlainTextEdit*>(editor))
        return text->toPlainText();
    return qobject_cast<const QComboBox*>(editor)->currentData().toString();
}

/// References are typed by name: "Luzi; Banzu".
QString typedText(const core::Field& field, const core::Value& value, const core::Mission& mission)
{
    const bool refers = field.type == core::FieldType::Reference || field.type == core::FieldType::ReferenceList;
    return refers ? session::displayText(field, value, mission) : session::editText(field, value);
}

} // namespace

RecordEditor::RecordEditor(Shell& shell, QWidget* parent) : QStackedWidget(parent), m_shell(shell)
{
    setObjectName(QStringLiteral("recordEditor"));
    auto* none = ui::emptyState(shell.style, QStringLiteral("incidents"), tr("Select an incident in the table or on the map to see and change all of it."), nullptr, nullptr, this);
    addWidget(none);
    auto* scroll = new QScrollArea{this};
    scroll->setObjectName(QStringLiteral("recordScroll"));
    scroll->setAccessibleName(tr("Fields of the incident"));
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(makePage());
    addWidget(scroll);
    connect(&shell.document, &session::Document::changed, this, [this](const store::Touched& touched) {
        if (m_id && (touched.touches(core::Kind::INCIDENT) || touched.touches(core::Kind::SOURCE) || touched.touches(core::Kind::ACTOR)))
            load();
    });
}

QWidget* RecordEditor::makePage()
{
    QVBoxLayout* column = nullptr;
    auto* page = ui::panel("panel", this, &column);
    m_title = ui::label({}, "title", page, true);
    m_title->setObjectName(QStringLiteral("recordTitle"));
    m_subtitle = ui::label({}, "secondary", page, true);
    m_warnings = ui::label({}, "warning", page, true);
    m_warnings->setObjectName(QStringLiteral("recordWarnings"));
    column->addWidget(m_title);
    column->addWidget(m_subtitle);
    column->addWidget(m_warnings);
    addGroup(column, tr("WHEN"), {"time_start", "time_end", "time_precision"});
    addGroup(column, tr("WHERE"), {});
    column->addWidget(ui::label(tr("Position, in any notation"), "caption", page));
    auto* where = new QHBoxLayout;
    m_position = new QLineEdit{page};
    m_position->setObjectName(QStringLiteral("field_position"));
    m_position->setAccessibleName(tr("Position: MGRS, UTM, degrees or decimal degrees"));
    where->addWidget(m_position, 1);
    auto* pick = ui::button(QStringLiteral("pickPosition"), tr("Pick on map"), "plain", page);
    connect(pick, &QPushButton::clicked, this, &RecordEditor::pickAsked);
    where->addWidget(pick);
    column->addLayout(where);
    m_positionProblem = addProblem(column, QStringLiteral("problem_position"));
    connect(m_position, &QLineEdit::editingFinished, this, &RecordEditor::takePosition);
    for (const char* name : {"place_id", "place_name", "place_precision"})
        addRow(column, fieldNamed(name));
    addGroup(column, tr("WHAT"), {"category", "acts", "source_type", "grave_violations", "crsv_forms", "houses_burnt", "cattle_taken", "schools_hit", "health_posts_hit"});
    addGroup(column, tr("WHO"), {"perpetrator_ids", "attributions", "victim_group_ids", "victim_status"});
    addGroup(column, tr("HARM TO PEOPLE"), {});
    column->addWidget(ui::label(tr("An empty cell is not known; it is not zero."), "caption", page, true));
    m_harm = new HarmTable{m_shell, page};
    column->addWidget(m_harm);
    m_harmProblem = addProblem(column, QStringLiteral("problem_harm"));
    connect(m_harm, &HarmTable::refused, this, [this](const QString& sentence) {
        m_harmProblem->setText(sentence);
        m_harmProblem->setVisible(!sentence.isEmpty());
    });
    addGroup(column, tr("SOURCES AND GRADING"), {});
    m_sources = new SourceList{m_shell, page};
    column->addWidget(m_sources);
    addRow(column, fieldNamed("verification"));
    addGroup(column, tr("TEXT"), {"title", "description", "mission_response", "sensitivity", "sensitivity_reason"});
    addGroup(column, tr("MAY BE THE SAME"), {});
    m_similar = new QVBoxLayout;
    column->addLayout(m_similar);
    addGroup(column, tr("HISTORY"), {});
    m_history = new QVBoxLayout;
    column->addLayout(m_history);
    column->addStretch();
    return page;
}

void RecordEditor::addGroup(QVBoxLayout* column, const QString& title, std::initializer_list<const char*> fields)
{
    column->addSpacing(6);
    column->addWidget(ui::rule(this));
    column->addWidget(ui::label(title, "section", this));
    for (const char* name : fields)
        addRow(column, fieldNamed(name));
}

QLabel* RecordEditor::addProblem(QVBoxLayout* column, const QString& name)
{
    auto* problem = ui::label({}, "error", this, true);
    problem->setObjectName(name);
    problem->hide();
    column->addWidget(problem);
    return problem;
}

QWidget* RecordEditor::makeEditor(const core::Field& field)
{
    if (field.type == core::FieldType::Word) {
        auto* words = new QComboBox{this};
        words->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        words->setMinimumContentsLength(8);
        words->addItem(tr("Not known"), QString{});
        for (const auto word : field.words)
            words->addItem(QString::fromStdString(core::spoken(word)), QString::fromUtf8(word.data(), static_cast<qsizetype>(word.size())));
        words->installEventFilter(this);
        return words;
    }
    if (isLong(field)) {
        auto* text = new QPlainTextEdit{this};
        text->setTabChangesFocus(true);
        text->setFixedHeight(kTextLines * text->fontMetrics().lineSpacing() + 12);
        text->installEventFilter(this);
        return text;
    }
    auto* line = new QLineEdit{this};
    const bool list = field.type == core::FieldType::WordList || field.type == core::FieldType::ReferenceList || field.type == core::FieldType::TextList;
    line->setPlaceholderText(list                                   ? tr("several: separated by ;")
                             : field.type == core::FieldType::Time ? tr("2026-10-31 or 2026-10-31T14:05Z")
                                                                    : tr("not known"));
    return line;
}

void RecordEditor::addRow(QVBoxLayout* column, const core::Field& field)
{
    const QString label = session::shown(core::labelOf(field));
    column->addWidget(ui::label(label, "caption", this));
    auto* editor = makeEditor(field);
    editor->setObjectName(QStringLiteral("field_%1").arg(QLatin1String{field.name.data(), static_cast<qsizetype>(field.name.size())}));
    editor->setAccessibleName(label);
    column->addWidget(editor);
    const std::size_t at = m_rows.size();
    m_rows.push_back({&field, editor, addProblem(column, QStringLiteral("problem_%1").arg(QLatin1String{field.name.data(), static_cast<qsizetype>(field.name.size())}))});
    if (auto* line = qobject_cast<QLineEdit*>(editor))
        connect(line, &QLineEdit::editingFinished, this, [this, at] { take(at); });
    else if (auto* words = qobject_cast<QComboBox*>(editor))
        connect(words, &QComboBox::activated, this, [this, at] { take(at); });
}

/// Long texts are taken when they lose the focus; boxes do not change while the panel is scrolled over them.
bool RecordEditor::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::FocusOut && qobject_cast<QPlainTextEdit*>(watched) != nullptr)
        for (std::size_t i = 0; i < m_rows.size(); ++i)
            if (m_rows[i].editor == watched)
                take(i);
    if (event->type() == QEvent::Wheel && qobject_cast<QComboBox*>(watched) != nullptr) {
        event->ignore();
        return true;
    }
    return QStackedWidget::eventFilter(watched, event);
}

void RecordEditor::setIncident(std::optional<std::int64_t> id)
{
    if (id == m_id)
        return;
    m_id = id;
    for (Row& row : m_rows)
        row.refused = false;
    m_harmProblem->hide();
    setState(m_position, false);
    m_positionProblem->hide();
    m_position->setModified(false);
    load();
}

void RecordEditor::load()
{
    const auto record = m_id ? m_shell.document.read(core::Kind::INCIDENT, *m_id) : std::nullopt;
    setCurrentIndex(record ? 1 : 0);
    if (!record)
        return;
    m_loading = true;
    const auto mission = m_shell.document.mission();
    const auto incident = core::recordOf<core::Incident>(*record);
    m_title->setText(incident.title.empty() ? incident.category ? QString::fromStdString(core::spoken(*incident.category)) : tr("Incident") : session::shown(incident.title));
    m_subtitle->setText(tr("%1 \u00B7 incident %2 \u00B7 %3")
                            .arg(incident.time_start ? session::dayText(*incident.time_start, mission->timeZone()) : tr("no date"))
                            .arg(*m_id)
                            .arg(incident.dataset.empty() ? tr("made by hand") : session::shown(incident.dataset)));
    for (Row& row : m_rows)
        loadRow(row, *record);
    loadPosition(*record);
    m_harm->show(*record);
    m_sources->show(*record);
    loadWarnings(*record);
    loadHistory();
    loadSimilar();
    m_loading = false;
}

void RecordEditor::loadRow(Row& row, const core::RecordValues& record)
{
    const bool locked = m_shell.document.isReadOnly();
    if (row.refused)
        return; // what was typed stays until it is set right
    row.problem->hide();
    setState(row.editor, false);
    const QString text = typedText(*row.field, valueIn(record, *row.field), *m_shell.document.mission());
    if (auto* line = qobject_cast<QLineEdit*>(row.editor)) {
        line->setReadOnly(locked);
        if (line->hasFocus() && line->isModified())
            return; // somebody is typing
        if (line->text() != text)
            line->setText(text);
        line->setModified(false);
        line->setCursorPosition(0);
    } else if (auto* words = qobject_cast<QComboBox*>(row.editor)) {
        words->setEnabled(!locked);
        words->setCurrentIndex(std::max(0, words->findData(text)));
    } else if (auto* plain = qobject_cast<QPlainTextEdit*>(row.editor)) {
        plain->setReadOnly(locked);
        if (plain->toPlainText() != text && !(plain->hasFocus() && plain->document()->isModified()))
            plain->setPlainText(text);
        plain->document()->setModified(false);
    }
}

void RecordEditor::loadPosition(const core::RecordValues& record)
{
    if (m_position->isModified())
        return;
    const auto incident = core::recordOf<core::Incident>(record);
    m_position->setReadOnly(m_shell.document.isReadOnly());
    m_position->setText(incident.lon && incident.lat ? QString::fromStdString(core::toMgrs(core::GeoPoint::of(*incident.lon, *incident.lat))) : QString{});
    m_position->setToolTip(incident.lon && incident.lat
                               ? QString::fromStdString(core::toDecimalDegrees(core::GeoPoint::of(*incident.lon, *incident.lat)))
                               : tr("No position: not on the map"));
}

void RecordEditor::loadWarnings(const core::RecordValues& record)
{
    QStringList sentences;
    for (const core::Issue& issue : core::validate(record, m_shell.document.now()))
        sentences << session::shown(issue.text);
    m_warnings->setText(sentences.join(QLatin1Char('\n')));
    m_warnings->setVisible(!sentences.isEmpty());
}

void RecordEditor::loadHistory()
{
    clear(m_history);
    const auto entries = session::historyOf(m_shell.document, {core::Kind::INCIDENT, *m_id}, 20);
    if (entries.empty())
        m_history->addWidget(ui::label(tr("As it was imported; nothing was changed since."), "secondary", this, true));
    for (const auto& entry : entries) {
        m_history->addWidget(ui::label(tr("%1 \u00B7 %2").arg(entry.when, entry.who), "caption", this, true));
        m_history->addWidget(ui::label(entry.changes.isEmpty() ? entry.what : entry.changes.join(QLatin1Char('\n')), "plain", this, true));
    }
}

void RecordEditor::loadSimilar()
{
    clear(m_similar);
    auto* waiting = ui::label(tr("Looking ..."), "secondary", this);
    m_similar->addWidget(waiting);
    m_similarJobs.restart([mission = m_shell.document.mission(), id = *m_id](const core::Progress& progress) { return exchange::similarIncidents(*mission, core::IncidentId{id}, progress); },
                          [this](session::Outcome<std::vector<core::IncidentId>> outcome) {
                              clear(m_similar);
                              if (!outcome.value || outcome.value->empty()) {
                                  m_similar->addWidget(ui::label(tr("No other of this kind within 5 km and 24 hours."), "secondary", this, true));
                                  return;
                              }
                              const auto mission = m_shell.document.mission();
                              for (const auto id : *outcome.value) {
                                  const auto record = m_shell.document.read(core::Kind::INCIDENT, id.value);
                                  if (!record)
                                      continue;
                                  const auto other = core::recordOf<core::Incident>(*record);
                                  auto* open = ui::button(QStringLiteral("similar%1").arg(id.value),
                                                          tr("%1, %2").arg(other.category ? QString::fromStdString(core::spoken(*other.category)) : tr("Incident"),
                                                                           other.time_start ? session::dayText(*other.time_start, mission->timeZone()) : tr("no date")),
                                                          "row", this);
                                  connect(open, &QPushButton::clicked, this, [this, id] { m_shell.context.select(session::RecordRef{core::Kind::INCIDENT, id.value}); });
                                  auto* duplicate = ui::button(QStringLiteral("duplicate%1").arg(id.value), tr("This one is a duplicate of it"), "link", this);
                                  duplicate->setEnabled(!m_shell.document.isReadOnly());
                                  connect(duplicate, &QPushButton::clicked, this, [this, id] { markDuplicate(id.value); });
                                  m_similar->addWidget(open);
                                  m_similar->addWidget(duplicate, 0, Qt::AlignLeft);
                              }
                          });
}

void RecordEditor::markDuplicate(std::int64_t other)
{
    const QString sentence = set({{"verification", "DUPLICATE"}, {"duplicate_of", other}}, tr("Mark incident %1 as a duplicate").arg(*m_id));
    if (sentence.isEmpty())
        m_shell.toasts.show(tr("Incident %1 is a duplicate of %2.").arg(*m_id).arg(other), {ui::undoAction(m_shell)});
    else
        m_shell.messages.show(QStringLiteral("duplicate"), MessageBar::Level::Warning, sentence);
}

QString RecordEditor::set(const nlohmann::json& fields, const QString& what)
{
    try {
        m_shell.document.edit({{{"kind", "incident"}, {"id", *m_id}, {"set", fields}}}, what);
        return {};
    } catch (const core::Error& error) {
        return QString::fromStdString(error.message());
    }
}

void RecordEditor::take(std::size_t at)
{
    if (m_loading || !m_id || m_shell.document.isReadOnly())
        return;
    const core::Field& field = *m_rows[at].field;
    const auto record = m_shell.document.read(core::Kind::INCIDENT, *m_id);
    const QString text = textOf(m_rows[at].editor);
    if (!record || (!m_rows[at].refused && text == typedText(field, valueIn(*record, field), *m_shell.document.mission())))
        return;
    m_rows[at].refused = false; // load() shows what was taken
    if (auto* line = qobject_cast<QLineEdit*>(m_rows[at].editor))
        line->setModified(false);
    QString sentence;
    try {
        const core::Value value = session::valueOfText(*m_shell.document.mission(), field, text);
        if (value == valueIn(*record, field))
            loadRow(m_rows[at], *record);
        else
            sentence = set({{std::string{field.name}, core::toJson(field, value)}},
                           tr("Change %1 of incident %2").arg(session::shown(core::labelOf(field)).toLower()).arg(*m_id));
    } catch (const core::Error& error) {
        sentence = QString::fromStdString(error.message());
    }
    Row& row = m_rows[at];
    row.refused = !sentence.isEmpty();
    row.problem->setText(sentence);
    row.problem->setVisible(row.refused);
    setState(row.editor, row.refused);
}

void RecordEditor::takePosition()
{
    if (m_loading || !m_id || !m_position->isModified())
        return;
    const QString text = m_position->text().trimmed();
    QString sentence;
    try {
        m_position->setModified(false);
        nlohmann::json fields{{"lon", nullptr}, {"lat", nullptr}};
        if (!text.isEmpty()) {
            const auto point = core::pointOf(text.toStdString());
            fields = {{"lon", point.lon()}, {"lat", point.lat()}};
        }
        sentence = set(fields, tr("Move incident %1").arg(*m_id));
    } catch (const core::Error& error) {
        sentence = QString::fromStdString(error.message());
    }
    if (!sentence.isEmpty()) {
        m_position->setText(text);
        m_position->setModified(true);
    }
    m_positionProblem->setText(sentence);
    m_positionProblem->setVisible(!sentence.isEmpty());
    setState(m_position, !sentence.isEmpty());
}

void RecordEditor::setPosition(core::GeoPoint point)
{
    m_position->setText(QString::fromStdString(core::toDecimalDegrees(point)));
    m_position->setModified(true);
    takePosition();
}

void RecordEditor::focusFirst()
{
    if (!m_rows.empty() && currentIndex() == 1)
        m_rows.front().editor->setFocus(Qt::OtherFocusReason);
}

} // namespace tutela::app
