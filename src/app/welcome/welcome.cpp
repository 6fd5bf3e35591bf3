// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "welcome.h"

#include "../frame/elided_label.h"
#include "../frame/workspace.h"

#include <tutela/session/display.h>

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QSettings>
#include <QVBoxLayout>

#include <algorithm>

namespace tutela::app {

namespace {

const auto kRecentKey = QStringLiteral("recent");
constexpr std::size_t kKeptMissions = 8;
constexpr int kColumnWidth = 560, kWidest = 760; // of the smallest window it leaves a margin

} // namespace

bool RecentMissions::Entry::exists() const { return QFileInfo::exists(path); }

std::vector<RecentMissions::Entry> RecentMissions::all()
{
    QSettings settings;
    std::vector<Entry> entries;
    const int count = settings.beginReadArray(kRecentKey);
    for (int i = 0; i < count; ++i) {
        settings.setArrayIndex(i);
        entries.push_back({settings.value(QStringLiteral("path")).toString(), settings.value(QStringLiteral("name")).toString(),
                           settings.value(QStringLiteral("marking")).toString(), settings.value(QStringLiteral("opened")).toString()});
    }
    settings.endArray();
    return entries;
}

namespace {

/// "2026-11-28 00:53", as it is kept, as tables write it: "28 Nov 2026, 00:53".
QString dayAndTime(const QString& kept)
{
    const QDateTime when = QDateTime::fromString(kept, QStringLiteral("yyyy-MM-dd HH:mm"));
    return when.isValid() ? QLocale::c().toString(when, QStringLiteral("d MMM yyyy, HH:mm")) : kept;
}

/// The mark on its navy ground.
QPixmap badgeOf(const Style& style)
{
    constexpr int kBadge = 56;
    constexpr double kRatio = 2.0;
    const int side = qRound(kBadge * style.textScale() * kRatio);
    QPixmap badge{side, side};
    badge.fill(Qt::transparent);
    badge.setDevicePixelRatio(kRatio);
    QPainter painter{&badge};
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(style.colour(map::Token::Navy));
    const double s = style.textScale();
    painter.drawRoundedRect(QRectF{0, 0, kBadge * s, kBadge * s}, 10 * s, 10 * s);
    painter.drawPixmap(QPointF{8 * s, 8 * s}, style.pixmap(QStringLiteral("mark"), kBadge - 16, Qt::white, kRatio));
    return badge;
}

void keep(const std::vector<RecentMissions::Entry>& entries)
{
    QSettings settings;
    settings.remove(kRecentKey);
    settings.beginWriteArray(kRecentKey);
    for (std::size_t i = 0; i < std::min(kKeptMissions, entries.size()); ++i) {
        settings.setArrayIndex(static_cast<int>(i));
        settings.setValue(QStringLiteral("path"), entries[i].path);
        settings.setValue(QStringLiteral("name"), entries[i].name);
        settings.setValue(QStringLiteral("marking"), entries[i].marking);
        settings.setValue(QStringLiteral("opened"), entries[i].lastOpened);
    }
    settings.endArray();
}

} // namespace

void RecentMissions::add(const Entry& entry)
{
    auto entries = all();
    std::erase_if(entries, [&](const Entry& each) { return each.path == entry.path; });
    entries.insert(entries.begin(), entry);
    keep(entries);
}

void RecentMissions::remove(const QString& path)
{
    auto entries = all();
    std::erase_if(entries, [&](const Entry& each) { return each.path == path; });
    keep(entries);
}

Welcome::Welcome(Style& style, const ActionRegistry& actions, QWidget* parent) : QWidget(parent), m_style(style), m_actions(actions)
{
    setObjectName(QStringLiteral("welcome"));
    setAccessibleName(tr("Welcome"));
    auto* outer = new QVBoxLayout{this};
    outer->addStretch(2);
    auto* column = new QWidget{this};
    const auto fit = [this, column] { column->setFixedWidth(std::min(qRound(kColumnWidth * m_style.textScale()), kWidest)); };
    fit();
    connect(&style, &Style::changed, column, fit);
    auto* rows = new QVBoxLayout{column};
    rows->setSpacing(6);
    auto* head = new QHBoxLayout;
    auto* mark = new QLabel{column};
    const auto dress = [this, mark] {
        mark->setPixmap(badgeOf(m_style));
    };
    head->addWidget(mark);
    auto* title = ui::label(QStringLiteral("Tutela"), "title", column);
    title->setObjectName(QStringLiteral("welcomeTitle"));
    head->addWidget(title);
    head->addStretch();
    rows->addLayout(head);
    dress();
    connect(&style, &Style::changed, this, dress);
    rows->addWidget(ui::label(tr("Works offline. Nothing leaves this computer."), "secondary", column));
    rows->addSpacing(12);
    m_demo = makeRow(QStringLiteral("welcomeDemo"), QStringLiteral("demo"), tr("Open the demo mission"), {}, &Welcome::demoAsked);
    for (QWidget* row : {m_demo, makeRow(QStringLiteral("welcomeNew"), QStringLiteral("new"), tr("New mission"), QStringLiteral("edit.new"), &Welcome::newAsked),
                         makeRow(QStringLiteral("welcomeOpen"), QStringLiteral("open"), tr("Open ..."), QStringLiteral("file.open"), &Welcome::openAsked),
                         makeRow(QStringLiteral("welcomeRestore"), QStringLiteral("restore"), tr("Restore a backup ..."), {}, &Welcome::restoreAsked)})
        rows->addWidget(row);
    m_busy = ui::label({}, "secondary", column);
    m_busy->setObjectName(QStringLiteral("welcomeBusy"));
    rows->addWidget(m_busy);
    rows->addSpacing(12);
    m_recent = new QVBoxLayout;
    m_recent->setSpacing(4);
    rows->addLayout(m_recent);
    outer->addWidget(column, 0, Qt::AlignHCenter);
    outer->addStretch(3);
}

QWidget* Welcome::makeRow(const QString& name, const QString& icon, const QString& text, const QString& action, void (Welcome::*asked)())
{
    auto* button = ui::button(name, text, "row", this);
    m_actions.follow(action, button, [this, button, text, action, asked] {
        const QString keys = action.isEmpty() && asked == &Welcome::demoAsked ? tr("Enter") : m_actions.keys(action);
        button->setText(keys.isEmpty() ? text : text + QStringLiteral("     ") + keys);
    });
    button->setMinimumHeight(44);
    const auto dress = [this, button, icon] { button->setIcon(m_style.icon(icon, map::Token::Accent)); };
    dress();
    connect(&m_style, &Style::changed, button, dress);
    connect(button, &QPushButton::clicked, this, asked);
    return button;
}

void Welcome::refresh()
{
    while (auto* item = m_recent->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const auto entries = RecentMissions::all();
    if (entries.empty())
        return;
    m_recent->addWidget(ui::label(tr("RECENT"), "section", this));
    for (const auto& entry : entries)
        addRecent(entry);
}

/// Name and marking, and below them when it was open last and in which folder it is: two files of one name are told apart.
QPushButton* Welcome::makeRecent(const RecentMissions::Entry& entry, QWidget* parent)
{
    const QFileInfo file{entry.path};
    const QString first = entry.exists() ? tr("%1 \u00B7 %2").arg(entry.name, entry.marking) : tr("%1 (moved or removed)").arg(file.fileName());
    const QString folder = QDir::toNativeSeparators(file.path());
    const QString second = entry.exists() ? tr("%1 \u00B7 %2").arg(dayAndTime(entry.lastOpened), folder) : folder;
    auto* open = new ui::RowButton{parent};
    open->setProperty("role", QStringLiteral("row"));
    open->setAccessibleName(first + QStringLiteral(", ") + second);
    open->setToolTip(entry.path.toHtmlEscaped());
    auto* lines = new QVBoxLayout{open};
    lines->setContentsMargins(8, 6, 8, 6);
    lines->setSpacing(2);
    for (const auto& [text, role] : {std::pair{first, entry.exists() ? "strong" : "secondary"}, std::pair{second, "caption"}}) {
        auto* line = new ElidedLabel{open};
        line->setText(text);
        line->setProperty("role", QLatin1String{role});
        line->ensurePolished(); // its letters are known now, and the row is made as high as they are
        line->setMinimumHeight(line->fontMetrics().height());
        line->setAttribute(Qt::WA_TransparentForMouseEvents); // the row is what is clicked
        lines->addWidget(line);
    }
    return open;
}

void Welcome::addRecent(const RecentMissions::Entry& entry)
{
    auto* row = new QWidget{this};
    auto* layout = new QHBoxLayout{row};
    layout->setContentsMargins(0, 0, 0, 0);
    const QString file = QFileInfo{entry.path}.fileName();
    auto* open = makeRecent(entry, row);
    open->setObjectName(QStringLiteral("recent_") + file);
    open->setEnabled(entry.exists());
    layout->addWidget(open, 1);
    connect(open, &QPushButton::clicked, this, [this, path = entry.path] { emit missionAsked(path); });
    if (!entry.exists()) {
        auto* locate = ui::button(QStringLiteral("locate_") + file, tr("Locate ..."), "link", row);
        auto* remove = ui::button(QStringLiteral("remove_") + file, tr("Remove"), "link", row);
        connect(locate, &QPushButton::clicked, this, [this, path = entry.path] { emit locateAsked(path); });
        connect(remove, &QPushButton::clicked, this, [this, path = entry.path] {
            RecentMissions::remove(path);
            QMetaObject::invokeMethod(this, &Welcome::refresh, Qt::QueuedConnection);
        });
        layout->addWidget(locate);
        layout->addWidget(remove);
    }
    m_recent->addWidget(row);
}

/// While a mission is made or opened nothing else can be asked for.
void Welcome::setBusy(const QString& text)
{
    m_busy->setText(text);
    for (auto* each : m_busy->parentWidget()->findChildren<QWidget*>(QString{}, Qt::FindDirectChildrenOnly))
        each->setEnabled(each == m_busy || text.isEmpty());
    if (text.isEmpty())
        m_demo->setFocus();
}

void Welcome::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
    m_demo->setFocus();
}

void Welcome::keyPressEvent(QKeyEvent* event)
{
    auto* focused = qobject_cast<QPushButton*>(focusWidget());
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && focused != nullptr)
        focused->click();
    else
        QWidget::keyPressEvent(event);
}

} // namespace tutela::app
