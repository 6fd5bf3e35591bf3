// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "record_table.h"

#include "../frame/head_layout.h"
#include "../frame/table_look.h"
#include "../frame/writing.h"
#include "edited_table.h"
#include "table_or_empty.h"
#include "table_tools.h"

#include <tutela/session/display.h>
#include <tutela/session/record_edit.h>

#include <QComboBox>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QToolTip>
#include <QVBoxLayout>

namespace tutela::app {

namespace {

/// Words and records are chosen from a list, all else is typed; a refused cell is outlined.
class CellDelegate : public CellEditors {
public:
    CellDelegate(Shell& shell, const session::RecordModel& model, QObject* parent) : CellEditors(parent), m_shell(shell), m_model(model) {}

    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const core::Field& field = m_model.field(index.column());
        if (field.type != core::FieldType::Word && field.type != core::FieldType::Reference && field.type != core::FieldType::Bool) {
            auto* editor = CellEditors::createEditor(parent, option, index);
            editor->setObjectName(QStringLiteral("cellEditor"));
            editor->setAccessibleName(m_model.headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString());
            return editor;
        }
        auto* combo = new QComboBox{parent};
        combo->setObjectName(QStringLiteral("cellEditor"));
        combo->setAccessibleName(m_model.headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString());
        combo->addItem(QObject::tr("Not known"), QString{});
        if (field.type == core::FieldType::Bool) {
            combo->addItem(QObject::tr("Yes"), QStringLiteral("1"));
            combo->addItem(QObject::tr("No"), QStringLiteral("0"));
        }
        for (const auto& choice : session::choicesOf(*m_shell.document.mission(), field))
            combo->addItem(choice.text, choice.value);
        return combo;
    }
    void setEditorData(QWidget* editor, const QModelIndex& index) const override
    {
        if (auto* combo = qobject_cast<QComboBox*>(editor))
            combo->setCurrentIndex(std::max(0, combo->findData(index.data(Qt::EditRole).toString())));
        else
            CellEditors::setEditorData(editor, index);
    }
    void setModelData(QWidget* editor, QAbstractItemModel* model, const QModelIndex& index) const override
    {
        if (const auto* combo = qobject_cast<QComboBox*>(editor))
            model->setData(index, combo->currentData().toString(), Qt::EditRole);
        else
            CellEditors::setModelData(editor, model, index);
    }
    /// A column of positions is read by its digits: all have five, about a metre. What is copied, found and edited keeps every digit.
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override
    {
        constexpr int kDecimals = 5;
        CellEditors::initStyleOption(option, index);
        const auto& name = m_model.field(index.column()).name;
        const QVariant held = index.data(session::RecordModel::SortRole);
        if ((name == "lon" || name == "lat") && held.typeId() == QMetaType::Double && index.data(session::RecordModel::ProblemRole).toString().isEmpty())
            option->text = QString::number(held.toDouble(), 'f', kDecimals);
    }
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        CellEditors::paint(painter, option, index);
        if (index.data(session::RecordModel::ProblemRole).toString().isEmpty())
            return;
        painter->save();
        painter->setPen(QPen{m_shell.style.colour(map::Token::Danger), 2.0});
        painter->drawRect(option.rect.adjusted(1, 1, -2, -2));
        painter->restore();
    }
    bool helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem&, const QModelIndex& index) override
    {
        return showPlainTip(*event, *view, index);
    }

private:
    Shell& m_shell;
    const session::RecordModel& m_model;
};

/// The usual fields first, then all others that can be shown in a cell.
std::vector<std::string> columnsOf(core::Kind kind)
{
    auto names = session::RecordModel::usualFields(kind);
    for (const auto& section : session::formSections(kind))
        for (const auto* field : section.fields)
            if (field->type != core::FieldType::Geometry && field->type != core::FieldType::Structure && std::find(names.begin(), names.end(), field->name) == names.end())
                names.emplace_back(field->name);
    return names;
}

QString whatBelongsHere(core::Kind kind)
{
    switch (kind) {
    case core::Kind::PLACE: return QObject::tr("No place yet. Places are the towns, villages and sites where people live: threats, patrols and the lines of an assessment name them. Import a list with names and positions, or add the first.");
    case core::Kind::AREA: return QObject::tr("No area yet. Areas are sectors, areas of responsibility and administrative units: assessments are made for them. Import their boundaries, or add the first.");
    case core::Kind::ACTOR: return QObject::tr("No actor yet. Actors are armed groups, state forces and others who harm or protect civilians. An import of incidents brings those it names; or add the first.");
    case core::Kind::THREAT: return QObject::tr("No threat yet. A threat says who may do what to whom and where: it becomes a line of the assessment. Add the actors and places first, then the threat.");
    case core::Kind::BASE: return QObject::tr("No base yet. Bases say from where patrols and reaction forces start: without them nothing is known about who can reach whom. Import a list with positions, or add the first.");
    case core::Kind::UNIT: return QObject::tr("No unit yet. Units patrol, hold bases and answer for areas. Import a list, or add the first.");
    case core::Kind::GROUP: return QObject::tr("No population group yet. Groups are the people whom a threat is aimed at, by where and how they live. Import a list, or add the first.");
    default: return QObject::tr("Nothing here yet. Import a list, or add the first record.");
    }
}

} // namespace

RecordTable::RecordTable(Shell& shell, core::Kind kind, QWidget* parent)
    : QWidget(parent), m_shell(shell), m_model(shell.document, kind, columnsOf(kind)), m_view(new EditedTable{this}), m_find(new QLineEdit{this}), m_count(ui::label({}, "secondary", this)),
      m_delete(ui::button(QStringLiteral("delete_") + QString::fromStdString(core::kindName(kind)), tr("Delete"), "plain", this))
{
    const QString name = QString::fromStdString(core::kindName(kind));
    const QString plural = session::kindWordPlural(kind);
    m_proxy.setSourceModel(&m_model);
    m_proxy.setSortRole(session::RecordModel::SortRole);
    m_proxy.setFilterKeyColumn(-1);
    m_proxy.setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_proxy.setSortLocaleAware(true);
    m_copier = &ui::setUpRows(*m_view, QStringLiteral("table_") + name, plural, QAbstractItemView::ExtendedSelection);
    ui::setRowHeights(*m_view);
    m_view->setModel(&m_proxy);
    m_view->setItemDelegate(new CellDelegate{shell, m_model, m_view});
    m_view->setSortingEnabled(true);
    m_view->sortByColumn(0, Qt::AscendingOrder);
    m_view->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
    m_view->setWordWrap(false);
    constexpr double kWidth = 130, kFirst = 200;
    m_view->horizontalHeader()->setDefaultSectionSize(qRound(kWidth * shell.style.textScale()));
    m_view->horizontalHeader()->setStretchLastSection(true);
    m_view->horizontalHeader()->setTextElideMode(Qt::ElideRight);
    if (m_model.columnCount() > 0)
        m_view->setColumnWidth(0, qRound(kFirst * shell.style.textScale()));
    for (int hidden = static_cast<int>(session::RecordModel::usualFields(kind).size()); hidden < m_model.columnCount(); ++hidden)
        m_view->setColumnHidden(hidden, true);
    letColumnsBeChosen(*m_view, QStringLiteral("data/columns/") + name, 0);
    m_view->installEventFilter(this);

    auto* column = new QVBoxLayout{this};
    column->setContentsMargins(16, 12, 16, 8);
    auto* head = new HeadLayout{nullptr};
    head->setContentsMargins(0, 0, 0, 0);
    auto* said = new QWidget{this};
    auto* inSaid = new FlowLayout{8, 2};
    said->setLayout(inSaid);
    inSaid->addWidget(ui::label(plural, "heading", said));
    inSaid->addWidget(m_count);
    head->addWidget(said);
    m_find->setObjectName(QStringLiteral("find_") + name);
    m_find->setAccessibleName(tr("Find in %1").arg(plural.toLower()));
    shell.actions.follow(QStringLiteral("edit.find"), m_find, [this] { m_find->setPlaceholderText(m_shell.actions.withKeys(tr("Find "), QStringLiteral("edit.find"))); });
    m_find->setClearButtonEnabled(true);
    constexpr int kFindWidth = 190;
    m_find->setMaximumWidth(kFindWidth);
    head->addWidget(m_find);
    auto* add = ui::button(QStringLiteral("add_") + name, tr("Add"), "primary", this);
    ui::tellKeys(shell.actions, add, QStringLiteral("edit.new"));
    for (auto* button : {add, m_delete})
        ui::changes(shell, button);
    head->addWidget(add);
    head->addWidget(m_delete);
    column->addLayout(head);
    column->addWidget(new TableOrEmpty{m_view, m_model, makeEmpty(), this, add}, 1);

    connect(m_copier, &ui::RowCopier::told, this, m_shell.status);
    connect(add, &QPushButton::clicked, this, &RecordTable::addAsked);
    connect(m_delete, &QPushButton::clicked, this, &RecordTable::removeSelected);
    connect(m_find, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_proxy.setFilterFixedString(text);
        showCount();
    });
    connect(m_view, &QTableView::activated, this, &RecordTable::openAsked);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &RecordTable::currentRecordChanged);
    connect(&m_model, &session::RecordModel::refused, this, [this](const QModelIndex&, const QString& sentence) { m_shell.status(sentence); });
    connect(&m_model, &QAbstractItemModel::modelReset, this, &RecordTable::showCount);
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &RecordTable::updateDelete);
    connect(&m_proxy, &QAbstractItemModel::modelReset, this, &RecordTable::updateDelete); // which takes the selection away without a word
    showCount();
    updateDelete();
}

QWidget* RecordTable::makeEmpty()
{
    const QString name = QString::fromStdString(core::kindName(kind()));
    auto* import = ui::button(QStringLiteral("emptyImport_") + name, tr("Import a list"), "primary", this);
    auto* byHand = ui::button(QStringLiteral("emptyAdd_") + name, {}, "plain", this);
    ui::nameKeys(m_shell.actions, byHand, tr("Add by hand"), QStringLiteral("edit.new"));
    connect(import, &QPushButton::clicked, this, [this] { m_shell.actions.action(QStringLiteral("data.import"))->trigger(); });
    connect(byHand, &QPushButton::clicked, this, &RecordTable::addAsked);
    for (auto* button : {import, byHand})
        ui::changes(m_shell, button);
    return ui::emptyState(m_shell.style, QStringLiteral("data"), whatBelongsHere(kind()), import, byHand, this);
}

/// The models go before the view that shows them: it lets go of them first, and nobody is told.
RecordTable::~RecordTable()
{
    m_view->selectionModel()->disconnect(this);
    m_view->setModel(nullptr);
}

void RecordTable::showCount()
{
    const int all = m_model.rowCount(), seen = m_proxy.rowCount();
    m_count->setText(seen == all ? session::countText(all) : tr("%1 of %2").arg(session::countText(seen), session::countText(all)));
}

void RecordTable::updateDelete()
{
    if (m_shell.document.isReadOnly())
        return; // it is off, and says why
    m_delete->setEnabled(m_view->selectionModel()->hasSelection());
    m_delete->setToolTip(m_delete->isEnabled() ? m_shell.actions.keys(QStringLiteral("edit.delete")) : tr("Select in the table what to delete."));
}

std::vector<std::int64_t> RecordTable::selected() const
{
    std::vector<std::int64_t> ids;
    for (const QModelIndex& row : m_view->selectionModel()->selectedRows())
        ids.push_back(row.data(session::RecordModel::IdRole).toLongLong());
    return ids;
}

std::optional<std::int64_t> RecordTable::current() const
{
    const QModelIndex index = m_view->currentIndex();
    return index.isValid() ? std::optional<std::int64_t>{index.data(session::RecordModel::IdRole).toLongLong()} : std::nullopt;
}

void RecordTable::select(std::int64_t id)
{
    const int row = m_model.rowOf(id);
    if (row < 0)
        return;
    if (!m_proxy.mapFromSource(m_model.index(row, 0)).isValid())
        m_find->clear();
    const QModelIndex index = m_proxy.mapFromSource(m_model.index(row, 0));
    if (index.row() == m_view->currentIndex().row())
        return; // a person stands in this row: the column is theirs
    m_view->setCurrentIndex(index);
    m_view->scrollTo(index, QAbstractItemView::PositionAtCenter);
}

void RecordTable::find()
{
    m_find->setFocus();
    m_find->selectAll();
}

void RecordTable::removeSelected()
{
    const auto ids = selected();
    if (ids.empty()) {
        m_shell.toasts.show(tr("Select in the table what to delete."));
        return;
    }
    const QString what = ids.size() == 1 ? session::nameOf(*m_shell.document.mission(), {kind(), ids.front()}) : tr("%1 records").arg(ids.size());
    const QString refusal = session::removeRecords(m_shell.document, kind(), ids);
    if (!refusal.isEmpty()) {
        m_shell.messages.show(QStringLiteral("delete"), MessageBar::Level::Warning, tr("%1 was not deleted: %2").arg(what, refusal));
        return;
    }
    m_shell.messages.hide(QStringLiteral("delete"));
    m_shell.toasts.show(tr("Deleted: %1").arg(what), {ui::undoAction(m_shell)});
}

void RecordTable::paste()
{
    std::vector<std::int64_t> ids;
    const int from = m_view->currentIndex().isValid() ? m_view->currentIndex().row() : m_proxy.rowCount();
    for (int row = from; row < m_proxy.rowCount() && ids.size() < session::kMostBulk; ++row)
        ids.push_back(m_proxy.index(row, 0).data(session::RecordModel::IdRole).toLongLong());
    pasteCells(m_shell, *m_view, kind(), ids, [this](int column) {
        const core::Field& field = m_model.field(column);
        return field.system || field.derived ? nullptr : &field;
    });
}

bool RecordTable::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_view || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    if (key->matches(QKeySequence::Cut)) {
        if (m_copier->copy(ui::Heads::Yes) > 0)
            removeSelected();
    } else if (key->matches(QKeySequence::Paste)) {
        paste();
    } else if (key->key() == Qt::Key_Delete && key->modifiers() == Qt::NoModifier) {
        removeSelected();
    } else if (key->key() != Qt::Key_Escape || !m_model.takeBackRefused(m_proxy.mapToSource(m_view->currentIndex()))) {
        return QWidget::eventFilter(watched, event);
    }
    return true;
}

} // namespace tutela::app
