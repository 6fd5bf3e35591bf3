// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "assess_workspace.h"

#include "assess_dialogs.h"

#include <tutela/core/program.h>
#include <tutela/report/frozen.h>
#include <tutela/session/display.h>

#include <nlohmann/json.hpp>

#include <QDockWidget>
#include <QHeaderView>
#include <QListWidget>
#include <QPainter>
#include <QPushButton>
#include <QStackedWidget>
#include <QStyledItemDelegate>
#include <QTableWidget>
#include <QVBoxLayout>

namespace tutela::app {

using nlohmann::json;

namespace {

enum Role { IdRole = Qt::UserRole, AreaRole, SubRole, PillRole, BandRole, HeadRole };
constexpr int kNoBand = -1;

/// A month in small capitals, or symbol, sector, reference and state.
class EntryDelegate final : public QStyledItemDelegate {
public:
    EntryDelegate(Style& style, QObject* parent) : QStyledItemDelegate(parent), m_style(style) {}
    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const override
    {
        const int small = QFontMetrics{m_style.font(11)}.height();
        return {120, index.data(HeadRole).toBool() ? small + 16 : QFontMetrics{m_style.font(13)}.height() + small + 14};
    }
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        using map::Token;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const QRect rect = option.rect;
        if (index.data(HeadRole).toBool()) {
            painter->setFont(m_style.font(11, map::Weight::Bold));
            painter->setPen(m_style.colour(Token::Text2));
            painter->drawText(rect.adjusted(12, 6, -8, 0), Qt::AlignVCenter, index.data(Qt::DisplayRole).toString().toUpper());
            painter->restore();
            return;
        }
        if ((option.state & QStyle::State_Selected) != 0) {
            painter->fillRect(rect, m_style.colour(Token::AccentSubtle));
            painter->fillRect(QRect{rect.topLeft(), QSize{3, rect.height()}}, m_style.colour(Token::Accent));
        } else if ((option.state & QStyle::State_MouseOver) != 0) {
            painter->fillRect(rect, m_style.colour(Token::Sunken));
        }
        const int band = index.data(BandRole).toInt();
        const QPixmap symbol = bandPixmap(m_style, band == kNoBand ? std::nullopt : std::optional{static_cast<core::Band>(band)}, 16);
        painter->drawPixmap(QPoint{rect.left() + 12, rect.center().y() - 8}, symbol);
        const QString pill = index.data(PillRole).toString();
        const QFont small = m_style.font(11, map::Weight::Medium);
        const QFontMetrics metrics{small};
        const int width = metrics.horizontalAdvance(pill) + 16;
        const QRect box{rect.right() - width - 8, rect.center().y() - metrics.height() / 2 - 3, width, metrics.height() + 6};
        const auto tone = static_cast<Token>(index.data(Qt::UserRole + 10).toInt());
        painter->setPen(m_style.colour(tone));
        painter->drawRoundedRect(QRectF{box}.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
        painter->setFont(small);
        painter->drawText(box, Qt::AlignCenter, pill);
        const QRect text{rect.left() + 38, rect.top() + 5, box.left() - rect.left() - 44, rect.height() - 10};
        const QFont name = m_style.font(13, map::Weight::Medium);
        painter->setFont(name);
        painter->setPen(m_style.colour(Token::Text));
        painter->drawText(text, Qt::AlignTop, QFontMetrics{name}.elidedText(index.data(Qt::DisplayRole).toString(), Qt::ElideRight, text.width()));
        painter->setFont(m_style.font(11));
        painter->setPen(m_style.colour(Token::Text2));
        painter->drawText(text, Qt::AlignBottom, metrics.elidedText(index.data(SubRole).toString(), Qt::ElideRight, text.width()));
        painter->restore();
    }

private:
    Style& m_style;
};

map::Token toneOf(core::AssessmentState state)
{
    switch (state) {
    case core::AssessmentState::APPROVED:
    case core::AssessmentState::DISSEMINATED: return map::Token::Success;
    case core::AssessmentState::IN_REVIEW:
    case core::AssessmentState::COORDINATED:
    case core::AssessmentState::CLEARED: return map::Token::Info;
    default: return map::Token::Text2;
    }
}

} // namespace

AssessWorkspace::AssessWorkspace(Shell& shell)
    : Workspace(shell, QStringLiteral("Assess"), tr("Assess"), QStringLiteral("assess")), m_list(new QListWidget{this}), m_pages(new QStackedWidget{this}),
      m_view(new DocumentView{shell, [this](const auto& lines, const QString& text) { return edit(lines, text); }, this}), m_evidencePanel(new EvidencePanel{shell.style, this}),
      m_findings(new QTableWidget{0, 4, this})
{
    m_pages->addWidget(m_view);
    auto* fromLast = ui::button(QStringLiteral("emptyFromLast"), tr("Start from last month"), "primary", this);
    auto* blank = ui::button(QStringLiteral("emptyBlank"), tr("Start blank"), "plain", this);
    for (auto* button : {fromLast, blank})
        connect(button, &QPushButton::clicked, this, [this] { startNew(m_shell.context.scope()); });
    m_pages->addWidget(ui::emptyState(shell.style, QStringLiteral("assess"), tr("No threat assessment yet. The first one is drafted from threats, places and incidents."), fromLast, blank, this));
    setCentralWidget(m_pages);
    makeList();
    addDock(QStringLiteral("assessEvidence"), tr("Evidence"), m_evidencePanel, Qt::RightDockWidgetArea, 300);
    makeFindings();

    connect(m_view, &DocumentView::lineChanged, this, [this] { m_evidencePanel->setLine(m_view->line()); });
    connect(m_view, &DocumentView::compareAsked, this, [this] { showFindings(Findings::Changes); });
    connect(m_view, &DocumentView::checkAsked, this, [this] { showFindings(Findings::Checks); });
    connect(m_view, &DocumentView::stepAsked, this, &AssessWorkspace::move);
    connect(m_view, &DocumentView::opinionAsked, this, &AssessWorkspace::giveOpinion);
    connect(m_view, &DocumentView::nextVersionAsked, this, &AssessWorkspace::nextVersion);
    connect(m_view, &DocumentView::actionAsked, this, &AssessWorkspace::editAction);
    connect(m_view, &DocumentView::removeActionAsked, this, &AssessWorkspace::removeAction);
    connect(m_view, &DocumentView::dropped, this, [this](const auto& records) { cite(records, false); });
    connect(m_view, &DocumentView::openAsked, this, [this](session::RecordRef record) { m_shell.open(record); });
    connect(m_evidencePanel, &EvidencePanel::openAsked, this, [this](session::RecordRef record) { m_shell.open(record); });
    connect(m_evidencePanel, &EvidencePanel::citeAsked, this, [this] { cite(m_evidencePanel->selected(), true); });
    connect(&shell.document, &session::Document::changed, this, &AssessWorkspace::reload);
    connect(&shell.style, &Style::changed, this, &AssessWorkspace::reload);
    connect(&shell.context, &session::WorkContext::selectionChanged, this, &AssessWorkspace::followSelection);
    handle(QStringLiteral("assess.new"), [this] { startNew(m_shell.context.scope()); });
    handle(QStringLiteral("edit.new"), [this] { startNew(m_shell.context.scope()); });
    handle(QStringLiteral("edit.find"), [this] { m_evidencePanel->focusFind(); });
    handle(QStringLiteral("edit.cite"), [this] { cite(m_evidencePanel->selected(), true); });
    handle(QStringLiteral("assess.compare"), [this] { showFindings(Findings::Changes); });
    handle(QStringLiteral("assess.check"), [this] { showFindings(Findings::Checks); });
    handle(QStringLiteral("assess.nextChange"), [this] { step(Findings::Changes, 1); });
    handle(QStringLiteral("assess.previousChange"), [this] { step(Findings::Changes, -1); });
    handle(QStringLiteral("problems.next"), [this] { step(Findings::Checks, 1); });
    handle(QStringLiteral("problems.previous"), [this] { step(Findings::Checks, -1); });
    handle(QStringLiteral("analysis.recalculate"), [this] { reload(); });
}

void AssessWorkspace::makeList()
{
    auto* panel = new QWidget{this};
    auto* column = new QVBoxLayout{panel};
    column->setContentsMargins(0, 0, 0, 0);
    auto* add = ui::button(QStringLiteral("listNew"), tr("+ New"), "link", panel);
    add->setToolTip(tr("Ctrl+N"));
    connect(add, &QPushButton::clicked, this, [this] { startNew(m_shell.context.scope()); });
    column->addWidget(add, 0, Qt::AlignRight);
    m_list->setObjectName(QStringLiteral("assessmentList"));
    m_list->setAccessibleName(tr("Assessments by month"));
    m_list->setItemDelegate(new EntryDelegate{m_shell.style, m_list});
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    column->addWidget(m_list, 1);
    connect(m_list, &QListWidget::currentItemChanged, this, [this](QListWidgetItem* item) {
        if (item != nullptr && item->data(IdRole).toLongLong() != 0)
            open(core::AssessmentId{item->data(IdRole).toLongLong()});
    });
    connect(m_list, &QListWidget::itemActivated, this, [this](QListWidgetItem* item) {
        if (const auto area = item->data(AreaRole).toLongLong(); area != 0)
            startNew(core::AreaId{area});
    });
    addDock(QStringLiteral("assessList"), tr("Assessments"), panel, Qt::LeftDockWidgetArea, 250);
}

void AssessWorkspace::makeFindings()
{
    m_findings->setObjectName(QStringLiteral("findingTable"));
    m_findings->setAccessibleName(tr("Findings and changes"));
    m_findings->verticalHeader()->hide();
    m_findings->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_findings->setSelectionMode(QAbstractItemView::SingleSelection);
    m_findings->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_findings->setShowGrid(false);
    m_findings->setTabKeyNavigation(false);
    m_findings->horizontalHeader()->setStretchLastSection(true);
    m_findings->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft);
    connect(m_findings, &QTableWidget::cellActivated, this, &AssessWorkspace::jump);
    connect(m_findings, &QTableWidget::cellClicked, this, &AssessWorkspace::jump);
    m_findingsDock = addDock(QStringLiteral("assessFindings"), tr("Check"), m_findings, Qt::BottomDockWidgetArea, 190);
    QMetaObject::invokeMethod(this, [this] { m_findingsDock->setVisible(m_findingsShown != Findings::None); }, Qt::QueuedConnection);
}

void AssessWorkspace::activated()
{
    if (m_findingsShown == Findings::None)
        m_findingsDock->hide();
    if (m_stale)
        reload();
}

void AssessWorkspace::followSelection()
{
    const auto selection = m_shell.context.selection();
    if (!selection)
        return;
    const auto mission = m_shell.document.mission();
    if (selection->kind == core::Kind::ASSESSMENT && mission->find<core::Assessment>(core::AssessmentId{selection->id}) != nullptr)
        open(core::AssessmentId{selection->id});
    if (selection->kind == core::Kind::LINE)
        if (const auto* line = mission->find<core::Line>(core::LineId{selection->id}); line != nullptr && line->assessment_id) {
            open(*line->assessment_id);
            m_view->setLine(core::LineId{line->id});
        }
}

void AssessWorkspace::open(core::AssessmentId id)
{
    if (m_current == id)
        return;
    m_current = id;
    m_shell.context.select(session::RecordRef{core::Kind::ASSESSMENT, id.value});
    reload();
}

void AssessWorkspace::reload()
{
    m_stale = true;
    if (!isVisible())
        return;
    const auto mission = m_shell.document.mission();
    if (!m_current || mission->find<core::Assessment>(*m_current) == nullptr) {
        m_current = std::nullopt;
        for (const auto& assessment : mission->all<core::Assessment>())
            if (!m_current || assessment.period_from > mission->find<core::Assessment>(*m_current)->period_from)
                m_current = core::AssessmentId{assessment.id};
    }
    m_view->setBusy(true);
    m_jobs.restart([mission, id = m_current, now = m_shell.document.now()](const core::Progress& progress) {
        Loaded loaded;
        loaded.list = session::assessmentList(*mission, analysis::referenceTime(*mission, std::nullopt, now));
        if (id) {
            loaded.sheet = session::assessmentSheet(mission, *id, progress.part(0.0, 0.8));
            loaded.evidence = session::evidenceOf(*mission, loaded.sheet->work.assessment, progress.part(0.8, 1.0));
        }
        return loaded;
    }, [this](session::Outcome<Loaded> outcome) {
        m_view->setBusy(false);
        m_stale = false;
        if (outcome.value)
            take(std::move(*outcome.value));
        else if (outcome.error)
            refuse(outcome.sentence());
    });
}

void AssessWorkspace::take(Loaded loaded)
{
    m_shell.messages.hide(QStringLiteral("assess"));
    m_pages->setCurrentIndex(loaded.sheet ? 0 : 1);
    m_sheet = std::move(loaded.sheet);
    m_evidence = std::move(loaded.evidence);
    fillList(loaded.list);
    if (!m_sheet)
        return m_evidencePanel->show({}, std::nullopt, false);
    m_view->show(*m_sheet, m_evidence);
    m_evidencePanel->show(m_evidence, m_view->line(), m_sheet->editable);
    m_checks = session::checkRows(*m_sheet);
    m_changes = session::changeRows(*m_sheet);
    fillFindings();
}

void AssessWorkspace::fillList(const session::AssessmentList& list)
{
    const QSignalBlocker quiet{m_list};
    m_list->clear();
    const auto head = [&](const QString& title) {
        auto* item = new QListWidgetItem{title, m_list};
        item->setData(HeadRole, true);
        item->setFlags(Qt::NoItemFlags);
    };
    const auto entry = [&](const QString& name, const QString& sub, const QString& pill, std::optional<core::Band> band, map::Token tone) {
        auto* item = new QListWidgetItem{name, m_list};
        item->setData(SubRole, sub);
        item->setData(PillRole, pill);
        item->setData(BandRole, band ? static_cast<int>(*band) : kNoBand);
        item->setData(Qt::UserRole + 10, static_cast<int>(tone));
        item->setData(Qt::AccessibleTextRole, tr("%1, %2, %3, %4").arg(name, sub, band ? map::bandWord(*band) : map::notAssessedWord(), pill));
        item->setToolTip(QStringLiteral("%1\n%2").arg(name, sub).toHtmlEscaped());
        return item;
    };
    for (std::size_t i = 0; i < list.months.size(); ++i) {
        head(list.months[i].title);
        for (const auto& each : list.months[i].entries) {
            auto* item = entry(each.scope, each.reference, session::stateWord(each.state), each.band, toneOf(each.state));
            item->setData(IdRole, QVariant::fromValue<qlonglong>(each.id.value));
            if (m_current == each.id)
                m_list->setCurrentItem(item);
        }
        if (i == 0 && !list.due.empty()) {
            head(tr("Needs a new assessment"));
            for (const auto& due : list.due)
                entry(due.name, due.last, tr("Due"), due.band, map::Token::Warning)->setData(AreaRole, QVariant::fromValue<qlonglong>(due.area.value));
        }
    }
}

QString AssessWorkspace::edit(const std::vector<json>& lines, const QString& text)
{
    try {
        m_shell.document.edit(lines, text);
        return {};
    } catch (const core::Error& error) {
        return QString::fromStdString(error.message());
    }
}

void AssessWorkspace::refuse(const QString& sentence) { m_shell.messages.show(QStringLiteral("assess"), MessageBar::Level::Warning, sentence); }

void AssessWorkspace::startNew(std::optional<core::AreaId> area)
{
    if (auto asked = askNewAssessment(m_shell, this, area))
        create(std::move(asked->work));
}

void AssessWorkspace::create(session::AssessmentWork work)
{
    try {
        m_shell.document.commitWith(tr("New assessment %1").arg(session::shown(work.assessment.reference)),
                                    [&](store::MissionFile& file) { return session::save(file, m_shell.document.author(), work); });
        open(core::AssessmentId{work.assessment.id});
        m_shell.status(tr("Draft saved"));
    } catch (const core::Error& error) {
        refuse(QString::fromStdString(error.message()));
    }
}

void AssessWorkspace::nextVersion()
{
    const auto mission = m_shell.document.mission();
    const auto& areas = m_sheet->work.assessment.area_ids;
    const auto area = areas.size() == 1 ? std::optional{areas.front()} : std::nullopt;
    for (const auto& other : mission->all<core::Assessment>())
        if (other.reference == m_sheet->work.assessment.reference && core::stateOf(*mission, core::AssessmentId{other.id}) == core::AssessmentState::DRAFT) {
            m_shell.status(tr("The next version is there already"));
            return open(core::AssessmentId{other.id});
        }
    startNew(area);
}

void AssessWorkspace::cite(const std::vector<session::RecordRef>& records, bool mayTakeBack)
{
    const auto line = m_view->line();
    if (records.empty() || !line || !m_sheet || !m_sheet->editable)
        return;
    const auto mission = m_shell.document.mission();
    const auto* stored = mission->find<core::Line>(*line);
    if (stored == nullptr)
        return;
    json change = session::citationEdit(*stored, records, true);
    const bool takesBack = change.is_null() && mayTakeBack;
    if (takesBack)
        change = session::citationEdit(*stored, records, false);
    if (change.is_null())
        return;
    const QString refused = edit({change}, takesBack ? tr("Take back a citation") : tr("Cite evidence"));
    refused.isEmpty() ? m_shell.status(takesBack ? tr("Citation taken back") : tr("Cited")) : refuse(refused);
}

void AssessWorkspace::editAction(bool make)
{
    const auto line = m_view->line();
    const auto id = m_view->action();
    const auto mission = m_shell.document.mission();
    if (!line || !m_sheet || !m_sheet->editable || (!make && !id))
        return;
    const auto set = askAction(this, make ? nullptr : mission->find<core::Action>(*id));
    if (!set)
        return;
    std::vector<json> lines;
    if (make) {
        json ids = json::array();
        for (const auto each : mission->find<core::Line>(*line)->action_ids)
            ids.push_back(each.value);
        ids.push_back("@ACTION");
        lines = {json{{"kind", "action"}, {"id", "new:ACTION"}, {"set", *set}}, json{{"kind", "line"}, {"id", line->value}, {"set", {{"action_ids", ids}}}}};
    } else {
        lines = {json{{"kind", "action"}, {"id", id->value}, {"set", *set}}};
    }
    if (const QString refused = edit(lines, make ? tr("Add an action") : tr("Change an action")); !refused.isEmpty())
        refuse(refused);
}

void AssessWorkspace::removeAction()
{
    const auto id = m_view->action();
    if (!id || !m_sheet || !m_sheet->editable)
        return;
    std::vector<json> lines;
    for (const auto& line : analysis::linesOf(*m_shell.document.mission(), m_sheet->id())) {
        json ids = json::array();
        for (const auto each : line.action_ids)
            if (each != *id)
                ids.push_back(each.value);
        if (ids.size() != line.action_ids.size())
            lines.push_back({{"kind", "line"}, {"id", line.id}, {"set", {{"action_ids", ids}}}});
    }
    if (const QString refused = edit(lines, tr("Remove an action")); !refused.isEmpty())
        refuse(refused);
    else
        m_shell.toasts.show(tr("Action removed from this assessment."), {{tr("Undo"), [this] { m_shell.document.undoStack().undo(); }}});
}

void AssessWorkspace::giveOpinion()
{
    const auto signature = askOpinion(m_shell, this);
    if (!signature || !m_current)
        return;
    try {
        const auto mission = m_shell.document.mission();
        const auto row = session::prepareOpinion(*mission, *m_current, {*signature->opinion, signature->role, signature->initials.toStdString(), signature->note.toStdString(), m_shell.document.now()});
        m_shell.document.commitWith(tr("Opinion"), [&](store::MissionFile& file) { return session::commitOpinion(file, m_shell.document.author(), *mission, row); }, session::Document::Undoable::No);
    } catch (const core::Error& error) {
        refuse(QString::fromStdString(error.message()));
    }
}

void AssessWorkspace::move(const session::NextStep& step)
{
    if (!m_current)
        return;
    if (step.to == core::AssessmentState::IN_REVIEW && m_sheet && m_sheet->open > 0) {
        showFindings(Findings::Checks);
        refuse(m_sheet->open == 1 ? tr("One thing is missing before this can be sent to review; it stands below.")
                                  : tr("%1 things are missing before this can be sent to review; they stand below.").arg(m_sheet->open));
        return;
    }
    const auto signature = askSignature(m_shell, this, step);
    if (!signature)
        return;
    struct Prepared {
        session::PreparedMove move;
        std::vector<core::Asset> frozen;
    };
    const session::MoveRequest request{step.to, signature->role, signature->initials.toStdString(), signature->note.toStdString(), m_shell.document.now()};
    m_shell.status(step.to == core::AssessmentState::APPROVED ? tr("Making the pages that are signed ...") : tr("Working ..."));
    m_moves.restart([mission = m_shell.document.mission(), id = *m_current, request, asset = m_shell.document.assetReader()](const core::Progress& progress) {
        Prepared made{session::prepareMove(*mission, id, request, progress.part(0.0, 0.3)), {}};
        if (request.to == core::AssessmentState::APPROVED)
            made.frozen = report::freeze(session::afterwards(made.move), id, {asset, {}}, core::programName(), progress.part(0.3, 1.0));
        return made;
    }, [this](session::Outcome<Prepared> outcome) {
        if (!outcome.value)
            return refuse(outcome.sentence());
        if (outcome.value->move.mission.head != m_shell.document.mission()->head)
            return refuse(tr("The mission was changed while the pages were made. Look at the assessment again, then sign."));
        try {
            m_shell.document.commitWith(tr("Sign-off"), [&](store::MissionFile& file) {
                return session::commitMove(file, m_shell.document.author(), outcome.value->move, outcome.value->frozen);
            }, session::Document::Undoable::No);
            m_shell.status(tr("Saved: %1").arg(session::stateWord(*outcome.value->move.row.state)));
        } catch (const core::Error& error) {
            refuse(QString::fromStdString(error.message()));
        }
    });
}

void AssessWorkspace::showFindings(Findings what)
{
    m_findingsShown = what;
    fillFindings();
    m_findingsDock->show();
    m_findings->setFocus(Qt::OtherFocusReason);
}

void AssessWorkspace::fillFindings()
{
    const bool changes = m_findingsShown == Findings::Changes;
    m_findingsDock->setWindowTitle(changes ? tr("Changes since the last version") : tr("Check before sign-off"));
    m_findings->setRowCount(0);
    m_findings->setColumnCount(changes ? 5 : 3);
    m_findings->setHorizontalHeaderLabels(changes ? QStringList{tr("Change"), tr("What"), tr("Before"), tr("Now"), tr("Where")} : QStringList{tr("Kind"), tr("What is missing"), tr("Where")});
    const auto add = [this](const QStringList& cells) {
        const int row = m_findings->rowCount();
        m_findings->insertRow(row);
        for (qsizetype i = 0; i < cells.size(); ++i) {
            auto* item = new QTableWidgetItem{cells[i]};
            item->setToolTip(cells[i].toHtmlEscaped());
            m_findings->setItem(row, static_cast<int>(i), item);
        }
    };
    if (changes) {
        for (const auto& change : m_changes) {
            add({change.sign, change.what, change.before, change.after, change.where});
            if (change.direction != 0)
                m_findings->item(m_findings->rowCount() - 1, 0)->setForeground(m_shell.style.colour(change.direction > 0 ? map::Token::Danger : map::Token::Success));
        }
    } else {
        for (const auto& check : m_checks)
            add({check.level == core::RuleLevel::E ? tr("Error") : check.level == core::RuleLevel::S ? tr("Blocks sign-off") : tr("Note"), check.text, check.subject});
    }
    if (m_findings->rowCount() == 0)
        add(changes ? QStringList{QString{}, tr("Nothing differs from the last version, or there is none."), {}, {}, {}} : QStringList{tr("Ready"), tr("Nothing is missing: this can be sent to review."), {}});
    m_findings->resizeColumnsToContents();
    constexpr int kWidest = 480;
    for (int i = 0; i < m_findings->columnCount(); ++i)
        m_findings->setColumnWidth(i, std::min(m_findings->columnWidth(i), kWidest));
}

void AssessWorkspace::jump(int row)
{
    const auto at = static_cast<std::size_t>(row);
    if (m_findingsShown == Findings::Checks && at < m_checks.size())
        m_view->jumpTo(m_checks[at].record, m_checks[at].field);
    if (m_findingsShown == Findings::Changes && at < m_changes.size()) {
        const auto& change = m_changes[at];
        m_view->jumpTo(change.line ? session::RecordRef{core::Kind::LINE, change.line->value} : session::RecordRef{core::Kind::ASSESSMENT, m_sheet->work.assessment.id}, change.field);
    }
}

void AssessWorkspace::step(Findings what, int by)
{
    if (m_findingsShown != what || !m_findingsDock->isVisible()) {
        showFindings(what);
        m_findings->setCurrentCell(-1, -1);
    }
    const int count = static_cast<int>(what == Findings::Changes ? m_changes.size() : m_checks.size());
    if (count == 0)
        return;
    const int from = m_findings->currentRow();
    const int row = from < 0 ? (by > 0 ? 0 : count - 1) : (from + by + count) % count;
    m_findings->setCurrentCell(row, 0);
    jump(row);
}

} // namespace tutela::app
