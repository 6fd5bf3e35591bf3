// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "problems_page.h"

#include "../frame/head_layout.h"
#include "../frame/mission_key.h"
#include "../frame/row_copier.h"

#include <tutela/core/field_table.h>
#include <tutela/session/display.h>

#include <QHeaderView>
#include <QPushButton>
#include <QSettings>
#include <QStackedWidget>
#include <QStyledItemDelegate>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace tutela::app {

namespace {

constexpr int kProblemRole = Qt::UserRole + 1, kRecordRole = Qt::UserRole + 2;
/// Rows of records below a problem; the rest is in the table of the kind.
constexpr std::size_t kMostRecords = 200;

QString levelWord(core::RuleLevel level)
{
    return level == core::RuleLevel::E ? QObject::tr("Error") : level == core::RuleLevel::S ? QObject::tr("Blocks sign-off") : QObject::tr("Warning");
}

/// A problem is told whole, on as many lines as it needs: the tree's own hint knows nothing of the width of its columns.
class WrappedProblem final : public QStyledItemDelegate {
public:
    explicit WrappedProblem(QTreeWidget* tree) : QStyledItemDelegate(tree), m_tree(*tree) {}
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        constexpr int kIconAndPaddings = 44, kLeast = 60, kAbove = 12;
        const int width = std::max(kLeast, m_tree.columnWidth(0) - m_tree.indentation() * (index.parent().isValid() ? 2 : 1) - kIconAndPaddings);
        QSize size = QStyledItemDelegate::sizeHint(option, index);
        if (index.column() == 0)
            size.setHeight(std::max(size.height(), option.fontMetrics.boundingRect(QRect{0, 0, width, 10'000}, Qt::TextWordWrap, index.data().toString()).height() + kAbove));
        return size;
    }

private:
    const QTreeWidget& m_tree;
};

} // namespace

ProblemsPage::ProblemsPage(Shell& shell, QWidget* parent)
    : QWidget(parent), m_shell(shell), m_head(ui::label({}, "heading", this)), m_tree(new QTreeWidget{this}), m_pages(new QStackedWidget{this}),
      m_none(ui::label(tr("The rules find nothing to mend in the records that are here. They are looked through again after each change."), "secondary", this, true)),
      m_zoom(ui::button(QStringLiteral("problemZoom"), tr("Zoom"), "plain", this)), m_fix(ui::button(QStringLiteral("problemFix"), tr("Fix"), "primary", this)),
      m_ignore(ui::button(QStringLiteral("problemIgnore"), tr("Ignore ..."), "plain", this)), m_stop(ui::button(QStringLiteral("problemsStop"), tr("Stop"), "plain", this))
{
    auto* column = new QVBoxLayout{this};
    column->setContentsMargins(16, 12, 16, 8);
    auto* head = new HeadLayout{nullptr};
    head->setContentsMargins(0, 0, 0, 0);
    m_head->setObjectName(QStringLiteral("problemsHead"));
    head->addWidget(m_head);
    auto* again = ui::button(QStringLiteral("problemsCheck"), tr("Check again"), "plain", this);
    ui::tellKeys(m_shell.actions, again, QStringLiteral("analysis.recalculate"));
    for (auto* button : {m_stop, m_zoom, m_fix, m_ignore, again})
        head->addWidget(button);
    column->addLayout(head);
    m_tree->setObjectName(QStringLiteral("problemsTree"));
    m_tree->setAccessibleName(tr("Problems of the data"));
    m_tree->setHeaderLabels({tr("Problem"), tr("Level"), tr("Records"), tr("Field")});
    m_tree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_tree->header()->setStretchLastSection(false);
    for (const int each : {1, 2, 3})
        m_tree->header()->setSectionResizeMode(each, QHeaderView::ResizeToContents);
    m_tree->setWordWrap(true);
    m_tree->setItemDelegate(new WrappedProblem{m_tree});
    connect(new ui::RowCopier{*m_tree}, &ui::RowCopier::told, this, shell.status);
    connect(m_tree->header(), &QHeaderView::sectionResized, m_tree, [this](int section) {
        if (section == 0)
            QMetaObject::invokeMethod(m_tree, [this] { m_tree->doItemsLayout(); }, Qt::QueuedConnection);
    });
    m_none->setObjectName(QStringLiteral("problemsEmpty"));
    m_none->setAlignment(Qt::AlignCenter);
    m_pages->addWidget(m_tree);
    m_pages->addWidget(m_none);
    column->addWidget(m_pages, 1);
    column->addWidget(ui::label(tr("F8 and Shift+F8 go from record to record. Ignored ones and their reasons are kept for you on this computer, not in the mission."), "caption", this, true));
    connect(again, &QPushButton::clicked, this, &ProblemsPage::check);
    connect(m_stop, &QPushButton::clicked, &m_jobs, &session::JobRunner::stop);
    connect(&m_jobs, &session::JobRunner::runningChanged, m_stop, &QWidget::setVisible);
    connect(&m_jobs, &session::JobRunner::progressed, this, [this](double fraction, const QString&) { m_head->setText(tr("Checking ... %1 %").arg(static_cast<int>(fraction * 100))); });
    m_stop->hide();
    connect(m_zoom, &QPushButton::clicked, this, [this] { jump(false); });
    connect(m_fix, &QPushButton::clicked, this, [this] { jump(true); });
    connect(m_ignore, &QPushButton::clicked, this, &ProblemsPage::ignore);
    connect(m_tree, &QTreeWidget::currentItemChanged, this, &ProblemsPage::updateButtons);
    connect(m_tree, &QTreeWidget::itemActivated, this, [this] { jump(true); });
    connect(&shell.document, &session::Document::changed, this, [this] {
        m_stale = true;
        if (isVisible())
            check();
    });
    updateButtons();
}

void ProblemsPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_stale && !m_jobs.isRunning())
        check();
}

/// In a narrow page the sentence has the width: its sign tells the level, and Fix leads to the field.
void ProblemsPage::resizeEvent(QResizeEvent* event)
{
    constexpr int kLetters = 90; // of which the sentence has half when all columns are there
    QWidget::resizeEvent(event);
    for (const int each : {1, 3})
        m_tree->setColumnHidden(each, width() < kLetters * fontMetrics().averageCharWidth());
}

void ProblemsPage::check()
{
    m_head->setText(tr("Checking ..."));
    m_jobs.restart([mission = m_shell.document.mission(), path = m_shell.document.path()](const core::Progress& progress) { return session::problemsOf(*mission, progress, session::incidentsIn(path)); },
                   [this](session::Outcome<std::vector<session::Problem>> outcome) {
                       m_stale = false;
                       if (outcome.stopped()) {
                           m_head->setText(tr("Stopped. The list is that of the last check."));
                           return;
                       }
                       if (outcome.value)
                           m_problems = std::move(*outcome.value);
                       else if (outcome.error)
                           m_shell.messages.show(QStringLiteral("problems"), MessageBar::Level::Warning, outcome.sentence());
                       fill();
                   });
}

QString ProblemsPage::reasonOf(const session::Problem& problem) const { return QSettings{}.value(ignoredKey(m_shell.document.path(), problem)).toString(); }

void ProblemsPage::addProblem(const session::Problem& problem, std::size_t number)
{
    const auto mission = m_shell.document.mission();
    const QString reason = reasonOf(problem);
    const auto* field = problem.field.empty() ? nullptr : core::findField(problem.kind, problem.field);
    auto* item = new QTreeWidgetItem{m_tree};
    item->setText(0, reason.isEmpty() ? problem.text : tr("%1 (ignored: %2)").arg(problem.text, reason));
    item->setText(1, reason.isEmpty() ? levelWord(problem.level) : tr("Ignored"));
    item->setText(2, session::countText(static_cast<std::int64_t>(problem.records.size())));
    item->setTextAlignment(2, Qt::AlignRight | Qt::AlignVCenter);
    item->setText(3, field != nullptr ? QString::fromStdString(core::labelOf(*field)) : QString{});
    item->setToolTip(0, problem.text.toHtmlEscaped());
    item->setIcon(0, reason.isEmpty() ? m_shell.style.icon(problem.level == core::RuleLevel::E ? QStringLiteral("danger") : QStringLiteral("warning"),
                                                           problem.level == core::RuleLevel::E ? map::Token::Danger : map::Token::Warning)
                                      : m_shell.style.icon(QStringLiteral("info")));
    item->setData(0, kProblemRole, QVariant::fromValue<qulonglong>(number));
    for (std::size_t i = 0; i < std::min(problem.records.size(), kMostRecords); ++i) {
        auto* row = new QTreeWidgetItem{item};
        row->setText(0, session::nameOf(*mission, {problem.kind, problem.records[i]}));
        row->setText(1, session::kindWord(problem.kind));
        row->setData(0, kProblemRole, QVariant::fromValue<qulonglong>(number));
        row->setData(0, kRecordRole, QVariant::fromValue<qlonglong>(problem.records[i]));
    }
}

void ProblemsPage::fill()
{
    const At before = chosen();
    const QString key = before.problem != nullptr ? before.problem->key() : QString{};
    m_tree->clear();
    std::size_t ignored = 0;
    for (const bool ofIgnored : {false, true})
        for (std::size_t i = 0; i < m_problems.size(); ++i)
            if (reasonOf(m_problems[i]).isEmpty() != ofIgnored) {
                addProblem(m_problems[i], i);
                ignored += ofIgnored ? 1 : 0;
                if (m_problems[i].key() == key)
                    m_tree->setCurrentItem(m_tree->topLevelItem(m_tree->topLevelItemCount() - 1));
            }
    const std::size_t open = m_problems.size() - ignored;
    m_head->setText(open == 0 ? tr("No problem found") : open == 1 ? tr("1 problem") : tr("%1 problems").arg(open));
    m_pages->setCurrentWidget(m_problems.empty() ? static_cast<QWidget*>(m_none) : m_tree);
    m_shell.warnings(static_cast<int>(open));
    if (ignored > 0)
        m_head->setText(tr("%1, %2 ignored").arg(m_head->text()).arg(ignored));
    updateButtons();
}

ProblemsPage::At ProblemsPage::chosen() const
{
    const auto* item = m_tree->currentItem();
    if (item == nullptr || item->data(0, kProblemRole).toULongLong() >= m_problems.size())
        return {};
    const auto& problem = m_problems[item->data(0, kProblemRole).toULongLong()];
    const QVariant record = item->data(0, kRecordRole);
    if (record.isValid())
        return {&problem, session::RecordRef{problem.kind, record.toLongLong()}};
    return {&problem, problem.records.empty() ? std::nullopt : std::optional{session::RecordRef{problem.kind, problem.records.front()}}};
}

void ProblemsPage::updateButtons()
{
    const At at = chosen();
    m_fix->setEnabled(at.record.has_value());
    m_zoom->setEnabled(at.record && session::pointOf(*m_shell.document.mission(), *at.record));
    m_ignore->setEnabled(at.problem != nullptr);
    m_ignore->setText(at.problem != nullptr && !reasonOf(*at.problem).isEmpty() ? tr("Do not ignore") : tr("Ignore ..."));
}

void ProblemsPage::ignore()
{
    const At at = chosen();
    if (at.problem == nullptr)
        return;
    if (!reasonOf(*at.problem).isEmpty()) {
        QSettings{}.remove(ignoredKey(m_shell.document.path(), *at.problem));
    } else {
        const QString reason = m_shell.prompts.askText(this, tr("Ignore this problem"), tr("Why is it ignored? The reason is shown in the list."), {}).trimmed();
        if (reason.isEmpty())
            return;
        QSettings{}.setValue(ignoredKey(m_shell.document.path(), *at.problem), reason);
    }
    fill();
}

void ProblemsPage::jump(bool fix)
{
    const At at = chosen();
    if (!at.record)
        return;
    const QString field = QString::fromStdString(at.problem->field);
    const auto record = *at.record;
    if (fix)
        emit fixAsked(record, field);
    else
        emit zoomAsked(record);
}

void ProblemsPage::step(int by)
{
    std::vector<QTreeWidgetItem*> records;
    for (int i = 0; i < m_tree->topLevelItemCount(); ++i)
        for (int k = 0; k < m_tree->topLevelItem(i)->childCount(); ++k)
            records.push_back(m_tree->topLevelItem(i)->child(k));
    if (records.empty())
        return;
    const auto here = std::find(records.begin(), records.end(), m_tree->currentItem());
    const auto count = static_cast<std::ptrdiff_t>(records.size());
    auto at = here - records.begin();
    if (here == records.end())
        at = by > 0 ? 0 : count - 1;
    else
        at = (at + by + count) % count;
    m_tree->setCurrentItem(records[static_cast<std::size_t>(at)]);
    jump(false);
}

} // namespace tutela::app
