// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "line_panel.h"

#include "../frame/flow_layout.h"
#include "../records/explanation_card.h"
#include "evidence_panel.h"
#include "page_parts.h"

#include <tutela/core/grade_words.h>
#include <tutela/core/spoken.h>
#include <tutela/map/theme.h>
#include <tutela/session/display.h>

#include <nlohmann/json.hpp>

#include <QDropEvent>
#include <QHeaderView>
#include <QTableWidget>
#include <QVBoxLayout>

#include <array>
#include <numeric>

namespace tutela::app {

using nlohmann::json;

namespace {

enum Column { TitleColumn, BandColumn, ClassColumn, TrendColumn, ConfidenceColumn };
constexpr std::array kWordColumns{ClassColumn, TrendColumn, ConfidenceColumn};

template <core::Words E>
QString spokenRange(const core::Range<E>& range)
{
    const QString low = QString::fromStdString(core::spoken(range.lowest)), high = QString::fromStdString(core::spoken(range.highest));
    return low == high ? high : QObject::tr("%1 to %2").arg(low, high);
}

std::vector<ChoiceEditor::Choice> roleChoices()
{
    std::vector<ChoiceEditor::Choice> choices;
    for (std::size_t i = 0; i < core::wordCount(core::Role{}); ++i) {
        const auto role = static_cast<core::Role>(i);
        choices.push_back({QString::fromStdString(std::string{core::word(role)}), session::roleWord(role)});
    }
    return choices;
}

} // namespace

LinePanel::LinePanel(Shell& shell, EditSink edit, QWidget* parent) : QWidget(parent), m_shell(shell), m_edit(std::move(edit))
{
    setAcceptDrops(true);
    auto* column = new QVBoxLayout{this};
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    makeTable(column);
    m_detail = new QWidget{this};
    auto* detail = new QVBoxLayout{m_detail};
    detail->setContentsMargins(0, 6, 0, 0);
    detail->setSpacing(6);
    makeDetail(detail);
    makeTexts(detail);
    column->addWidget(m_detail);
}

void LinePanel::makeTable(QVBoxLayout* column)
{
    m_table = makePageTable(QStringLiteral("lineTable"), tr("Lines: threats at places"), {tr("Threat and place"), tr("Band"), tr("Class"), tr("Trend"), tr("Confidence")}, 0, this);
    m_table->setAcceptDrops(true);
    m_table->viewport()->setAcceptDrops(true);
    m_table->viewport()->installEventFilter(this);
    column->addWidget(m_table);
    connect(m_table, &QTableWidget::itemSelectionChanged, this, [this] {
        const int row = m_table->currentRow();
        if (row < 0 || static_cast<std::size_t>(row) >= m_sheet.work.result.lines.size())
            return;
        m_line = core::LineId{m_sheet.work.result.lines[static_cast<std::size_t>(row)].line.id};
        fillDetail();
        emit lineChanged();
    });
    auto* missing = new QFrame{this};
    missing->setProperty("role", QStringLiteral("well"));
    m_missing = missing;
    auto* row = new QHBoxLayout{missing};
    m_missingText = ui::label({}, "secondary", missing, true);
    m_missingText->setObjectName(QStringLiteral("missingLines"));
    m_addLines = ui::button(QStringLiteral("addLines"), tr("Add"), "plain", missing);
    connect(m_addLines, &QPushButton::clicked, this, &LinePanel::addLinesAsked);
    row->addWidget(m_missingText, 1);
    row->addWidget(m_addLines);
    column->addWidget(missing);
}

void LinePanel::makeDetail(QVBoxLayout* column)
{
    auto* head = new QHBoxLayout;
    m_title = ui::label({}, "heading", this, true);
    m_title->setObjectName(QStringLiteral("lineTitle"));
    m_removeLine = ui::button(QStringLiteral("removeLine"), tr("Remove this line"), "link", this);
    connect(m_removeLine, &QPushButton::clicked, this, &LinePanel::removeLineAsked);
    head->addWidget(m_title, 1);
    head->addWidget(m_removeLine, 0, Qt::AlignTop);
    column->addLayout(head);
    m_citations = new FlowLayout{4, 2};
    column->addLayout(m_citations);
    m_figures = new FlowLayout{24, 6};
    column->addLayout(m_figures);
    column->addSpacing(4);
    column->addWidget(ui::label(tr("JUDGED BY YOU"), "section", this));
    m_judged = new QVBoxLayout;
    m_judged->setSpacing(2);
    column->addLayout(m_judged);
    column->addWidget(ui::label(tr("COMPUTED; CHOOSE A VALUE ONLY TO REPLACE IT"), "section", this));
    m_computed = new QVBoxLayout;
    m_computed->setSpacing(2);
    column->addLayout(m_computed);
    auto* role = new FlowLayout{8, 4};
    m_roleHint = ui::label(tr("Values replaced in the role of"), "strong", this);
    m_role = new ChoiceEditor{QStringLiteral("override_role"), tr("Role of the person who replaces computed values"), tr("not chosen"), roleChoices(), this};
    m_role->setMinimumWidth(260);
    m_role->setSave([this](const QString& value) { return save(QStringLiteral("override_role"), value.isEmpty() ? json{} : json(value.toStdString()), tr("Role of the override")); });
    role->addWidget(m_roleHint);
    role->addWidget(m_role);
    column->addLayout(role);
    column->addSpacing(4);
    column->addWidget(ui::label(tr("VULNERABILITY OF THE PLACES"), "section", this));
    m_factors = new FactorTable{m_shell.style, this};
    connect(m_factors, &FactorTable::judged, this, &LinePanel::judge);
    column->addWidget(m_factors);
}

void LinePanel::makeTexts(QVBoxLayout* column)
{
    for (const auto& [field, title] : {std::pair{QStringLiteral("scenario_most_likely"), tr("Most likely course")}, {QStringLiteral("scenario_most_dangerous"), tr("Most dangerous course")},
                                       {QStringLiteral("change_reason"), tr("Why it changed since the last version")}}) {
        column->addWidget(ui::label(title, "caption", this));
        auto* editor = new FieldEditor{field, title, FieldEditor::Lines::Wrapped, this};
        editor->setSave([this, field, title](const QString& typed) { return save(field, typed.trimmed().isEmpty() ? json{} : json(typed.toStdString()), tr("Change %1").arg(title)); });
        m_texts[field] = editor;
        column->addWidget(editor);
    }
}

void LinePanel::setStacked(bool stacked)
{
    m_stacked = stacked;
    for (const auto& [field, row] : m_rows)
        row->setStacked(stacked);
}

QString LinePanel::save(const QString& field, const json& value, const QString& step)
{
    if (!m_line || !m_sheet.editable)
        return {};
    return m_edit({json{{"kind", "line"}, {"id", m_line->value}, {"set", {{field.toStdString(), value}}}}}, step);
}

void LinePanel::judge(core::PlaceId place, core::VulnerabilityFactor factor, session::FactorJudgement judgement)
{
    const auto mission = m_shell.document.mission();
    const auto* stored = mission->find<core::Place>(place);
    if (stored == nullptr || !m_sheet.editable)
        return;
    const json change = session::factorEdit(*stored, factor, judgement);
    if (change.is_null())
        return m_shell.status(tr("Nobody judged this factor: the records decide it."));
    const QString refused = m_edit({change}, tr("Judge %1").arg(QString::fromStdString(core::spoken(factor)).toLower()));
    m_shell.status(refused.isEmpty() ? tr("Saved for the place") : refused);
}

std::optional<std::size_t> LinePanel::index() const
{
    const auto& lines = m_sheet.work.result.lines;
    for (std::size_t i = 0; i < lines.size(); ++i)
        if (m_line && lines[i].line.id == m_line->value)
            return i;
    return std::nullopt;
}

void LinePanel::show(const session::AssessmentSheet& sheet, const std::vector<session::EvidenceItem>& evidence)
{
    m_sheet = sheet;
    m_evidence = evidence;
    if (!index())
        m_line = sheet.work.result.lines.empty() ? std::nullopt : std::optional{core::LineId{sheet.work.result.lines.front().line.id}};
    fillTable();
    fillDetail();
}

void LinePanel::fillTable()
{
    const QSignalBlocker quiet{m_table};
    const auto& lines = m_sheet.work.result.lines;
    m_table->setRowCount(static_cast<int>(lines.size()));
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const int row = static_cast<int>(i);
        const auto& score = lines[i].score;
        const bool uncited = lines[i].line.incident_ids.empty() && lines[i].line.alert_ids.empty();
        setPageCell(m_table, row, 0, m_sheet.lineTitles[i], m_sheet.lineTitles[i] + (uncited ? tr("\nNo evidence is cited.") : QString{}));
        if (uncited)
            m_table->item(row, 0)->setIcon(QIcon{m_shell.style.pixmap(QStringLiteral("uncited"), 12, m_shell.style.colour(map::Token::Text3), 2.0)});
        const QString low = map::bandWord(score.band.lowest), high = map::bandWord(score.band.highest);
        setPageCell(m_table, row, 1, low == high ? high : tr("%1 to %2").arg(low, high));
        QIcon symbol{bandPixmap(m_shell.style, score.band.highest, 16)};
        symbol.addPixmap(bandPixmap(m_shell.style, score.band.highest, 16), QIcon::Selected);
        m_table->item(row, 1)->setIcon(symbol);
        setPageCell(m_table, row, 2, spokenRange(score.priority));
        setPageCell(m_table, row, 3, QString::fromStdString(core::spoken(score.trend)));
        setPageCell(m_table, row, 4, QString::fromStdString(core::spoken(score.confidence.level)) + (score.confidence.contested ? tr(", contested") : QString{}));
    }
    if (const auto at = index())
        m_table->setCurrentCell(static_cast<int>(*at), 0);
    const auto wanted = [this](int column) {
        m_table->setColumnHidden(column, false);
        return std::max(static_cast<const QAbstractItemView*>(m_table)->sizeHintForColumn(column), m_table->horizontalHeader()->sectionSizeHint(column));
    };
    m_bandWidth = wanted(BandColumn);
    m_wordsWidth = std::accumulate(kWordColumns.begin(), kWordColumns.end(), 0, [&](int width, int column) { return width + wanted(column); });
    fitColumns();
    constexpr int kShown = 6;
    fitTableHeight(m_table, kShown);
    const auto missing = m_sheet.missing.size();
    m_missing->setVisible(missing > 0);
    m_missingText->setText(missing == 1 ? tr("1 threat and place of this area has no line in this version.") : tr("%1 threats and places of this area have no line in this version.").arg(missing));
    m_addLines->setText(missing == 1 ? tr("Add the line") : tr("Add the lines"));
    m_addLines->setAccessibleName(m_addLines->text());
}

void LinePanel::fitColumns()
{
    constexpr int kLeastTitle = 220;
    const bool narrow = m_table->viewport()->width() - m_bandWidth - m_wordsWidth < kLeastTitle * m_shell.style.textScale();
    for (const int column : kWordColumns)
        m_table->setColumnHidden(column, narrow);
}

void LinePanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitColumns();
}

void LinePanel::fillDetail()
{
    const auto at = index();
    m_title->setText(at ? m_sheet.lineTitles[*at] : QString{});
    m_detail->setVisible(at.has_value());
    m_removeLine->setVisible(m_sheet.editable);
    if (!at)
        return;
    fillCitations();
    fillFigures(*at);
    fillScores(*at);
    m_factors->show(session::vulnerabilityRows(m_sheet, *at), m_sheet.editable);
    const auto& line = m_sheet.work.result.lines[*at].line;
    for (const auto& [field, text] : {std::pair{"scenario_most_likely", &line.scenario_most_likely}, {"scenario_most_dangerous", &line.scenario_most_dangerous}, {"change_reason", &line.change_reason}}) {
        auto* editor = m_texts[QLatin1String{field}];
        editor->setStored(QString::fromStdString(*text), line.id);
        editor->setEditable(m_sheet.editable);
        editor->setProblem(session::problemOf(m_sheet, {core::Kind::LINE, line.id}, QLatin1String{field}));
    }
}

void LinePanel::fillCitations()
{
    constexpr int kShown = 12;
    clearLayout(m_citations);
    m_citations->addWidget(ui::label(tr("Cited:"), "caption", this));
    int here = 0;
    for (const auto& item : m_evidence) {
        if (!item.citedIn(*m_line) || ++here > kShown)
            continue;
        const QString grade = item.grade.isEmpty() ? tr("not graded") : item.grade;
        auto* link = ui::button(QStringLiteral("citation%1").arg(item.number), QStringLiteral("[%1] %2").arg(item.number).arg(grade), "citation", this);
        const QString inWords = item.grade.isEmpty() ? grade : tr("%1, %2").arg(grade, QString::fromStdString(core::meaningOfGrade(grade.toStdString())));
        link->setAccessibleName(tr("Open citation %1, graded %2: %3").arg(item.number).arg(inWords, item.text));
        link->setToolTip((item.when + QStringLiteral(", ") + item.where + QStringLiteral(": ") + item.text + QStringLiteral(" (") + grade + QLatin1Char(')')).toHtmlEscaped());
        connect(link, &QPushButton::clicked, this, [this, record = item.record] { emit openAsked(record); });
        m_citations->addWidget(link);
        link->setVisible(true); // at once: a layout shows it only later, and the page would be laid out twice
    }
    if (here == 0)
        m_citations->addWidget(ui::label(tr("nothing yet; drag evidence onto the line, or choose it in Evidence and press E"), "caption", this));
    else if (here > kShown)
        m_citations->addWidget(ui::label(tr("and %1 more in Evidence").arg(here - kShown), "caption", this));
}

void LinePanel::fillFigures(std::size_t line)
{
    clearLayout(m_figures);
    int number = 0;
    for (const auto& figure : session::lineFigures(m_sheet, line)) {
        auto* cell = new QWidget{this};
        auto* column = new QVBoxLayout{cell};
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(0);
        auto* button = ui::button(QStringLiteral("figure%1").arg(++number), figure.value, "figure", cell);
        button->setAccessibleName(tr("%1: %2. Where it comes from").arg(figure.label, figure.value));
        connect(button, &QPushButton::clicked, this, [this, button, figure] {
            showExplanation(m_shell, button, {figure.label + QStringLiteral(": ") + figure.value, figure.explanation, session::originText(m_sheet),
                                              session::recordsIn(*m_sheet.mission, figure.explanation)});
        });
        column->addWidget(button, 0, Qt::AlignLeft);
        column->addWidget(ui::label(figure.label, "caption", cell));
        m_figures->addWidget(cell);
        cell->setVisible(true);
    }
}

void LinePanel::fillScores(std::size_t line)
{
    const QString origin = session::originText(m_sheet);
    for (const auto& row : session::scoreRows(m_sheet, line)) {
        auto*& widget = m_rows[row.field];
        if (widget == nullptr) {
            widget = new ScoreRowWidget{m_shell, row, m_edit, this};
            (row.judged ? m_judged : m_computed)->addWidget(widget);
            widget->setVisible(true);
        }
        widget->setStacked(m_stacked);
        widget->show(row, m_line->value, m_sheet.editable, origin);
    }
    const auto role = session::overrideRole(m_sheet, line);
    const bool shown = role.needed || role.role.has_value();
    m_role->setVisible(shown);
    m_roleHint->setVisible(shown);
    m_role->setStored(role.role ? QString::fromStdString(std::string{core::word(*role.role)}) : QString{});
    m_role->setEditable(m_sheet.editable, tr("The text of this version is locked."));
    m_role->setProblem(role.problem);
}

void LinePanel::setLine(core::LineId line)
{
    m_line = line;
    if (const auto at = index())
        m_table->setCurrentCell(static_cast<int>(*at), 0);
}

QWidget* LinePanel::jumpTo(const QString& field)
{
    if (field == QStringLiteral("override_role")) {
        m_role->focus();
        return m_role;
    }
    if (const auto found = m_texts.find(field); found != m_texts.end()) {
        found->second->focus();
        return found->second;
    }
    for (const auto& [name, row] : m_rows) {
        if (name == field)
            row->focusValue();
        else if (row->findChild<QWidget*>(field) != nullptr)
            row->focusReason();
        else
            continue;
        return row;
    }
    m_table->setFocus(Qt::OtherFocusReason);
    return m_table;
}

void LinePanel::dragEnterEvent(QDragEnterEvent* event)
{
    if (m_sheet.editable && m_line && !evidenceIn(event->mimeData()).empty())
        event->acceptProposedAction();
}

void LinePanel::dropEvent(QDropEvent* event)
{
    const auto records = evidenceIn(event->mimeData());
    if (!m_sheet.editable || records.empty())
        return;
    event->acceptProposedAction();
    emit dropped(records);
}

bool LinePanel::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::DragEnter && event->type() != QEvent::DragMove && event->type() != QEvent::Drop)
        return QWidget::eventFilter(watched, event);
    auto* drop = static_cast<QDropEvent*>(event);
    const auto records = evidenceIn(drop->mimeData());
    if (records.empty() || !m_sheet.editable)
        return QWidget::eventFilter(watched, event);
    drop->acceptProposedAction();
    if (event->type() == QEvent::Drop) {
        if (const int row = m_table->rowAt(qRound(drop->position().y())); row >= 0)
            m_table->setCurrentCell(row, 0);
        emit dropped(records);
    }
    return true;
}

} // namespace tutela::app
