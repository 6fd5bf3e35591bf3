// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "patrol_records.h"

#include "../frame/head_layout.h"
#include "../frame/table_look.h"
#include "../frame/writing.h"
#include "../records/column_room.h"
#include "../records/table_or_empty.h"
#include "../records/table_tools.h"

#include <tutela/session/display.h>
#include <tutela/session/patrol_edit.h>

#include <QHeaderView>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QVBoxLayout>

namespace tutela::app {

namespace {

class PatrolDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    bool helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem&, const QModelIndex& index) override { return showPlainTip(*event, *view, index); }
};

} // namespace

PatrolRecords::PatrolRecords(Shell& shell, QWidget* parent)
    : QWidget(parent), m_shell(shell), m_model(shell.document), m_view(new QTableView{this}), m_count(ui::label({}, "secondary", this, true))
{
    m_proxy.setSourceModel(&m_model);
    m_proxy.setSortRole(session::PatrolModel::SortRole);
    m_proxy.setSortLocaleAware(true);
    ui::setUpRows(*m_view, QStringLiteral("patrolTable"), tr("Patrol records"), QAbstractItemView::SingleSelection);
    ui::setRowHeights(*m_view);
    m_view->setModel(&m_proxy);
    m_view->setItemDelegate(new PatrolDelegate{m_view});
    m_view->setSortingEnabled(true);
    m_view->sortByColumn(session::PatrolModel::PlannedStart, Qt::DescendingOrder);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setWordWrap(false);
    m_view->horizontalHeader()->setStretchLastSection(true);
    using Model = session::PatrolModel;
    const auto widen = [&](int column, int width) { m_view->setColumnWidth(column, qRound(width * shell.style.textScale())); };
    for (const int name : {Model::Reference, Model::KindColumn, Model::UnitColumn, Model::PlannedStart, Model::PlannedEnd, Model::ActualStart, Model::ActualEnd})
        widen(name, 132);
    widen(Model::Status, 92);
    widen(Model::Stops, 56);
    widen(Model::Met, 92);
    widen(Model::Source, 112);
    widen(Model::Report, 150);
    new ColumnRoom{*m_view, {Model::Reference}}; // a text is not cut where another column has room to spare
    m_count->setObjectName(QStringLiteral("patrolCount"));

    auto* outer = new QVBoxLayout{this};
    outer->setContentsMargins(0, 0, 0, 0);
    QVBoxLayout* column = nullptr;
    outer->addWidget(ui::panel("panel", this, &column));
    column->setContentsMargins(12, 8, 12, 8);
    column->setSpacing(6);
    auto* holder = new QWidget{this};
    auto* head = new HeadLayout{holder};
    head->setContentsMargins(0, 0, 0, 0);
    head->addWidget(m_count);
    auto* add = ui::button(QStringLiteral("patrolAdd"), tr("New patrol"), "primary", this);
    ui::tellKeys(shell.actions, add, QStringLiteral("edit.new"));
    auto* import = ui::button(QStringLiteral("patrolImport"), tr("Import tracks"), "plain", this);
    import->setToolTip(tr("GPX, KML, CSV or GeoJSON: each track is given to the patrol that was there at its time."));
    for (auto* button : {add, import}) {
        ui::changes(shell, button);
        head->addWidget(button);
    }
    column->addWidget(holder);
    column->addWidget(new TableOrEmpty{m_view, m_model, makeEmpty(), this, add}, 1);
    connect(add, &QPushButton::clicked, this, &PatrolRecords::addNew);
    connect(import, &QPushButton::clicked, this, &PatrolRecords::importAsked);
    connect(m_view, &QTableView::activated, this, &PatrolRecords::openAsked);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        if (const auto id = current(); id && !m_selecting)
            emit patrolChosen(id->value);
    });
    connect(&m_model, &QAbstractItemModel::modelReset, this, &PatrolRecords::showCount);
    connect(&m_model, &QAbstractItemModel::dataChanged, this, &PatrolRecords::showCount);
    connect(&shell.context, &session::WorkContext::periodChanged, this, &PatrolRecords::filter);
    connect(&shell.context, &session::WorkContext::scopeChanged, this, &PatrolRecords::filter);
    filter();
}

/// The models go before the view that shows them: it lets go of them first, and nobody is told.
PatrolRecords::~PatrolRecords()
{
    m_view->selectionModel()->disconnect(this);
    m_view->setModel(nullptr);
}

QWidget* PatrolRecords::makeEmpty()
{
    auto* add = ui::button(QStringLiteral("emptyPatrolAdd"), {}, "primary", this);
    ui::nameKeys(m_shell.actions, add, tr("New patrol"), QStringLiteral("edit.new"));
    auto* import = ui::button(QStringLiteral("emptyPatrolImport"), tr("Import tracks"), "plain", this);
    connect(add, &QPushButton::clicked, this, &PatrolRecords::addNew);
    connect(import, &QPushButton::clicked, this, &PatrolRecords::importAsked);
    for (auto* button : {add, import})
        ui::changes(m_shell, button);
    return ui::emptyState(m_shell.style, QStringLiteral("patrols"),
                          tr("No patrol in this period and scope. Plan one, or import the tracks of the devices; a longer period on top shows older ones."), add, import, this);
}

void PatrolRecords::filter()
{
    m_model.setFilter(m_shell.context.period(), m_shell.context.scope());
    showCount();
    const auto selected = m_shell.context.selection();
    if (selected && selected->kind == core::Kind::PATROL)
        select(core::PatrolId{selected->id});
}

void PatrolRecords::showCount() { m_count->setText(session::patrolSentence(m_model.rows(), m_model.asOf(), m_shell.document.mission()->timeZone())); }

std::optional<core::PatrolId> PatrolRecords::current() const
{
    const QModelIndex index = m_view->currentIndex();
    return index.isValid() ? std::optional{core::PatrolId{index.data(session::PatrolModel::IdRole).toLongLong()}} : std::nullopt;
}

void PatrolRecords::select(std::optional<core::PatrolId> patrol)
{
    m_selecting = true;
    const int row = patrol ? m_model.rowOf(*patrol) : -1;
    const QModelIndex index = row >= 0 ? m_proxy.mapFromSource(m_model.index(row, 0)) : QModelIndex{};
    if (!index.isValid()) {
        m_view->clearSelection();
        m_view->setCurrentIndex({});
    } else if (index.row() != m_view->currentIndex().row()) {
        m_view->setCurrentIndex(index);
        m_view->scrollTo(index);
    }
    m_selecting = false;
}

void PatrolRecords::addNew()
{
    const auto added = session::addPatrol(m_shell.document);
    if (!added.id) {
        m_shell.messages.show(QStringLiteral("patrol"), MessageBar::Level::Warning, tr("No patrol was added: %1").arg(added.refusal));
        return;
    }
    m_shell.context.select(session::RecordRef{core::Kind::PATROL, *added.id});
    emit openAsked();
}

void PatrolRecords::removeCurrent()
{
    const auto id = current();
    if (!id) {
        m_shell.toasts.show(tr("Choose what to delete in the table."));
        return;
    }
    const QString what = session::nameOf(*m_shell.document.mission(), {core::Kind::PATROL, id->value});
    const QString refusal = session::removeRecords(m_shell.document, core::Kind::PATROL, {id->value});
    if (!refusal.isEmpty())
        m_shell.messages.show(QStringLiteral("patrol"), MessageBar::Level::Warning, tr("%1 was not deleted: %2").arg(what, refusal));
    else
        m_shell.toasts.show(tr("Deleted: %1").arg(what), {ui::undoAction(m_shell)});
}

} // namespace tutela::app
