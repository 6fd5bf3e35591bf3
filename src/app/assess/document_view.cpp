// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "document_view.h"

#include "evidence_panel.h"

#include <tutela/core/confidence_words.h>
#include <tutela/core/spoken.h>
#include <tutela/map/theme.h>
#include <tutela/session/display.h>

#include <nlohmann/json.hpp>

#include <QDropEvent>
#include <QHeaderView>
#include <QPushButton>
#include <QScrollArea>
#include <QTableWidget>
#include <QVBoxLayout>

namespace tutela::app {

using nlohmann::json;

namespace {

QTableWidget* table(const QString& name, const QString& title, const QStringList& heads, int stretch, QWidget* parent)
{
    auto* made = new QTableWidget{0, static_cast<int>(heads.size()), parent};
    made->setObjectName(name);
    made->setAccessibleName(title);
    made->setHorizontalHeaderLabels(heads);
    made->verticalHeader()->hide();
    made->horizontalHeader()->setHighlightSections(false);
    made->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    made->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    made->horizontalHeader()->setSectionResizeMode(stretch, QHeaderView::Stretch);
    made->setSelectionBehavior(QAbstractItemView::SelectRows);
    made->setSelectionMode(QAbstractItemView::SingleSelection);
    made->setEditTriggers(QAbstractItemView::NoEditTriggers);
    made->setShowGrid(false);
    made->setWordWrap(true);
    made->setTabKeyNavigation(false);
    return made;
}

void setCell(QTableWidget* table, int row, int column, const QString& text, const QString& tip = {})
{
    auto* item = new QTableWidgetItem{text};
    item->setToolTip(tip.toHtmlEscaped());
    table->setItem(row, column, item);
}

QString word(std::string_view enumerator) { return QString::fromStdString(core::spoken(enumerator)); }

} // namespace

DocumentView::DocumentView(Shell& shell, EditSink edit, QWidget* parent) : QWidget(parent), m_shell(shell), m_edit(std::move(edit))
{
    auto* outer = new QVBoxLayout{this};
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    makeHeader(outer);
    m_scroll = new QScrollArea{this};
    m_scroll->setObjectName(QStringLiteral("assessmentPage"));
    m_scroll->setAccessibleName(tr("The assessment"));
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* page = new QWidget{m_scroll};
    auto* column = new QVBoxLayout{page};
    column->setContentsMargins(20, 14, 20, 24);
    column->setSizeConstraint(QLayout::SetMinimumSize); // the page scrolls, it is never squeezed
    column->setSpacing(10);
    QHBoxLayout* strip = nullptr;
    auto* well = new QFrame{page};
    well->setProperty("role", QStringLiteral("well"));
    strip = new QHBoxLayout{well};
    m_bandIcon = new QLabel{well};
    strip->addWidget(m_bandIcon, 0, Qt::AlignTop);
    auto* words = new QVBoxLayout;
    m_bandWord = ui::label({}, "heading", well);
    m_bandWord->setObjectName(QStringLiteral("resultBand"));
    m_before = ui::label({}, "caption", well);
    words->addWidget(m_bandWord);
    words->addWidget(m_before);
    words->addStretch();
    strip->addLayout(words);
    strip->addWidget(text(QStringLiteral("summary_bluf"), tr("Summary"), FieldEditor::Lines::Many, 96), 1);
    column->addWidget(well);
    auto* situation = section(column, tr("1  Situation and threat"), &m_situationNote);
    situation->addWidget(text(QStringLiteral("situation"), tr("Situation and threat"), FieldEditor::Lines::Many, 64));
    makeScores(section(column, tr("2  Scores and reasons"), &m_scoresNote));
    makeActions(section(column, tr("3  Recommended actions"), &m_actionsNote));
    auto* limits = section(column, tr("4  Limits and confidence"), &m_limitsNote);
    for (const auto& [field, title] : {std::pair{QStringLiteral("assumptions"), tr("Assumptions, one a line")}, {QStringLiteral("information_gaps"), tr("What is not known, one a line")},
                                       {QStringLiteral("dissent"), tr("Dissent, one a line")}}) {
        limits->addWidget(ui::label(title, "caption", this));
        limits->addWidget(text(field, title, FieldEditor::Lines::Many, 76, true));
    }
    for (const auto level : {core::Confidence::HIGH, core::Confidence::MEDIUM, core::Confidence::LOW})
        limits->addWidget(ui::label(tr("Confidence %1: %2.").arg(word(core::word(level)), QString::fromStdString(std::string{core::meaningOf(level)})), "caption", this, true));
    auto* sign = section(column, tr("5  Sign-off"), &m_signNote);
    m_history = new QVBoxLayout;
    m_steps = new QHBoxLayout;
    sign->addLayout(m_history);
    sign->addLayout(m_steps);
    column->addStretch();
    m_scroll->setWidget(page);
    outer->addWidget(m_scroll, 1);
}

void DocumentView::makeHeader(QVBoxLayout* column)
{
    auto* head = new QFrame{this};
    head->setProperty("role", QStringLiteral("panel"));
    auto* row = new QHBoxLayout{head};
    row->setContentsMargins(20, 12, 20, 10);
    auto* names = new QVBoxLayout;
    names->setSpacing(1);
    m_title = ui::label({}, "title", head, true);
    m_title->setObjectName(QStringLiteral("assessmentTitle"));
    m_about = ui::label({}, "caption", head, true);
    m_about->setObjectName(QStringLiteral("assessmentAbout"));
    names->addWidget(m_title);
    names->addWidget(m_about);
    row->addLayout(names, 1);
    m_compare = ui::button(QStringLiteral("compareVersions"), tr("Compare"), "plain", head);
    m_check = ui::button(QStringLiteral("checkAssessment"), tr("Check"), "plain", head);
    m_next = ui::button(QStringLiteral("nextStep"), tr("Send to review"), "primary", head);
    for (auto* button : {m_compare, m_check, m_next})
        row->addWidget(button, 0, Qt::AlignTop);
    connect(m_compare, &QPushButton::clicked, this, &DocumentView::compareAsked);
    connect(m_check, &QPushButton::clicked, this, &DocumentView::checkAsked);
    connect(m_next, &QPushButton::clicked, this, [this] {
        for (const auto& step : session::nextSteps(m_sheet))
            if (step.forward)
                return emit stepAsked(step);
    });
    column->addWidget(head);
    column->addWidget(ui::rule(this));
    m_lock = new QFrame{this};
    m_lock->setProperty("role", QStringLiteral("well"));
    auto* lock = new QHBoxLayout{m_lock};
    auto* icon = new QLabel{m_lock};
    icon->setPixmap(m_shell.style.pixmap(QStringLiteral("lock"), 18, m_shell.style.colour(map::Token::Text2), 2.0));
    lock->addWidget(icon);
    m_lockText = ui::label({}, "plain", m_lock, true);
    m_lockText->setObjectName(QStringLiteral("lockText"));
    lock->addWidget(m_lockText, 1);
    m_nextVersion = ui::button(QStringLiteral("createVersion"), tr("Create the next version"), "plain", m_lock);
    connect(m_nextVersion, &QPushButton::clicked, this, &DocumentView::nextVersionAsked);
    lock->addWidget(m_nextVersion);
    column->addWidget(m_lock);
}

QVBoxLayout* DocumentView::section(QVBoxLayout* column, const QString& title, QLabel** note)
{
    auto* head = new QHBoxLayout;
    head->setContentsMargins(0, 8, 0, 0);
    head->addWidget(ui::label(title, "heading", this), 1);
    *note = ui::label({}, "caption", this);
    head->addWidget(*note);
    column->addLayout(head);
    auto* made = new QVBoxLayout;
    made->setSpacing(6);
    column->addLayout(made);
    return made;
}

FieldEditor* DocumentView::text(const QString& field, const QString& title, FieldEditor::Lines lines, int height, bool list)
{
    auto* editor = new FieldEditor{field, title, lines, this};
    editor->setMinimumHeight(qRound(height * m_shell.style.textScale())); // the style sheet owns the minimum of the edit itself
    editor->setMaximumHeight(qRound((height + 24) * m_shell.style.textScale()));
    editor->setSave([this, field, title, list](const QString& typed) {
        json value = typed.trimmed().isEmpty() ? json{} : json(typed.toStdString());
        if (list) {
            value = json::array();
            for (const QString& each : typed.split(QLatin1Char('\n'), Qt::SkipEmptyParts))
                if (!each.trimmed().isEmpty())
                    value.push_back(each.trimmed().toStdString());
        }
        return m_edit({json{{"kind", "assessment"}, {"id", m_sheet.work.assessment.id}, {"set", {{field.toStdString(), value}}}}}, tr("Change %1").arg(title));
    });
    m_texts.push_back({editor, field, list});
    return editor;
}

void DocumentView::makeScores(QVBoxLayout* column)
{
    constexpr int kRows = 6;
    m_lines = table(QStringLiteral("lineTable"), tr("Lines: threats at places"), {tr("Threat and place"), tr("Band"), tr("Class"), tr("Trend"), tr("Confidence")}, 0, this);
    m_lines->setFixedHeight(qRound((kRows + 1) * 32 * m_shell.style.textScale()));
    m_lines->setAcceptDrops(true);
    m_lines->viewport()->setAcceptDrops(true);
    m_lines->viewport()->installEventFilter(this);
    column->addWidget(m_lines);
    connect(m_lines, &QTableWidget::itemSelectionChanged, this, [this] {
        const int row = m_lines->currentRow();
        if (row < 0 || static_cast<std::size_t>(row) >= m_sheet.work.result.lines.size())
            return;
        m_line = core::LineId{m_sheet.work.result.lines[static_cast<std::size_t>(row)].line.id};
        fillLine();
        emit lineChanged();
    });
    m_lineTitle = ui::label({}, "heading", this, true);
    column->addWidget(m_lineTitle);
    m_citations = new QHBoxLayout;
    column->addLayout(m_citations);
    m_figures = new QHBoxLayout;
    column->addLayout(m_figures);
    m_rows = new QVBoxLayout;
    m_rows->setSpacing(2);
    column->addLayout(m_rows);
    m_factors = table(QStringLiteral("factorTable"), tr("Vulnerability: yes, no, unknown"), {tr("Place"), tr("Vulnerability factor"), tr("Holds"), tr("Why")}, 3, this);
    m_factors->setFixedHeight(qRound(kRows * 32 * m_shell.style.textScale()));
    column->addWidget(m_factors);
}

void DocumentView::makeActions(QVBoxLayout* column)
{
    m_actions = table(QStringLiteral("actionTable"), tr("Recommended actions"), {tr("Tier"), tr("Action"), tr("Component"), tr("Owner"), tr("Deadline"), tr("Indicator"), tr("Status")}, 1, this);
    m_actions->setFixedHeight(qRound(230 * m_shell.style.textScale()));
    column->addWidget(m_actions);
    auto* row = new QHBoxLayout;
    m_addAction = ui::button(QStringLiteral("addAction"), tr("Add action to the line"), "plain", this);
    m_editAction = ui::button(QStringLiteral("editAction"), tr("Edit"), "plain", this);
    m_removeAction = ui::button(QStringLiteral("removeAction"), tr("Remove"), "plain", this);
    for (auto* button : {m_addAction, m_editAction, m_removeAction})
        row->addWidget(button);
    row->addStretch();
    column->addLayout(row);
    connect(m_addAction, &QPushButton::clicked, this, [this] { emit actionAsked(true); });
    connect(m_editAction, &QPushButton::clicked, this, [this] { emit actionAsked(false); });
    connect(m_removeAction, &QPushButton::clicked, this, &DocumentView::removeActionAsked);
    connect(m_actions, &QTableWidget::itemActivated, this, [this] { emit actionAsked(false); });
}

std::optional<core::LineId> DocumentView::line() const { return m_line; }

std::optional<std::size_t> DocumentView::index() const
{
    const auto& lines = m_sheet.work.result.lines;
    for (std::size_t i = 0; i < lines.size(); ++i)
        if (m_line && lines[i].line.id == m_line->value)
            return i;
    return std::nullopt;
}

void DocumentView::setBusy(bool busy) { m_about->setEnabled(!busy); }

void DocumentView::show(const session::AssessmentSheet& sheet, const std::vector<session::EvidenceItem>& evidence)
{
    m_sheet = sheet;
    m_evidence = evidence;
    if (!index())
        m_line = sheet.work.result.lines.empty() ? std::nullopt : std::optional{core::LineId{sheet.work.result.lines.front().line.id}};
    fillHeader();
    fillLines();
    fillLine();
    fillActions();
    fillSignOff();
}

void DocumentView::fillHeader()
{
    const auto& assessment = m_sheet.work.assessment;
    m_title->setText(session::shown(assessment.title));
    const auto* last = assessment.previous_id ? m_sheet.mission->find<core::Assessment>(*assessment.previous_id) : nullptr;
    m_about->setText(tr("%1@%2 \u00B7 %3 \u00B7 by %4%5").arg(session::shown(assessment.reference), session::shown(assessment.version), session::stateWord(m_sheet.work.state).toLower(),
                                                                 assessment.author_role ? session::roleWord(*assessment.author_role) : tr("nobody named"),
                                                                 last != nullptr ? tr(" \u00B7 started from version %1").arg(session::shown(last->version)) : QString{}));
    m_check->setText(m_sheet.open == 0 ? tr("Check") : tr("Check (%1 open)").arg(m_sheet.open));
    m_compare->setEnabled(last != nullptr);
    m_compare->setToolTip(last != nullptr ? tr("Ctrl+D") : tr("There is no version before to compare with."));
    m_next->hide();
    for (const auto& step : session::nextSteps(m_sheet))
        if (step.forward) {
            m_next->setText(step.verb);
            m_next->setAccessibleName(step.verb);
            m_next->show();
            break;
        }
    m_lock->setVisible(!m_sheet.editable);
    m_lockText->setText(m_sheet.locked);
    m_nextVersion->setVisible(m_sheet.frozen);
    m_bandIcon->setPixmap(bandPixmap(m_shell.style, m_sheet.band, 30));
    m_bandWord->setText(m_sheet.band ? map::bandWord(*m_sheet.band) : map::notAssessedWord());
    m_before->setText(m_sheet.before);
    const core::RecordValues values = core::valuesOf(assessment);
    const auto fields = core::fieldsOf(core::Kind::ASSESSMENT);
    for (const auto& each : m_texts) {
        for (std::size_t i = 0; i < fields.size(); ++i)
            if (each.field == QLatin1String{fields[i].name.data(), static_cast<qsizetype>(fields[i].name.size())})
                each.editor->setStored(each.list ? session::editText(fields[i], values.values[i]).replace(QStringLiteral("; "), QStringLiteral("\n")) : session::editText(fields[i], values.values[i]), assessment.id);
        each.editor->setEditable(m_sheet.editable);
        QString problem;
        for (const auto& issue : m_sheet.issues)
            if (issue.level != core::RuleLevel::W && issue.kind == core::Kind::ASSESSMENT && issue.field == each.field.toStdString())
                problem = session::shown(issue.text);
        each.editor->setProblem(problem);
    }
}

void DocumentView::fillLines()
{
    const QSignalBlocker quiet{m_lines};
    const auto& lines = m_sheet.work.result.lines;
    m_lines->setRowCount(static_cast<int>(lines.size()));
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const int row = static_cast<int>(i);
        const auto& score = lines[i].score;
        setCell(m_lines, row, 0, m_sheet.lineTitles[i], m_sheet.lineTitles[i]);
        const QString low = map::bandWord(score.band.lowest), high = map::bandWord(score.band.highest);
        setCell(m_lines, row, 1, low == high ? high : tr("%1 to %2").arg(low, high));
        QIcon symbol{bandPixmap(m_shell.style, score.band.highest, 16)};
        symbol.addPixmap(bandPixmap(m_shell.style, score.band.highest, 16), QIcon::Selected);
        m_lines->item(row, 1)->setIcon(symbol);
        const QString least = word(core::word(score.priority.lowest)), most = word(core::word(score.priority.highest));
        setCell(m_lines, row, 2, least == most ? most : tr("%1 to %2").arg(least, most));
        setCell(m_lines, row, 3, word(core::word(score.trend)));
        setCell(m_lines, row, 4, word(core::word(score.confidence.level)) + (score.confidence.contested ? tr(", contested") : QString{}));
    }
    if (const auto at = index())
        m_lines->setCurrentCell(static_cast<int>(*at), 0);
    m_scoresNote->setText(m_sheet.open == 0 ? tr("nothing missing") : m_sheet.open == 1 ? tr("1 thing missing in the document") : tr("%1 things missing in the document").arg(m_sheet.open));
}

void DocumentView::fillLine()
{
    const auto at = index();
    clearLayout(m_figures);
    clearLayout(m_citations);
    m_factors->setRowCount(0);
    m_lineTitle->setText(at ? m_sheet.lineTitles[*at] : tr("This assessment has no line yet."));
    int cited = 0;
    if (!at) {
        m_situationNote->setText(tr("no citations"));
        return;
    }
    m_citations->addWidget(ui::label(tr("Cited:"), "caption", this));
    constexpr int kShown = 8;
    int here = 0;
    for (const auto& item : m_evidence) {
        cited += item.number > 0 ? 1 : 0;
        if (!item.citedIn(*m_line) || ++here > kShown)
            continue;
        auto* link = ui::button(QStringLiteral("citation%1").arg(item.number), QStringLiteral("[%1]").arg(item.number), "link", this);
        link->setAccessibleName(tr("Open citation %1: %2").arg(item.number).arg(item.text));
        link->setToolTip((item.when + QStringLiteral(", ") + item.where + QStringLiteral(": ") + item.text + QStringLiteral(" (") + item.grade + QLatin1Char(')')).toHtmlEscaped());
        link->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
        connect(link, &QPushButton::clicked, this, [this, record = item.record] { emit openAsked(record); });
        m_citations->addWidget(link);
    }
    if (here == 0)
        m_citations->addWidget(ui::label(tr("nothing yet; drag evidence onto the line or press E"), "warning", this));
    else if (here > kShown)
        m_citations->addWidget(ui::label(tr("and %1 more beside").arg(here - kShown), "caption", this));
    m_citations->addStretch();
    m_situationNote->setText(cited == 1 ? tr("1 citation") : tr("%1 citations").arg(cited));
    int number = 0;
    for (const auto& figure : session::lineFigures(m_sheet, *at)) {
        auto* button = ui::button(QStringLiteral("figure%1").arg(++number), figure.value, "link", this);
        button->setAccessibleName(tr("%1: %2. Where it comes from").arg(figure.label, figure.value));
        connect(button, &QPushButton::clicked, this, [button, how = figure.explanation] { showExplanation(button, how); });
        auto* cell = new QVBoxLayout;
        cell->setSpacing(0);
        cell->addWidget(button);
        cell->addWidget(ui::label(figure.label, "caption", this, true));
        m_figures->addLayout(cell, 1);
    }
    for (const auto& row : session::scoreRows(m_sheet, *at)) {
        auto*& widget = m_scoreRows[row.field];
        if (widget == nullptr) {
            widget = new ScoreRowWidget{m_shell.style, row, m_edit, this};
            m_rows->addWidget(widget);
        }
        widget->show(row, m_line->value, m_sheet.editable);
    }
    const auto factors = session::vulnerabilityRows(m_sheet, *at);
    m_factors->setRowCount(static_cast<int>(factors.size()));
    for (std::size_t i = 0; i < factors.size(); ++i) {
        const int row = static_cast<int>(i);
        setCell(m_factors, row, 0, factors[i].place);
        setCell(m_factors, row, 1, factors[i].factor);
        setCell(m_factors, row, 2, factors[i].state);
        setCell(m_factors, row, 3, factors[i].why, factors[i].why);
    }
}

void DocumentView::fillActions()
{
    const auto kept = action();
    const auto rows = session::actionRows(m_sheet);
    m_actions->setRowCount(static_cast<int>(rows.size()));
    int overdue = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const int row = static_cast<int>(i);
        int column = 0;
        for (const QString& cell : {rows[i].tier, rows[i].text, rows[i].component, rows[i].owner, rows[i].deadline, rows[i].indicator, rows[i].status})
            setCell(m_actions, row, column++, cell, cell + QStringLiteral("\n") + rows[i].lines);
        m_actions->item(row, 0)->setData(Qt::UserRole, QVariant::fromValue<qlonglong>(rows[i].id.value));
        if (rows[i].overdue) {
            ++overdue;
            for (const int at : {4, 6})
                m_actions->item(row, at)->setForeground(m_shell.style.colour(map::Token::Danger));
        }
        if (kept == rows[i].id)
            m_actions->setCurrentCell(row, 0);
    }
    m_actionsNote->setText((rows.size() == 1 ? tr("1 action") : tr("%1 actions").arg(rows.size())) + (overdue > 0 ? tr(" \u00B7 %1 overdue").arg(overdue) : QString{}));
    m_addAction->setEnabled(m_sheet.editable && m_line.has_value());
    m_editAction->setEnabled(m_sheet.editable && !rows.empty());
    m_removeAction->setEnabled(m_sheet.editable && !rows.empty());
}

void DocumentView::fillSignOff()
{
    clearLayout(m_history);
    clearLayout(m_steps);
    const auto rows = session::signOffLines(m_sheet);
    if (rows.empty())
        m_history->addWidget(ui::label(tr("Not submitted yet."), "secondary", this));
    for (const auto& row : rows)
        m_history->addWidget(ui::label(tr("%1 \u00B7 %2 \u00B7 %3%4").arg(row.when, row.what, row.who, row.note.isEmpty() ? QString{} : QStringLiteral(" \u00B7 ") + row.note), "plain", this, true));
    if (m_sheet.work.state == core::AssessmentState::IN_REVIEW) {
        auto* opinion = ui::button(QStringLiteral("giveOpinion"), tr("Give an opinion"), "plain", this);
        connect(opinion, &QPushButton::clicked, this, &DocumentView::opinionAsked);
        m_steps->addWidget(opinion);
    }
    for (const auto& step : session::nextSteps(m_sheet)) {
        auto* button = ui::button(QStringLiteral("step_") + QString::fromStdString(std::string{core::word(step.to)}), step.verb, "plain", this);
        connect(button, &QPushButton::clicked, this, [this, step] { emit stepAsked(step); });
        m_steps->addWidget(button);
    }
    m_steps->addStretch();
    m_signNote->setText(session::stateWord(m_sheet.work.state));
}

std::optional<core::ActionId> DocumentView::action() const
{
    const auto* item = m_actions->currentRow() >= 0 ? m_actions->item(m_actions->currentRow(), 0) : nullptr;
    return item != nullptr ? std::optional{core::ActionId{item->data(Qt::UserRole).toLongLong()}} : std::nullopt;
}

void DocumentView::setLine(core::LineId line)
{
    m_line = line;
    if (const auto at = index())
        m_lines->setCurrentCell(static_cast<int>(*at), 0);
}

void DocumentView::jumpTo(session::RecordRef record, const QString& field)
{
    QWidget* target = nullptr;
    if (record.kind == core::Kind::LINE) {
        setLine(core::LineId{record.id});
        for (const auto& [name, row] : m_scoreRows) {
            if (name == field)
                row->focusValue();
            else if (row->findChild<QWidget*>(field) != nullptr)
                row->focusReason();
            else
                continue;
            target = row;
        }
        if (target == nullptr)
            target = field == QStringLiteral("action_ids") ? static_cast<QWidget*>(m_addAction) : m_lines;
    } else if (record.kind == core::Kind::ACTION) {
        for (int row = 0; row < m_actions->rowCount(); ++row)
            if (m_actions->item(row, 0)->data(Qt::UserRole).toLongLong() == record.id)
                m_actions->setCurrentCell(row, 0);
        target = m_actions;
    } else {
        for (const auto& each : m_texts)
            if (each.field == field)
                target = each.editor;
    }
    if (target == nullptr)
        return emit openAsked(record);
    m_scroll->ensureWidgetVisible(target, 0, 80);
    if (qobject_cast<ScoreRowWidget*>(target) == nullptr)
        target->setFocus(Qt::OtherFocusReason);
}

bool DocumentView::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::DragEnter || event->type() == QEvent::DragMove || event->type() == QEvent::Drop) {
        auto* drop = static_cast<QDropEvent*>(event);
        const auto records = evidenceIn(drop->mimeData());
        if (records.empty() || !m_sheet.editable)
            return QWidget::eventFilter(watched, event);
        drop->acceptProposedAction();
        if (event->type() == QEvent::Drop) {
            const int row = m_lines->rowAt(qRound(drop->position().y()));
            if (row >= 0)
                m_lines->setCurrentCell(row, 0);
            emit dropped(records);
        }
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace tutela::app
