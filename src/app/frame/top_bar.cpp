// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "bars.h"
#include "elided_label.h"

#include <tutela/analysis/area_index.h>
#include <tutela/core/spoken.h>
#include <tutela/session/display.h>

#include <QDateEdit>
#include <QDialog>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QMenu>
#include <QStyle>

#include <chrono>

namespace tutela::app {

namespace {

QToolButton* iconButton(const QString& name, const QString& accessible, QWidget* parent)
{
    auto* button = new QToolButton{parent};
    button->setObjectName(name);
    button->setAccessibleName(accessible);
    return button;
}

core::Day dayOf(QDate date) { return core::Day{std::chrono::year{date.year()} / date.month() / date.day()}; }

} // namespace

TopBar::TopBar(Style& style, ActionRegistry& actions, QWidget* parent) : QFrame(parent), m_style(style), m_actions(actions)
{
    constexpr int kInside = 36, kSearchWidth = 340;
    setObjectName(QStringLiteral("topBar"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed); // grows with the text, also in a low window
    auto* row = new QHBoxLayout{this};
    row->addStrut(kInside);
    row->setContentsMargins(16, 8, 16, 8);
    row->setSpacing(8);
    m_mission = new ElidedLabel{this};
    m_mission->setObjectName(QStringLiteral("missionName"));
    m_note = ui::label({}, "plain", this);
    m_note->setObjectName(QStringLiteral("missionNote"));
    m_mission->installEventFilter(this);
    for (auto* label : {m_mission, m_note})
        label->setMinimumWidth(1); // they give way first; the title of the window names the mission too, the marking is never cut
    m_period = ui::button(QStringLiteral("periodButton"), tr("Period"), "menu", this);
    m_scope = ui::button(QStringLiteral("scopeButton"), tr("Scope"), "menu", this);
    for (auto* button : {m_period, m_scope}) {
        auto* menu = new QMenu{button};
        menu->setObjectName(button->objectName() + QStringLiteral("Menu"));
        button->setMenu(menu);
    }
    connect(m_period->menu(), &QMenu::aboutToShow, this, &TopBar::fillPeriods);
    connect(m_scope->menu(), &QMenu::aboutToShow, this, &TopBar::fillScopes);
    m_search = ui::button(QStringLiteral("searchButton"), tr("Search or command"), "plain", this);
    m_search->setMaximumWidth(kSearchWidth + 60);
    m_search->setMinimumWidth(44);
    m_search->setStyleSheet(QStringLiteral("text-align: left; font-weight: 400;"));
    m_search->installEventFilter(this);
    actions.follow(QStringLiteral("edit.search"), m_search, [this] { fitSearch(); });
    connect(m_search, &QPushButton::clicked, this, &TopBar::searchAsked);
    m_undo = iconButton(QStringLiteral("undoButton"), tr("Undo"), this);
    m_redo = iconButton(QStringLiteral("redoButton"), tr("Redo"), this);
    connect(m_undo, &QToolButton::clicked, this, [this] { m_actions.action(QStringLiteral("edit.undo"))->trigger(); });
    connect(m_redo, &QToolButton::clicked, this, [this] { m_actions.action(QStringLiteral("edit.redo"))->trigger(); });
    m_saved = ui::label({}, "caption", this);
    m_saved->setObjectName(QStringLiteral("savedState"));
    m_marking = ui::button(QStringLiteral("markingChip"), tr("Marking"), "marking", this);
    m_marking->setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Fixed);
    connect(m_marking, &QPushButton::clicked, this, &TopBar::markingAsked);
    row->addWidget(m_mission);
    row->addWidget(m_note);
    row->addSpacing(12);
    row->addWidget(m_period);
    row->addWidget(m_scope);
    row->addStretch(1);
    row->addWidget(m_search, 2);
    row->addStretch(1);
    for (QWidget* each : std::initializer_list<QWidget*>{m_undo, m_redo, m_saved, m_marking})
        row->addWidget(each);
    dress();
    connect(&style, &Style::changed, this, &TopBar::dress);
}

void TopBar::dress()
{
    m_undo->setIcon(m_style.icon(QStringLiteral("undo")));
    m_redo->setIcon(m_style.icon(QStringLiteral("redo")));
    m_search->setIcon(m_style.icon(QStringLiteral("search"), map::Token::Text3));
}

/// The longest text that the button has room for.
void TopBar::fitSearch()
{
    const int room = m_search->width() - m_search->iconSize().width() - 40;
    const QString keys = QStringLiteral("        ") + m_actions.keys(QStringLiteral("edit.search"));
    const QStringList texts{tr("Search places, records, commands, coordinates") + keys, tr("Search or command") + keys, tr("Search or command"), tr("Search"), QString{}};
    for (const QString& text : texts) {
        m_search->setText(text);
        if (m_search->fontMetrics().horizontalAdvance(text) <= room)
            break;
    }
}

/// The note gives way before the name of the mission is cut.
void TopBar::fitNames()
{
    const int room = m_mission->width() + (m_note->isHidden() ? 0 : m_note->width() + layout()->spacing());
    m_note->setHidden(m_mission->sizeHint().width() + layout()->spacing() + m_note->sizeHint().width() > room);
}

bool TopBar::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_search && event->type() == QEvent::Resize)
        fitSearch();
    if (watched == m_mission && event->type() == QEvent::Resize)
        fitNames();
    return QFrame::eventFilter(watched, event);
}

void TopBar::setShell(Shell* shell)
{
    if (m_shell != nullptr)
        m_shell->context.disconnect(this); // period and scope outlive the mission, what this bar shows of it does not
    m_shell = shell;
    if (shell == nullptr)
        return;
    auto& stack = shell->document.undoStack();
    const auto sync = [this, &stack] {
        m_undo->setEnabled(stack.canUndo());
        m_redo->setEnabled(stack.canRedo());
        m_undo->setToolTip(stack.canUndo() ? m_actions.withKeys(tr("Undo: %1").arg(stack.undoText()), QStringLiteral("edit.undo")).toHtmlEscaped() : tr("Nothing to undo"));
        m_redo->setToolTip(stack.canRedo() ? m_actions.withKeys(tr("Redo: %1").arg(stack.redoText()), QStringLiteral("edit.redo")).toHtmlEscaped() : tr("Nothing to redo"));
    };
    connect(&stack, &QUndoStack::indexChanged, this, sync);
    for (const auto& id : {QStringLiteral("edit.undo"), QStringLiteral("edit.redo")})
        m_actions.follow(id, &shell->document, sync);
    connect(&shell->document, &session::Document::saved, this, &TopBar::showSaved);
    connect(&shell->document, &session::Document::saveFailed, this, &TopBar::showNotSaved);
    connect(&shell->document, &session::Document::changed, this, &TopBar::refresh);
    connect(&shell->context, &session::WorkContext::periodChanged, this, &TopBar::refresh);
    connect(&shell->context, &session::WorkContext::scopeChanged, this, &TopBar::refresh);
    refresh();
    if (shell->document.isReadOnly()) {
        m_saved->setText(tr("Read-only"));
        m_saved->setToolTip(shell->document.readOnlyReason().toHtmlEscaped());
    } else {
        m_saved->setText(tr("\u2713 All saved"));
    }
}

void TopBar::refresh()
{
    const auto mission = m_shell->document.mission();
    constexpr int kNameWidth = 220;
    const QString name = session::shown(mission->details.name);
    m_mission->setText(name);
    m_mission->setToolTip(name.toHtmlEscaped());
    m_note->setText(mission->details.demonstration ? tr("\u2014 demo data") : QString{});
    m_period->setText(session::WorkContext::called(m_shell->context.period(), mission->timeZone()));
    m_period->setAccessibleName(tr("Period: %1").arg(m_period->text()));
    m_scope->setText(m_scope->fontMetrics().elidedText(session::WorkContext::called(m_shell->context.scope(), *mission), Qt::ElideRight, kNameWidth));
    m_scope->setAccessibleName(tr("Scope: %1").arg(m_scope->text()));
    const QString marking = QString::fromStdString(core::spoken(mission->details.marking.value_or(core::Marking::CONFIDENTIAL))).toUpper();
    m_marking->setText(mission->details.demonstration ? tr("%1 \u2014 DEMO").arg(marking) : marking);
    const QString about = tr("Marking of the mission. A document is marked higher when something in it is; one for partners or the public leaves things out and bears its own. Click to change that of the mission.");
    m_marking->setAccessibleName(tr("Marking of the mission: %1").arg(m_marking->text()));
    m_marking->setAccessibleDescription(about);
    m_marking->setToolTip(QStringLiteral("<p>%1</p>").arg(about.toHtmlEscaped()));
}

void TopBar::showSaved()
{
    m_saved->setText(tr("\u2713 Saved %1").arg(QTime::currentTime().toString(QStringLiteral("HH:mm"))));
    m_saved->setProperty("role", QStringLiteral("caption"));
    m_saved->setToolTip({});
    style()->unpolish(m_saved);
    style()->polish(m_saved);
}

void TopBar::showNotSaved(const QString& sentence)
{
    m_saved->setText(tr("Not saved"));
    m_saved->setProperty("role", QStringLiteral("error"));
    m_saved->setToolTip(sentence.toHtmlEscaped());
    style()->unpolish(m_saved);
    style()->polish(m_saved);
}

void TopBar::fillPeriods()
{
    auto* menu = m_period->menu();
    menu->clear();
    const auto mission = m_shell->document.mission();
    const auto zone = mission->timeZone();
    const auto add = [&](const std::optional<core::Period>& period) {
        auto* action = menu->addAction(session::WorkContext::called(period, zone), this, [this, period] { m_shell->context.setPeriod(period); });
        action->setCheckable(true);
        action->setChecked(m_shell->context.period() == period);
    };
    add(std::nullopt);
    menu->addAction(tr("Other days ..."), this, &TopBar::askPeriod);
    menu->addSeparator();
    constexpr std::size_t kMonths = 24;
    const auto months = session::WorkContext::months(*mission);
    for (std::size_t i = 0; i < std::min(kMonths, months.size()); ++i)
        add(months[i]);
}

void TopBar::fillScopes()
{
    auto* menu = m_scope->menu();
    menu->clear();
    const auto mission = m_shell->document.mission();
    const auto add = [&](std::optional<core::AreaId> scope) {
        auto* action = menu->addAction(session::WorkContext::called(scope, *mission).replace(QLatin1Char('&'), QStringLiteral("&&")), this,
                                       [this, scope] { m_shell->context.setScope(scope); });
        action->setCheckable(true);
        action->setChecked(m_shell->context.scope() == scope);
    };
    add(std::nullopt);
    menu->addSeparator();
    const auto level = analysis::defaultLevel(*mission);
    std::vector<const core::Area*> areas;
    for (const auto& area : mission->all<core::Area>())
        if (!level || area.level == level)
            areas.push_back(&area);
    std::sort(areas.begin(), areas.end(), [](const auto* a, const auto* b) { return a->name < b->name; });
    for (const auto* area : areas)
        add(core::AreaId{area->id});
}

void TopBar::askPeriod()
{
    QDialog dialog{window()};
    dialog.setObjectName(QStringLiteral("periodDialog"));
    dialog.setWindowTitle(tr("Period"));
    auto* form = new QFormLayout{&dialog};
    const auto zone = m_shell->document.mission()->timeZone();
    const auto edit = [&](const QString& name, const QString& label) {
        auto* made = new QDateEdit{&dialog};
        made->setObjectName(name);
        made->setAccessibleName(label);
        made->setCalendarPopup(true);
        made->setDisplayFormat(QStringLiteral("d MMM yyyy"));
        form->addRow(label, made);
        return made;
    };
    auto* first = edit(QStringLiteral("periodFirst"), tr("First day"));
    auto* last = edit(QStringLiteral("periodLast"), tr("Last day"));
    if (const auto& period = m_shell->context.period()) {
        const auto date = [&](core::Instant instant) {
            const std::chrono::year_month_day day{zone.dayAt(instant)};
            return QDate{static_cast<int>(day.year()), static_cast<int>(static_cast<unsigned>(day.month())), static_cast<int>(static_cast<unsigned>(day.day()))};
        };
        first->setDate(date(period->from));
        last->setDate(date(period->to - std::chrono::seconds{1}));
    }
    auto* buttons = new QDialogButtonBox{QDialogButtonBox::Cancel | QDialogButtonBox::Ok, &dialog};
    form->addRow(buttons);
    connect(buttons, &QDialogButtonBox::accepted, &dialog, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, &dialog, &QDialog::reject);
    if (dialog.exec() != QDialog::Accepted)
        return;
    const auto [from, to] = std::minmax(first->date(), last->date());
    m_shell->context.setPeriod(core::Period{zone.startOf(dayOf(from)), zone.startOf(dayOf(to) + std::chrono::days{1})});
}

} // namespace tutela::app
